import BusinessTime

extension Conversation {
  /// Makes the human clocks what the marks say they are (semantics §4: derive, do not toggle).
  ///
  /// Requests fall into runs; a run ends at the first live answer at or after its oldest request. The
  /// first run is `first_response`, each later one a `next_response`. Whoever reads marks in another
  /// order of arrival gets the same clocks.
  mutating func deriveClocks(at now: Timestamp, under book: PolicyBook, into decisions: inout [Decision]) {
    // Nil if the book is lost: what runs goes on, nothing new begins.
    let policy = book.policy(named: policy)
    let hasFirst = policy?.clocks[.firstResponse] != nil || clocks.contains { $0.clock == .firstResponse }
    let runs = runs(hasFirstResponse: hasFirst)
    // Once, also where the policy has no other clock.
    let hasBegun = clocks.contains { $0.isHuman || $0.clock == .resolution }
    if !runs.isEmpty, !isTrimmed, !hasBegun { startResolution(under: book) }
    for run in runs {
      let known = clocks.firstIndex { $0.clock == run.clock && $0.starter == run.starter }
      let index = known ?? policy.flatMap { start(run.clock, by: run.starter, at: run.startedAt, under: $0, of: book) }
      if let index { judge(index, run.end, at: now, into: &decisions) }
    }
    if let index = clocks.firstIndex(where: { $0.clock == .resolution }) {
      judge(index, resolvedAt.map { Ending(at: $0, reason: nil) }, at: now, into: &decisions)
    }
    for index in clocks.indices where clocks[index].isHuman && !clocks[index].isExcluded {
      let instance = clocks[index]
      let hasReason = runs.contains { $0.clock == instance.clock && $0.starter == instance.starter }
      let isForgotten = isTrimmed && instance.outcome != nil && instance.stoppedAt != nil
      if !hasReason, !isForgotten { decide(index, .excluded(reason: "corrected"), at: now, into: &decisions) }
    }
    measurePromises(at: now, into: &decisions)
    measureAssignment(at: now, under: book, into: &decisions)
    clocks.sort { ($0.startedAt, $0.clock.rawValue, $0.starter) < ($1.startedAt, $1.clock.rawValue, $1.starter) }
  }

  private struct Run {
    var clock: ClockKind
    var starter: String
    var startedAt: Timestamp
    var end: Ending?
  }

  /// What a waiting ended by: an answer, or a reason why none was given.
  struct Ending {
    var at: Timestamp
    /// Nil: an answer.
    var reason: String?

    init(at: Timestamp, reason: String?) {
      self.at = at
      self.reason = reason
    }

    init(_ mark: Mark) {
      at = mark.at
      switch mark.side {
      case .customer, .human: reason = nil
      case .resolution: reason = Self.resolved
      case .dismissal: reason = Self.dismissed
      }
    }

    static let resolved = "resolved_without_reply"
    static let dismissed = "dismissed"
  }

  /// Without a `first_response` in the policy, `next_response` carries the obligation from the start:
  /// otherwise nobody would.
  private func runs(hasFirstResponse: Bool) -> [Run] {
    // At one instant an answer counts before whatever else ended the waiting, in whatever order they came.
    let ends = marks.filter { $0.side != .customer }.sorted {
      ($0.at, $0.side == .human ? 0 : 1) < ($1.at, $1.side == .human ? 0 : 1)
    }
    var runs: [Run] = []
    var last: Mark?
    for request in marks where request.side == .customer {
      // The same run as long as nothing, or the same thing, ends the waiting of both.
      if !runs.isEmpty { guard let last, !last.ends(request) else { continue } }
      let isFirst = runs.isEmpty && !isTrimmed && hasFirstResponse
      last = ends.first { $0.ends(request) && (isFirst ? $0.side != .dismissal : true) }
      runs.append(
        Run(
          clock: isFirst ? .firstResponse : .nextResponse, starter: request.id, startedAt: request.at,
          end: last.map(Ending.init)))
    }
    return runs
  }

  /// A clock without a target in the policy does not exist.
  mutating func start(
    _ clock: ClockKind, by starter: String, at startedAt: Timestamp, under policy: Policy, of book: PolicyBook
  ) -> Int? {
    guard let rule = policy.clocks[clock], book.calendars[rule.calendar] != nil else { return nil }
    clocks.append(
      ClockInstance(
        clock: clock, starter: starter, startedAt: startedAt, target: rule.target, calendar: rule.calendar,
        policy: policy.name, version: version, dueAt: nil, plan: []))
    plan(clocks.count - 1, under: rule, of: book)
    return clocks.count - 1
  }

