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
    for run in runs {
      let known = clocks.firstIndex { $0.clock == run.clock && $0.starter == run.starter }
      let index = known ?? policy.flatMap { start(run.clock, by: run.starter, at: run.startedAt, under: $0, of: book) }
      if let index { judge(index, answeredAt: run.answeredAt, at: now, into: &decisions) }
    }
    for index in clocks.indices where clocks[index].isHuman && !clocks[index].isExcluded {
      let instance = clocks[index]
      let hasReason = runs.contains { $0.clock == instance.clock && $0.starter == instance.starter }
      let isForgotten = isTrimmed && instance.outcome != nil && instance.stoppedAt != nil
      if !hasReason, !isForgotten { decide(index, .excluded(reason: "corrected"), at: now, into: &decisions) }
    }
    clocks.sort { ($0.startedAt, $0.clock.rawValue, $0.starter) < ($1.startedAt, $1.clock.rawValue, $1.starter) }
  }

  private struct Run {
    var clock: ClockKind
    var starter: String
    var startedAt: Timestamp
    var answeredAt: Timestamp?
  }

  /// Without a `first_response` in the policy, `next_response` carries the obligation from the start:
  /// otherwise nobody would.
  private func runs(hasFirstResponse: Bool) -> [Run] {
    let answers = marks.filter { $0.side == .human && $0.isLive }.map(\.at)
    var runs: [Run] = []
    for request in marks where request.side == .customer {
      if let run = runs.last {
        guard let answer = run.answeredAt, answer < request.at else { continue }
      }
      let isFirst = runs.isEmpty && !isTrimmed && hasFirstResponse
      runs.append(
        Run(
          clock: isFirst ? .firstResponse : .nextResponse, starter: request.id, startedAt: request.at,
          answeredAt: answers.first { $0 >= request.at }))
    }
    return runs
  }

  /// A clock without a target in the policy does not exist.
  private mutating func start(
    _ clock: ClockKind, by starter: String, at startedAt: Timestamp, under policy: Policy, of book: PolicyBook
  ) -> Int? {
    guard let rule = policy.clocks[clock], let calendar = book.calendars[rule.calendar] else { return nil }
    var plan: [PlannedStep] = rule.ladder.steps.enumerated().compactMap { index, step in
      calendar.deadline(from: startedAt, target: step.at.workingTime(ofTarget: rule.target))
        .map { PlannedStep(index: index, name: step.at.name, at: $0) }
    }
    plan.sort { ($0.at, $0.index) < ($1.at, $1.index) }
    clocks.append(
      ClockInstance(
        clock: clock, starter: starter, startedAt: startedAt, target: rule.target, calendar: rule.calendar,
        policy: policy.name, version: version, dueAt: calendar.deadline(from: startedAt, target: rule.target),
        plan: plan))
    return clocks.count - 1
  }

  private mutating func judge(
    _ index: Int, answeredAt: Timestamp?, at now: Timestamp, into decisions: inout [Decision]
  ) {
    // A run that a correction took away and another brings back is the same instance.
    if clocks[index].isExcluded, clocks[index].outcome != .excluded(reason: "corrected") { return }
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

  /// Until when the answer of this clock may still turn out to be none; nil if it is final, or there is none.
  func provisionalUntil(_ clock: ClockInstance) -> Timestamp? {
    guard let answeredAt = clock.stoppedAt else { return nil }
    return marks.first { $0.side == .human && $0.isLive && $0.at == answeredAt }?.acceptBy
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
    case .met: decisions.note(instance.stoppedAt ?? now, before == nil ? "met" : "met_corrected", name)
    case .breached: decisions.note(instance.dueAt ?? now, "breached", "\(name) was due and nobody had answered")
    case .excluded(let reason): decisions.note(now, "excluded", "\(name): \(reason)")
    case nil: decisions.note(now, "runs_again", "\(name): what counted as the answer does not")
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
}
