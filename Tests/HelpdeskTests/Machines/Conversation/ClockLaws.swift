import BusinessTime
import Helpdesk

extension ConversationLaws {
  /// Semantics §4: *unanswered since* is the oldest request with no live answer at or after it. One clock runs for
  /// it, and none when nobody waits; every other one belongs to a run of requests that was answered.
  static func derived(_ applied: Applied) -> [String] {
    let answers = applied.answers
    let owed = applied.requests.first { request in !answers.contains { $0 >= request.at } }
    let clocks = applied.after.clocks.filter { $0.isForPeople && !$0.isOut }
    let running = clocks.filter { $0.stoppedAt == nil }
    var faults = law(
      running.map(\.startedAt) == [owed?.at].compactMap { $0 },
      "somebody waits since \(String(describing: owed?.at)), clocks run since \(running.map(\.startedAt))")
    faults += law(
      applied.after.marks.map(\.at) == applied.after.marks.map(\.at).sorted(), "the marks are out of order")
    // The first request of all, then each that follows an answer to the run before it.
    var starters: [Mark] = []
    for request in applied.requests {
      guard let last = starters.last else {
        starters.append(request)
        continue
      }
      if answers.contains(where: { $0 >= last.at && $0 < request.at }) { starters.append(request) }
    }
    faults += law(
      Set(clocks.map(\.starter)) == Set(starters.map(\.id)) && clocks.count == starters.count,
      "the clocks were started by \(clocks.map(\.starter)), the runs by \(starters.map(\.id))")
    for (place, starter) in starters.enumerated() {
      let kind: ClockKind = place == 0 ? .firstResponse : .nextResponse
      faults += law(
        clocks.contains { $0.clock == kind && $0.starter == starter.id && $0.startedAt == starter.at },
        "no \(kind.rawValue) for \(starter.id)")
    }
    return faults
  }

  /// What each clock says of itself, reckoned from its start and the answers.
  static func outcomes(_ applied: Applied) -> [String] {
    applied.after.clocks.filter(\.isForPeople).flatMap { clock -> [String] in
      let target = clock.clock == .firstResponse ? World.firstTarget : World.nextTarget
      let due = clock.startedAt.adding(seconds: target)
      var faults = law(clock.dueAt == due, "\(clock.subject) is due at another time than its target says")
      if let earlier = applied.instance(clock, in: applied.before) {
        faults += law(
          earlier.firstOutcome == nil || earlier.firstOutcome == clock.firstOutcome,
          "\(clock.subject) forgets what was decided first")
      }
      guard !clock.isOut else {
        let isCorrected = clock.outcome == .excluded(reason: "corrected")
        return faults + law(isCorrected, "\(clock.subject) is excluded for no reason")
      }
      let answer = applied.answers.filter { $0 >= clock.startedAt }.min()
      faults += law(clock.stoppedAt == answer, "\(clock.subject) does not stop at the first answer that counts")
      switch clock.outcome {
      case .met: faults += law(answer.map { $0 <= due } ?? false, "\(clock.subject) is met without an answer in time")
      case .breached:
        faults += law(
          answer.map { $0 > due } ?? (applied.world.latest >= due), "\(clock.subject) is breached before its time")
      case .excluded: break
      case nil:
        faults += law(answer == nil && applied.now < due, "\(clock.subject) is undecided though its time has come")
      }
      return faults
    }
  }

  /// Whatever was decided or corrected is written down, once and as it now stands.
  static func rowsWritten(_ applied: Applied) -> [String] {
    let written = applied.decisions.compactMap { if case .decided(let clock) = $0 { clock } else { nil } }
    return applied.after.clocks.filter(\.isForPeople).flatMap { clock -> [String] in
      let rows = written.filter { $0.clock == clock.clock && $0.starter == clock.starter }
      let before = applied.instance(clock, in: applied.before)
      let isNews =
        before?.outcome != clock.outcome || (clock.outcome != nil && before?.stoppedAt != clock.stoppedAt)
      guard isNews else {
        return law(rows.isEmpty, "\(clock.subject) is written though nothing about it is new")
      }
      return law(
        rows.last?.outcome == clock.outcome && rows.last?.stoppedAt == clock.stoppedAt,
        "\(clock.subject) is \(clock.outcome?.name ?? "open"), and its row does not say so")
    }
  }
}
