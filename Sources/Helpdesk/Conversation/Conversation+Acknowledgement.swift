import BusinessTime

extension Conversation {
  /// A burst is answered at the latest this long after its first message.
  static let longestQuietSeconds: Int64 = 10
  /// No automatic answer while a person has written within this time (semantics §9).
  static let humanActiveSeconds: Int64 = 300

  /// Starts or prolongs the quiet window, unless an acknowledgement of this interval stands already.
  mutating func wantAcknowledgement(
    for request: Request, at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]
  ) {
    let settings = rules.acknowledgements
    if let pending = acknowledgement.pending {
      let longest = pending.firstAt.adding(seconds: Self.longestQuietSeconds)
      acknowledgement.pending?.until = min(now.adding(seconds: settings.quietWindowSeconds), longest)
      return
    }
    if let decidedAt = acknowledgement.decidedAt, now < decidedAt.adding(seconds: settings.intervalSeconds) {
      decisions.note(now, "not_acknowledged", "one was decided within the interval")
      return
    }
    let starter = request.id.rawValue
    startAcknowledgement(for: request)
    let until = now.adding(seconds: min(settings.quietWindowSeconds, Self.longestQuietSeconds))
    acknowledgement.pending = .init(starter: starter, firstAt: now, until: until, isStale: request.isStale)
  }

  /// Whether one may be decided: somebody waits for it, or the last may have to be said anew.
  var isAcknowledgementOpen: Bool { clocks.contains { $0.clock == .acknowledgement && $0.outcome == nil } }

  /// Measured, and never due.
  mutating func startAcknowledgement(for request: Request) {
    clocks.append(
      ClockInstance(
        clock: .acknowledgement, starter: request.id.rawValue, startedAt: request.occurredAt, target: nil, calendar: "",
        policy: policy, version: version, dueAt: nil, plan: []))
  }

  /// When the quiet window has passed: claims the interval and says when a person will answer.
  mutating func acknowledgeBurst(at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]) {
    guard let burst = acknowledgement.pending, burst.until <= now else { return }
    acknowledgement.pending = nil
    if let decidedAt = acknowledgement.decidedAt,
      now < decidedAt.adding(seconds: rules.acknowledgements.intervalSeconds)
    {
      // Another one was decided while this window was open (a late text in place of one that expired).
      return excludeAcknowledgement(burst.starter, "within_interval", at: now, into: &decisions)
    }
    switch chooseAcknowledgement(for: burst, at: now, under: rules) {
    case .failure(let refusal):
      excludeAcknowledgement(burst.starter, refusal.reason, at: now, into: &decisions)
      if refusal == .overBudget, case .spent(let count, let most, isTold: false) = rules.budget {
        let key = NoticeKey(subject: "budget:\(MonthlyCount.month(of: now))", step: "", hop: 0)
        decisions.append(.alert(notice(key, .budgetSpent(count: count, most: most)), to: [.lead, .role("management")]))
      }
    case .success(let choice):
      supersede(at: now, into: &decisions)
      acknowledgement.claim(
        at: now, askedAt: choice.askedAt, promise: choice.reply.promise, tellsDelay: choice.tellsDelay)
      acknowledgement.starter = burst.starter
      acknowledgement.isLate = choice.isLate
      acknowledgement.promise = choice.reply.promise
      loopGuard.sent(at: now)
      decisions.append(.say(choice.reply))
      decisions.note(now, "acknowledged", choice.why)
    }
  }

  mutating func settleAcknowledgement(
    _ entry: OutboxID, _ result: EntryResult, at now: Timestamp, under rules: ConversationRules,
    into decisions: inout [Decision]
  ) {
    switch result {
    case .accepted(let time):
      acknowledgement.claimAgain(entry)
      acknowledgement.isSent(entry, at: time)
    case .delivered:
      acknowledgement.claimAgain(entry)
      acknowledgement.isSent(entry, at: now)
    // Nothing is re-sent of itself: the claim is free for the next request.
    case .failed, .expired: acknowledgement.release(entry)
    case .unconfirmed: break
    }
    guard entry == acknowledgement.entry, let starter = acknowledgement.starter,
      let index = clocks.firstIndex(where: { $0.clock == .acknowledgement && $0.starter == starter })
    else { return }
    switch result {
    case .accepted(let time):
      clocks[index].stoppedAt = clocks[index].stoppedAt ?? time
      if clocks[index].outcome != .met { decide(index, .met, at: now, into: &decisions) }
    case .delivered:
      if clocks[index].outcome != .met {
        clocks[index].stoppedAt = clocks[index].stoppedAt ?? now
        decide(index, .met, at: now, into: &decisions)
      }
    case .failed(let code):
      decideAgain(index, "failed: \(code)", at: now, into: &decisions)
    case .expired:
      if !acknowledgement.isLate, sayLate(instead: starter, at: now, under: rules, into: &decisions) { return }
      decideAgain(index, "expired", at: now, into: &decisions)
    case .unconfirmed:
      decideAgain(index, "unconfirmed", at: now, into: &decisions)
    }
  }

  /// Whatever may be due: they get no automatic answer, or there is none to give.
  func reasonNotToAnswer(at now: Timestamp, under rules: ConversationRules) -> String? {
    if let reason = reasonForSilence(at: now, under: rules) { return reason }
    return rules.book.policy(named: policy)?.acknowledge == nil ? NotNow.notConfigured.reason : nil
  }

  /// Nothing automatic goes to them.
  func reasonForSilence(at now: Timestamp, under rules: ConversationRules) -> String? {
    if rules.isOptedOut { return "opted_out" }
    return loopGuard.isMuted(at: now) ? "muted" : nil
  }

  private struct Choice {
    var reply: Reply
    var isLate: Bool
    var why: String
    /// When the oldest request that waits was written.
    var askedAt: Timestamp
    /// They hear of it before the promise breaks.
    var tellsDelay: Bool
  }

  struct NotNow: Error, Equatable {
    var reason: String
    static let notConfigured = Self(reason: "not_configured")
    static let overBudget = Self(reason: "over_budget")
  }

  /// A person of ours is writing to them.
  func isPersonActive(at now: Timestamp, under rules: ConversationRules) -> Bool {
    rules.humanWroteAt.map { now < $0.adding(seconds: Self.humanActiveSeconds) } ?? false
  }

  private func chooseAcknowledgement(
    for burst: AcknowledgementState.Burst, at now: Timestamp, under rules: ConversationRules
  ) -> Result<Choice, NotNow> {
    if let reason = reasonNotToAnswer(at: now, under: rules) { return .failure(NotNow(reason: reason)) }
    if isPersonActive(at: now, under: rules) { return .failure(NotNow(reason: "human_active")) }
    guard let policy = rules.book.policy(named: policy), let texts = policy.acknowledge else {
      return .failure(.notConfigured)
    }
    guard let clock = waitingClock else {
      return .failure(NotNow(reason: "nothing_to_promise"))
    }
    if case .spent = rules.budget, priority < .high { return .failure(.overBudget) }
    guard let target = clock.target, let due = clock.dueAt, let calendar = rules.book.calendars[clock.calendar],
      let open = rules.book.calendars[policy.calendar]?.isOpen(at: now)
    else { return .failure(NotNow(reason: "nothing_to_promise")) }
    if burst.isStale || due <= now {
      guard let late = texts.late, let promise = calendar.deadline(from: now, target: target) else {
        return .failure(NotNow(reason: "too_late"))
      }
      let reply = Reply(
        kind: .acknowledgement, template: late, promise: promise, calendar: clock.calendar, validUntil: promise)
      let why = burst.isStale ? "the message came late" : "the due time had passed"
      return .success(
        Choice(
          reply: reply, isLate: true, why: "\(late): \(why)", askedAt: clock.startedAt,
          tellsDelay: texts.delay != nil))
    }
    let text = open ? texts.open : texts.closed
    let reply = Reply(
      kind: .acknowledgement, template: text, promise: due, calendar: clock.calendar, validUntil: due)
    return .success(
      Choice(
        reply: reply, isLate: false, why: "\(text): promises the due time of \(clock.clock.rawValue)",
        askedAt: clock.startedAt, tellsDelay: texts.delay != nil))
  }

  /// The late text takes the place of one that could not be sent in time, once and only while it is true.
  private mutating func sayLate(
    instead starter: String, at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]
  ) -> Bool {
    let burst = AcknowledgementState.Burst(starter: starter, firstAt: now, until: now, isStale: true)
    guard case .success(let choice) = chooseAcknowledgement(for: burst, at: now, under: rules) else { return false }
    acknowledgement.claim(
      at: now, askedAt: choice.askedAt, promise: choice.reply.promise, tellsDelay: choice.tellsDelay)
    acknowledgement.isLate = true
    acknowledgement.promise = choice.reply.promise
    decisions.append(.say(choice.reply))
    decisions.note(now, "acknowledged", "\(choice.reply.template): the first one expired unsent")
    return true
  }

  /// An earlier one that is still waiting after a whole interval will not be sent any more: this one takes its place.
  private mutating func supersede(at now: Timestamp, into decisions: inout [Decision]) {
    guard let starter = acknowledgement.starter,
      clocks.contains(where: { $0.clock == .acknowledgement && $0.starter == starter && $0.outcome == nil })
    else { return }
    excludeAcknowledgement(starter, "superseded", at: now, into: &decisions)
  }

  private mutating func excludeAcknowledgement(
    _ starter: String, _ reason: String, at now: Timestamp, into decisions: inout [Decision]
  ) {
    guard let index = clocks.firstIndex(where: { $0.clock == .acknowledgement && $0.starter == starter }) else {
      return
    }
    decide(index, .excluded(reason: reason), at: now, into: &decisions)
  }

  private mutating func decideAgain(
    _ index: Int, _ reason: String, at now: Timestamp, into decisions: inout [Decision]
  ) {
    // The same end may be told twice, by an answer and by a status.
    guard clocks[index].outcome != .excluded(reason: reason) else { return }
    clocks[index].stoppedAt = nil
    decide(index, .excluded(reason: reason), at: now, into: &decisions)
  }
}
