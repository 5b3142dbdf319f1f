extension MetricFamily {
  /// Every figure of the gateway, in the order in which they are shown. What is not here is not shown.
  package static let all: [MetricFamily] = [
    postsReceived, postsVerified, postsRefused, itemsReceived, itemsDuplicate, itemsQuarantined, itemsUnknown, lag,
    commitInputs, commitDuration, commitFailedInputs, commitQueue, quarantine, storeReadable, diskFree,
    acknowledgementLatency, clocks, clocksDecided, alarmsDue, alarmLateness, putOffs, sends, sendErrors, sendDuration,
    readMarks, outbox, mails, breakerOpen, serviceMessages, reloadSuccessful, reloadTime,
  ]

  // What comes in
  static let postsReceived = Self(
    "acuse_webhook_posts_received_total", .counter, "Posts to the webhook's address, whatever became of them.")
  static let postsVerified = Self(
    "acuse_webhook_posts_verified_total", .counter, "Posts whose signature was right.")
  static let postsRefused = Self(
    "acuse_webhook_posts_refused_total", .counter,
    "Posts not answered with 200, by reason; unavailable ones were verified, and Meta comes again.")
  static let itemsReceived = Self(
    "acuse_items_received_total", .counter, "Items of the posts that were committed, duplicates among them.")
  static let itemsDuplicate = Self(
    "acuse_items_duplicate_total", .counter, "Items that were known already.")
  static let itemsQuarantined = Self(
    "acuse_items_quarantined_total", .counter, "Items that were kept for somebody to look at, by reason.")
  static let itemsUnknown = Self(
    "acuse_items_unknown_total", .counter,
    "Fields, message types and properties that this version does not know or that ask nothing of it, by Meta's name.")
  static let lag = Self(
    "acuse_receive_lag_seconds", .histogram(.lag), "From Meta's timestamp of a message to its receipt here.")

  // The commit
  static let commitInputs = Self(
    "acuse_commit_inputs", .histogram(.groupSize),
    "Inputs per commit: a post, a command, a wake, a claim or a settlement each.")
  static let commitDuration = Self(
    "acuse_commit_duration_seconds", .histogram(.commit), "From the begin of a transaction until it was on the disk.")
  static let commitFailedInputs = Self(
    "acuse_commit_failed_inputs_total", .counter, "Inputs whose transaction failed; their callers come again.")
  static let commitQueue = Self(
    "acuse_commit_queue_entries", .gauge, "Inputs that wait for the next transaction.")
  static let quarantine = Self(
    "acuse_quarantine_entries", .gauge, "What lies in quarantine, counted up to \(StoreFigures.mostCounted).")
  static let storeReadable = Self(
    "acuse_store_readable", .gauge,
    "1 if the store could be read for this answer; if 0, the figures from the store are those of an earlier one.")
  static let diskFree = Self(
    "acuse_disk_free_bytes", .gauge, "What may still be written beside the database; once it is nothing, posts wait.")

  // Promises
  static let acknowledgementLatency = Self(
    "acuse_acknowledgement_latency_seconds", .histogram(.acknowledgement),
    "From a customer's message to Meta's acceptance of its acknowledgement.")
  static let clocks = Self(
    "acuse_clocks", .gauge,
    "Clocks that wait for an answer, by kind: running or overdue, in the"
      + " \(StoreFigures.mostConversations) conversations that are due first.")
  static let clocksDecided = Self(
    "acuse_clocks_decided_total", .counter, "Outcomes of clocks by kind; one that is corrected counts again.")
  static let alarmsDue = Self(
    "acuse_alarms_due", .gauge,
    "Alarms that are due and not handled yet, counted up to \(StoreFigures.mostCounted).")
  static let alarmLateness = Self(
    "acuse_alarm_lateness_seconds", .histogram(.lateness), "How long after its time an alarm was handled.")
  static let putOffs = Self(
    "acuse_put_offs_total", .counter, "Wakes, sends and mails that could not be handled and are tried again later.")

  // What goes out
  static let sends = Self("acuse_sends_total", .counter, "Calls to Graph that send, by result.")
  static let sendErrors = Self(
    "acuse_send_errors_total", .counter,
    "Sends that were refused or are in doubt, by Meta's error code or the transport's word.")
  static let sendDuration = Self(
    "acuse_send_duration_seconds", .histogram(.send), "From the begin of a call to Graph to its end.")
  static let readMarks = Self(
    "acuse_read_marks_total", .counter, "Messages marked as read before they were answered, by result.")
  static let outbox = Self(
    "acuse_outbox_entries", .gauge,
    "Entries of the outbox that are not settled, by state, each counted up to \(StoreFigures.mostCounted).")
  static let mails = Self(
    "acuse_mails_total", .counter, "Attempts to mail our own people, by what the mail server said.")
  static let serviceMessages = Self(
    "acuse_service_messages", .gauge,
    "Service messages of this month (UTC) that Meta counted for a number, by its phone_number_id; a thousand are free.")
  static let breakerOpen = Self(
    "acuse_breaker_open", .gauge, "1 while nothing is sent from a number, by its phone_number_id.")

  // What is in force
  static let reloadSuccessful = Self(
    "acuse_last_reload_successful", .gauge,
    "1 if the files as they were last read are in force; 0 if they were refused, and what was read before is.")
  static let reloadTime = Self(
    "acuse_last_reload_success_timestamp_seconds", .gauge, "When what is in force was read, in seconds since 1970.")
}