  /// Runs from the opening to the resolution, if the policy has a target for it.
  mutating func startResolution(under book: PolicyBook) {
    guard let policy = book.policy(named: policy) else { return }
    _ = start(.resolution, by: Self.openingStarter, at: openedAt, under: policy, of: book)
  }

  /// What starts the clocks that begin with the conversation.
  package static let openingStarter = "opened"

  mutating func judge(
    _ index: Int, _ end: Ending?, at now: Timestamp, into decisions: inout [Decision]
  ) {
    // A run that a correction took away and another brings back is the same instance.
    if case .excluded(let reason) = clocks[index].outcome, !Self.derivedReasons.contains(reason) { return }
    if let reason = end?.reason {
      clocks[index].stoppedAt = nil
      if clocks[index].outcome != .excluded(reason: reason) {
        decide(index, .excluded(reason: reason), at: now, into: &decisions)
      }
      return
    }
    let answeredAt = end?.at
    let due = clocks[index].dueAt
    let hadAnswer = clocks[index].stoppedAt
    clocks[index].stoppedAt = answeredAt
    let outcome: ClockOutcome? =
      if let due, let answeredAt { answeredAt <= due ? .met : .breached } else if answeredAt != nil {
        .met
      } else if let due, due <= now || hadAnswer == nil && clocks[index].outcome == .breached {
        // A clock that is set back takes no breach back.
        .breached
      } else { nil }
    if outcome != clocks[index].outcome {
      decide(index, outcome, at: now, into: &decisions)
    } else if hadAnswer != answeredAt, outcome != nil {
      decisions.append(.decided(clocks[index]))
    }
  }

  /// Reasons that the marks gave and may take back.
  private static let derivedReasons = [
    "corrected", "not_delivered", "resolved_unassigned", Ending.resolved, Ending.dismissed,
  ]

  /// Until when the answer of this clock may still turn out to be none, or the answer that took its reason away; nil
  /// if it is final, or there is none.
  func provisionalUntil(_ clock: ClockInstance) -> Timestamp? {
    let answers = marks.filter { $0.side == .human && $0.isLive }
    if let answeredAt = clock.stoppedAt { return answers.first { $0.at == answeredAt }?.acceptBy }
    return clock.isExcluded ? answers.compactMap(\.acceptBy).max() : nil
  }

  /// Sets an outcome, first or corrected, with its line in the record. Nil: an answer turned out to be
  /// none, and the clock runs again with its old due time.
  mutating func decide(_ index: Int, _ outcome: ClockOutcome?, at now: Timestamp, into decisions: inout [Decision]) {
    let before = clocks[index].outcome
    clocks[index].outcome = outcome
    if before == nil, clocks[index].firstOutcome == nil {
      clocks[index].firstOutcome = outcome
    } else {
      clocks[index].correctedAt = now
    }
    let instance = clocks[index]
    decisions.append(.decided(instance))
    let name = instance.clock.rawValue
    switch outcome {
    // The clocks of the policy stand beside it in the record, with words of their own.
    case .met where instance.clock == .promise:
      decisions.note(instance.stoppedAt ?? now, "promise_kept", "a person answered by then")
    case .breached where instance.clock == .promise:
      decisions.note(instance.dueAt ?? now, "promise_missed", "nobody had answered by then")
    case .met: decisions.note(instance.stoppedAt ?? now, before == nil ? "met" : "met_corrected", name)
    case .breached: decisions.note(instance.dueAt ?? now, "breached", "\(name) was due and \(instance.missing)")
    case .excluded(let reason): decisions.note(now, "excluded", "\(name): \(reason)")
    case nil: decisions.note(now, "runs_again", "\(name): what had ended it does not count any more")
    }
  }
}

extension ClockInstance {
  /// Stopped by a person's answer and by nothing else.
  var isHuman: Bool {
    switch clock {
    case .firstResponse, .nextResponse: true
    case .acknowledgement, .resolution, .promise, .assignment: false
    }
  }

  /// What was not done when it was due.
  fileprivate var missing: String {
    switch clock {
    case .resolution: "it was not resolved"
    case .assignment: "nobody had it"
    case .acknowledgement, .firstResponse, .nextResponse, .promise: "nobody had answered"
    }
  }
}
