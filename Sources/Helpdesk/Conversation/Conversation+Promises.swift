import BusinessTime

extension Conversation {
  /// A time that a customer was told is measured by itself (semantics §4, R62): from when Meta took the message, to a
  /// person's answer to what it was about. It has no target of a policy's, no ladder and no pause; its due time is the
  /// words that they read.
  mutating func measurePromises(at now: Timestamp, into decisions: inout [Decision]) {
    for claim in acknowledgement.claims {
      guard let entry = claim.entry, let sentAt = claim.sentAt, let promise = claim.promise else { continue }
      let index =
        clocks.firstIndex { $0.clock == .promise && $0.starter == entry.rawValue } ?? start(entry, sentAt, promise)
      // What turned out not to have reached them binds nobody.
      let end = claim.isReleased ? Ending(at: sentAt, reason: "not_delivered") : ending(of: claim, sentAt)
      judge(index, end, at: now, into: &decisions)
    }
    // Whoever can no longer be heard of is measured to the end and then lives on in the table alone.
    clocks.removeAll { clock in
      clock.clock == .promise && clock.outcome != nil
        && !acknowledgement.claims.contains { $0.entry?.rawValue == clock.starter }
    }
  }

  private mutating func start(_ entry: OutboxID, _ sentAt: Timestamp, _ promise: Timestamp) -> Int {
    clocks.append(
      ClockInstance(
        clock: .promise, starter: entry.rawValue, startedAt: sentAt, target: nil, calendar: "", policy: policy,
        version: version, dueAt: promise, plan: []))
    return clocks.count - 1
  }

  /// A person's answer to what was asked, or whatever ended the waiting without one after the promise was given.
  private func ending(of claim: AcknowledgementState.Claim, _ sentAt: Timestamp) -> Ending? {
    let askedAt = claim.askedAt ?? claim.decidedAt
    let answer = marks.first { $0.side == .human && $0.isLive && $0.at >= askedAt }
    let end = marks.first { ($0.side == .resolution || $0.side == .dismissal) && $0.at >= claim.decidedAt }
    if let end, answer.map({ end.at < $0.at }) ?? true { return Ending(end) }
    // Clocks are set: in what is over nobody waits, whenever it ended.
    if answer == nil, isOver { return Ending(at: max(sentAt, resolvedAt ?? sentAt), reason: Ending.resolved) }
    return answer.map(Ending.init)
  }
}
