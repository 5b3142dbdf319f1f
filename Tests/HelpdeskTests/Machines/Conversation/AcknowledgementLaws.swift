import BusinessTime
import Helpdesk

extension ConversationLaws {
  /// I05 and semantics §9: at most one in an interval, never against the customer's wish or into a person's
  /// conversation, and with a time that is true.
  static func acknowledgements(_ applied: Applied) -> [String] {
    let said = applied.decisions.compactMap { if case .say(let reply) = $0 { reply } else { nil } }
    guard let reply = said.first else { return [] }
    let (world, now) = (applied.world, applied.now)
    var faults = law(said.count == 1, "two automatic answers at once")
    faults += law(reply.kind == .acknowledgement, "an automatic answer that is no acknowledgement")
    faults += law(
      world.said.allSatisfy { $0.hasFailed || now - $0.at >= World.intervalSeconds * 1000 },
      "a second acknowledgement within the interval")
    faults += law(!world.isOptedOut, "acknowledged against the customer's wish")
    faults += law(
      world.humanWroteAt.map { now - $0 >= 300_000 } ?? true, "acknowledged while a person is writing to them")
    faults += law(applied.after.loopGuard.mutedUntil.map { $0 <= now } ?? true, "acknowledged though muted")
    let waiting = applied.after.clocks.first { $0.isForPeople && !$0.isOut && $0.stoppedAt == nil }
    guard let waiting, let due = waiting.dueAt else { return faults + ["acknowledged though nobody waits"] }
    let isExpired = if case .acknowledgementSettled(_, .expired) = applied.event { true } else { false }
    if isExpired || applied.before.acknowledgement.pending?.isStale ?? false || due <= now {
      let target = waiting.clock == .firstResponse ? World.firstTarget : World.nextTarget
      let later = now.flooredToSecond.adding(seconds: target)
      faults += law(reply.template == "ack_late" && reply.promise == later, "the late text promises a wrong time")
    } else {
      faults += law(reply.template == "ack" && reply.promise == due, "the promise is not the due time")
    }
    faults += law(reply.promise.map { $0 > now } ?? false, "a promise that is past")
    faults += law(reply.validUntil == reply.promise, "may be sent after the time that it promises")
    return faults + law(applied.after.acknowledgement.decidedAt == now, "the interval does not begin here")
  }

  /// Every request is answered, waits for the end of its burst, or has a recorded reason; and each measurement of an
  /// acknowledgement ends or has something to wait for.
  static func bursts(_ applied: Applied) -> [String] {
    let state = applied.after.acknowledgement
    var faults: [String] = []
    if case .requested(let request) = applied.event {
      let isSettled = applied.decisions.contains {
        switch $0 {
        case .say: true
        case .record(let entry): entry.what == "not_acknowledged"
        case .decided(let clock): clock.clock == .acknowledgement && clock.isOut
        case .alert, .assign, .askForRating: false
        }
      }
      faults += law(isSettled || state.pending != nil, "\(request.id.rawValue) is neither acknowledged nor refused")
    }
    if let burst = state.pending {
      faults += law(
        burst.until <= applied.now.adding(seconds: 2) || applied.before.acknowledgement.pending == burst,
        "the quiet window is longer than two seconds")
      faults += law(burst.until <= burst.firstAt.adding(seconds: 10), "the burst is kept longer than ten seconds")
    }
    let measured = applied.after.clocks.filter { $0.clock == .acknowledgement }
    for clock in measured where clock.outcome == nil {
      faults += law(
        clock.starter == state.pending?.starter || clock.starter == state.starter,
        "the measurement of \(clock.starter) will never end")
    }
    for clock in measured where clock.outcome == .met {
      faults += law(clock.stoppedAt != nil, "the acknowledgement of \(clock.starter) is met at no time")
    }
    return faults
  }

  /// Two machines that answer each other are muted for an interval, and one notice says so.
  static func mutes(_ applied: Applied) -> [String] {
    let notices = applied.alerts.filter { $0.notice.matter == .loop }
    let wasMuted = applied.before.loopGuard.mutedUntil.map { applied.now < $0 } ?? false
    guard case .requested(let request) = applied.event, !wasMuted else {
      return law(notices.isEmpty, "muted twice")
        + law(applied.before.loopGuard.mutedUntil == applied.after.loopGuard.mutedUntil, "muted for no reason")
    }
    // Every request of this walk has the same text: the fifth within ten minutes is a machine's.
    let recent = applied.before.loopGuard.recent.suffix(4).filter { applied.now - $0.at <= 600_000 }
    let quick = applied.after.loopGuard.recent.filter { $0.isQuick && applied.now - $0.at <= 60_000 }
    let isMachine = request.isOurs || recent.count == 4 || quick.count == 5
    let until = isMachine ? applied.now.adding(seconds: World.intervalSeconds) : applied.before.loopGuard.mutedUntil
    return law(notices.count == (isMachine ? 1 : 0), "\(notices.count) notices of a loop")
      + law(applied.after.loopGuard.mutedUntil == until, "muted until another time")
  }
}
