import BusinessTime

extension Conversation {
  /// A time that a customer was told is measured by itself (semantics §4, R62): from when Meta took the message, to a
  /// person's answer to what it was about. It has no target of a policy's, no ladder and no pause; its due time is the
  /// words that they read.
  mutating func measurePromises(at now: Timestamp, into decisions: inout [Decision]) {
    let given = acknowledgement.claims.flatMap(Given.all)
    for promise in given {
      let index =
        clocks.firstIndex { $0.clock == .promise && $0.starter == promise.entry.rawValue } ?? start(promise)
      // What turned out not to have reached them binds nobody.
      let end =
        promise.isReleased ? Ending(at: promise.sentAt, reason: "not_delivered") : ending(of: promise)
      judge(index, end, at: now, into: &decisions)
    }
    // Whoever can no longer be heard of is measured to the end and then lives on in the table alone.
    clocks.removeAll { clock in
      clock.clock == .promise && clock.outcome != nil
        && !given.contains { $0.entry.rawValue == clock.starter }
    }
  }

  /// A time that Meta took to the customer: with the acknowledgement, or with what was said after it.
  private struct Given {
    var entry: OutboxID
    var sentAt: Timestamp
    var promise: Timestamp
    var isReleased: Bool
    var askedAt: Timestamp
    var decidedAt: Timestamp

    static func all(_ claim: AcknowledgementState.Claim) -> [Self] {
      let askedAt = claim.askedAt ?? claim.decidedAt
      let own = Self(claim.entry, claim.sentAt, claim.promise, claim.isReleased, askedAt, claim.decidedAt)
      let later = claim.said.map { Self($0.entry, $0.sentAt, $0.promise, $0.isReleased, askedAt, $0.decidedAt) }
      return ([own] + later).compactMap { $0 }
    }

    /// Nil: no time was told, or it is not known to have been sent.
    private init?(
      _ entry: OutboxID?, _ sentAt: Timestamp?, _ promise: Timestamp?, _ isReleased: Bool, _ askedAt: Timestamp,
      _ decidedAt: Timestamp
    ) {
      guard let entry, let sentAt, let promise else { return nil }
      self.entry = entry
      self.sentAt = sentAt
      self.promise = promise
      self.isReleased = isReleased
      self.askedAt = askedAt
      self.decidedAt = decidedAt
    }
  }

  private mutating func start(_ given: Given) -> Int {
    clocks.append(
      ClockInstance(
        clock: .promise, starter: given.entry.rawValue, startedAt: given.sentAt, target: nil, calendar: "",
        policy: policy, version: version, dueAt: given.promise, plan: []))
    return clocks.count - 1
  }

  /// A person's answer to what was asked, or whatever ended the waiting without one after the promise was given.
  private func ending(of given: Given) -> Ending? {
    let answer = marks.first { $0.side == .human && $0.isLive && $0.at >= given.askedAt }
    let end = marks.first { ($0.side == .resolution || $0.side == .dismissal) && $0.at >= given.decidedAt }
    if let end, answer.map({ end.at < $0.at }) ?? true { return Ending(end) }
    // Clocks are set: in what is over nobody waits, whenever it ended.
    if answer == nil, isOver {
      return Ending(at: max(given.sentAt, resolvedAt ?? given.sentAt), reason: Ending.resolved)
    }
    return answer.map(Ending.init)
  }
}
