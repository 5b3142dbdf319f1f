/// Every `what` of the record (`TimelineEntry`) that this version writes. Each has its sentence in `RecordStory`, which
/// the compiler holds; that none is missing here is held by a test that reads the source of the desk.
enum RecordWord: String, CaseIterable {
  case opened, sorted, policy
  case timeReplaced = "time_replaced"
  case noted, held, brought
  case lateIngest = "late_ingest"
  case absorbed, merged
  case handedOver = "handed_over"

  case acknowledged
  case notAcknowledged = "not_acknowledged"
  case delayTold = "delay_told"
  case delayUntold = "delay_untold"
  case newsTold = "news_told"
  case muted

  case replied, automatic
  case replyFailed = "reply_failed"
  case replyLive = "reply_live"

  case met
  case metCorrected = "met_corrected"
  case breached, excluded
  case runsAgain = "runs_again"
  case promiseKept = "promise_kept"
  case promiseMissed = "promise_missed"

  case step
  case stepLost = "step_lost"
  case failOver = "fail_over"
  case alert
  case alertRepeated = "alert_repeated"
  case mailed
  case nobodyToTell = "nobody_to_tell"
  case notTold = "not_told"

  case assigned, unassigned, team
  case tagged, untagged, stage, queue, priority, category
  case needsAnswer = "needs_answer"
  case waiting, resumed, dismissed, resolved, reopened, closed

  case misfire
  case misfireUndone = "misfire_undone"

  case reminded
  case notReminded = "not_reminded"
  case asked, rated
  case notAsked = "not_asked"

  case sendRetried = "send_retried"
  case sendDiscarded = "send_discarded"
}
