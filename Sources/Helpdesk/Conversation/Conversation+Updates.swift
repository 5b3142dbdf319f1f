import BusinessTime

/// What whoever waits on a promise hears besides (semantics §9): that it will not be kept, before it breaks; and how
/// their matter stands, if they ask. Each once for one acknowledgement, and neither stops a clock.
extension Conversation {
  /// So long before a promise breaks its customer hears of it; of a shorter promise only half its time before.
  static let delayNoticeSeconds: Int64 = 120

  /// When the customer is to hear that the promise will not be kept; nil once they have, or nobody waits.
  var delayAt: Timestamp? {
    guard let claim = acknowledgement.current, let entry = claim.entry, let sentAt = claim.sentAt,
      let promise = claim.promise, claim.tellsDelay == true, !claim.has(.delay),
      clocks.contains(where: { $0.clock == .promise && $0.starter == entry.rawValue && $0.isUnanswered })
    else { return nil }
    let notice = min(Self.delayNoticeSeconds * 1000, max(0, promise - sentAt) / 2)
    return promise.adding(milliseconds: -notice)
  }

  mutating func tellOfDelay(at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]) {
    guard let time = delayAt, time <= now, let promise = acknowledgement.current?.promise else { return }
    switch chooseDelay(of: promise, at: now, under: rules) {
    case .failure(let refusal):
      acknowledgement.add(.init(.delay, decidedAt: now, isSaid: false))
      if refusal != .notConfigured { decisions.note(now, "delay_untold", refusal.reason) }
    case .success(let reply):
      acknowledgement.add(.init(.delay, decidedAt: now, promise: reply.promise))
      say(reply, at: now, into: &decisions)
      decisions.note(now, "delay_told", reply.template)
    }
  }

  /// As much time again as the policy gives, from what was promised: whoever is told early gains nothing by it.
  private func chooseDelay(
    of promise: Timestamp, at now: Timestamp, under rules: ConversationRules
  ) -> Result<Reply, NotNow> {
    if let reason = reasonNotToAnswer(at: now, under: rules) { return .failure(NotNow(reason: reason)) }
    guard let text = rules.book.policy(named: policy)?.acknowledge?.delay else {
      return .failure(.notConfigured)
    }
    // It is about to say a time of its own.
    if acknowledgement.pending != nil { return .failure(NotNow(reason: "acknowledged_anew")) }
    guard state == .open, let clock = waitingClock, let target = clock.target,
      let calendar = rules.book.calendars[clock.calendar]
    else { return .failure(NotNow(reason: "nothing_to_promise")) }
    guard let next = calendar.deadline(from: promise, target: target), next > now else {
      return .failure(NotNow(reason: "next_time_passed"))
    }
    return .success(
      Reply(kind: .update, template: text, promise: next, calendar: clock.calendar, validUntil: next))
  }

  /// Within an interval nobody is acknowledged again; whoever asks what is new hears the truth, once. Who hears of the
  /// delay in this very breath has been answered.
  mutating func answerNews(at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]) {
    guard acknowledgement.pending == nil, let claim = acknowledgement.current, claim.sentAt != nil, !claim.has(.news),
      !claim.said.contains(where: { $0.isSaid && $0.entry == nil }),
      reasonNotToAnswer(at: now, under: rules) == nil, !isPersonActive(at: now, under: rules),
      let text = rules.book.policy(named: policy)?.acknowledge?.news, let clock = waitingClock
    else { return }
    let told = claim.promises.last { $0 > now }
    let promise = told ?? clock.dueAt.flatMap { $0 > now ? $0 : nil } ?? newTime(of: clock, at: now, under: rules)
    acknowledgement.add(.init(.news, decidedAt: now, promise: told == nil ? promise : nil))
    say(
      Reply(
        kind: .update, template: text, promise: promise, calendar: clock.calendar,
        validUntil: promise ?? now.adding(seconds: rules.acknowledgements.staleAfterSeconds)),
      at: now, into: &decisions)
    decisions.note(now, "news_told", told == nil ? "\(text): another time" : "\(text): the time that they know")
  }

  private func newTime(of clock: ClockInstance, at now: Timestamp, under rules: ConversationRules) -> Timestamp? {
    guard !clock.isPaused, let target = clock.target else { return nil }
    return rules.book.calendars[clock.calendar]?.deadline(from: now, target: target)
  }

  private mutating func say(_ reply: Reply, at now: Timestamp, into decisions: inout [Decision]) {
    loopGuard.sent(at: now)
    decisions.append(.say(reply))
  }
}
