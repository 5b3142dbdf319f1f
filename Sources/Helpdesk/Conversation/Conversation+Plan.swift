import BusinessTime

extension Conversation {
  /// What stands still for a clock under a rule: ended pauses, and since when one goes on.
  struct Stillness: Equatable {
    var pauses: [Range<Timestamp>] = []
    var since: Timestamp?
  }

  /// A resolution stands still while it is resolved, besides what its policy says.
  ///
  /// What began after an answer changes nothing of it.
  func stillness(of clock: ClockInstance, under rule: ClockRule) -> Stillness {
    let isResolution = clock.clock == .resolution
    var still = Stillness()
    for pause in pauses where rule.pauseWhile.contains(pause.state) || isResolution && pause.state == .resolved {
      if !isResolution, let stoppedAt = clock.stoppedAt, stoppedAt <= pause.from { continue }
      if let to = pause.to { still.pauses.append(pause.from..<max(pause.from, to)) } else { still.since = pause.from }
    }
    return still
  }

  /// The due time and the ladder's steps of an instance, as its target, its policy and the pauses have them. Steps that
  /// were decided stay as they are.
  mutating func plan(_ index: Int, under rule: ClockRule, of book: PolicyBook) {
    let clock = clocks[index]
    guard let target = clock.target, let calendar = book.calendars[clock.calendar] else { return }
    let still = stillness(of: clock, under: rule)
    func time(_ target: WorkingTime) -> Timestamp? {
      calendar.deadline(from: clock.startedAt, target: target, without: still.pauses, pausedSince: still.since)
    }
    let fired = clock.plan.filter { $0.firedAt != nil }
    let open: [PlannedStep] = rule.ladder.steps.enumerated().compactMap { place, step in
      guard !fired.contains(where: { $0.index == place }) else { return nil }
      return time(step.at.workingTime(ofTarget: target)).map { PlannedStep(index: place, name: step.at.name, at: $0) }
    }
    clocks[index].plan = (fired + open).sorted { ($0.at, $0.index) < ($1.at, $1.index) }
    clocks[index].dueAt = time(target)
    if !still.pauses.isEmpty {
      clocks[index].pausedSeconds = still.pauses.reduce(0) { $0 + ($1.upperBound.seconds - $1.lowerBound.seconds) }
    }
  }

  /// All steps anew; those up to a time at which one was decided are not decided again.
  mutating func planAnew(_ index: Int, under rule: ClockRule, of book: PolicyBook, decidedUpTo: Timestamp?) {
    clocks[index].plan = []
    plan(index, under: rule, of: book)
    guard let decidedUpTo else { return }
    for place in clocks[index].plan.indices where clocks[index].plan[place].at <= decidedUpTo {
      clocks[index].plan[place].firedAt = clocks[index].plan[place].at
    }
  }

  /// When a clock that stands still would be due if it did not.
  func dueUnlessPaused(_ clock: ClockInstance, of book: PolicyBook) -> Timestamp? {
    guard let target = clock.target, let rule = book.policy(named: clock.policy)?.clocks[clock.clock] else {
      return nil
    }
    let still = stillness(of: clock, under: rule)
    return book.calendars[clock.calendar]?.deadline(from: clock.startedAt, target: target, without: still.pauses)
  }

  /// Pauses have begun, ended or turned out never to have been: what is measured is measured again.
  mutating func planAgain(under book: PolicyBook) {
    for index in clocks.indices where clocks[index].target != nil && !clocks[index].isExcluded {
      guard let rule = book.policy(named: clocks[index].policy)?.clocks[clocks[index].clock] else { continue }
      plan(index, under: rule, of: book)
    }
  }
}
