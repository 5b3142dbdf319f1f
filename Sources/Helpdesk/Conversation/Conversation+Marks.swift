import BusinessTime

extension Conversation {
  /// Marks are kept for as long as Meta may still deliver something older (7 days of retries, one to spare).
  static let markDays: Int64 = 8
  /// A conversation with more marks than this folds its runs of requests to their oldest.
  static let mostMarks = 500

  /// In order of their own times; what was there first stands first among equals.
  mutating func insert(_ mark: Mark) {
    guard !marks.contains(where: { $0.id == mark.id }) else { return }
    let place = marks.lastIndex { $0.at <= mark.at }.map { $0 + 1 } ?? 0
    marks.insert(mark, at: place)
  }

  /// While Meta's own agent holds the thread, nobody of ours is asked (semantics §2).
  mutating func hold(_ id: MessageID, writtenAt at: Timestamp, at now: Timestamp, into decisions: inout [Decision]) {
    decisions.note(now, "held", "Meta's agent has the thread; the clocks start when it hands over")
    if let held = heldByAgent, held.at >= at { return }
    heldByAgent = HeldRequest(id: id, at: at)
  }

  /// The hand-over is what starts the clocks, unless a person has answered what came before it. One that is
  /// older than what the customer wrote was of an earlier turn, and says nothing.
  mutating func handOver(at time: Timestamp, seenAt now: Timestamp, into decisions: inout [Decision]) {
    guard let held = heldByAgent, held.at <= time else {
      return decisions.note(time, "handed_over", "Meta's agent handed the thread over; nobody was waiting")
    }
    heldByAgent = nil
    reopen(at: now, askedAt: time, why: "Meta's agent handed the thread over", into: &decisions)
    guard !marks.contains(where: { $0.side == .human && $0.isLive && $0.at >= held.at }) else {
      return decisions.note(time, "handed_over", "Meta's agent handed the thread over; a person had answered")
    }
    insert(
      Mark(id: Mark.handOver(of: held.id), at: time, side: .customer, seenAt: seenAt(time, at: now)))
    decisions.note(time, "handed_over", "Meta's agent handed the thread over; the clocks start")
  }

  mutating func settleReply(_ id: String, _ result: EntryResult, at now: Timestamp, into decisions: inout [Decision]) {
    guard let index = marks.firstIndex(where: { $0.id == id && $0.side == .human }) else { return }
    let wasLive = marks[index].isLive
    marks[index].acceptBy = nil
    switch result {
    case .accepted, .delivered:
      marks[index].isLive = true
      if !wasLive { decisions.note(now, "reply_live", "the reply went through after all") }
    case .failed(let code):
      marks[index].isLive = false
      if wasLive { replyFailed(marks[index], code: code, at: now, into: &decisions) }
    case .expired:
      marks[index].isLive = false
      if wasLive { replyFailed(marks[index], code: "expired", at: now, into: &decisions) }
    case .unconfirmed:
      marks[index].isLive = false
      if wasLive { replyFailed(marks[index], code: "unconfirmed", at: now, into: &decisions) }
    }
  }

  /// A reply that goes out once more answers from now on, not from when it failed, and has to be taken in time again;
  /// an acknowledgement has its interval again.
  mutating func sendAgain(_ entry: OutboxID, at now: Timestamp) {
    acknowledgement.claimAgain(entry)
    guard let index = marks.firstIndex(where: { $0.id == entry.rawValue && $0.side == .human }) else { return }
    var mark = marks.remove(at: index)
    // As with a first reply: the customer's clock may be ahead of ours.
    mark.at = max(now, marks.last { $0.side == .customer }?.at ?? now)
    mark.isLive = true
    mark.acceptBy = now.adding(seconds: Self.acceptWithinSeconds)
    insert(mark)
  }

  /// Replies that Meta has not accepted in time stop counting; their clocks run again (semantics §4).
  mutating func expireReplies(at now: Timestamp, into decisions: inout [Decision]) {
    let latest = now.adding(seconds: Self.acceptWithinSeconds)
    for index in marks.indices {
      // A clock that was set back makes no wait longer, and none outlast its conversation.
      marks[index].acceptBy = marks[index].acceptBy.map { min($0, latest) }
      guard let by = marks[index].acceptBy, by <= now else { continue }
      marks[index].acceptBy = nil
      guard marks[index].isLive else { continue }
      marks[index].isLive = false
      replyFailed(marks[index], code: "not_accepted_in_time", at: by, into: &decisions)
    }
  }

  /// Drops what can no longer change anything: answered runs older than `markDays`, and beyond
  /// `mostMarks` all but the oldest request of a run.
  mutating func forget(at now: Timestamp) {
    let horizon = now.adding(seconds: -Self.markDays * 86_400)
    if let answer = marks.lastIndex(where: { $0.side == .human && $0.isLive && $0.at < horizon }),
      !marks[...answer].contains(where: { $0.acceptBy != nil })
    {
      marks.removeSubrange(...answer)
      isTrimmed = true
      clocks.removeAll { $0.outcome != nil && !$0.isUnanswered && ($0.stoppedAt ?? $0.startedAt) < horizon }
    }
    // Decided ones live on in their own table; what an entry may still report to stays.
    let newest = clocks.last { $0.clock == .acknowledgement }?.starter
    let kept = [newest, acknowledgement.starter]
    clocks.removeAll { $0.clock == .acknowledgement && $0.outcome != nil && !kept.contains($0.starter) }
    if marks.count > Self.mostMarks { foldRuns() }
  }

  private mutating func foldRuns() {
    var folded: [Mark] = []
    for mark in marks {
      if mark.side == .customer, folded.last?.side == .customer { continue }
      folded.append(mark)
    }
    // Answers alone can still be too many; the oldest go first.
    marks = Array(folded.suffix(Self.mostMarks))
    isTrimmed = isTrimmed || folded.count > Self.mostMarks
  }

  private mutating func replyFailed(_ mark: Mark, code: String, at: Timestamp, into decisions: inout [Decision]) {
    decisions.note(at, "reply_failed", "a person's reply does not count: \(code)")
    let key = NoticeKey(subject: "reply:\(mark.id)", step: "", hop: 0)
    decisions.append(.alert(notice(key, .replyFailed(code: code)), to: [mark.author.map(Audience.person) ?? .assignee]))
  }
}
