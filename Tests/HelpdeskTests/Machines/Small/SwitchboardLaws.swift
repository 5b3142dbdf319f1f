import BusinessTime
import Helpdesk

/// What must hold of numbers whose account Meta has closed, and of what waits on them (semantics §11).
enum SwitchboardLaws {
  static func broken(by letter: SwitchboardLetter, _ before: Switchboard, _ after: Switchboard) -> [String] {
    sends(letter, before, after) + opens(letter, before, after) + closes(letter, before, after)
      + keeps(before, after)
  }

  /// While a circuit is open nothing goes out before its probe, and after a probe not for another minute.
  private static func sends(
    _ letter: SwitchboardLetter, _ before: Switchboard, _ after: Switchboard
  ) -> [String] {
    Switchboard.numbers.flatMap { number -> [String] in
      let (was, is_) = (before.entry(number), after.entry(number))
      guard was.state != .inFlight, is_.state == .inFlight else {
        return law(is_.attempt <= was.attempt, "\(number.rawValue) counts an attempt that was none")
      }
      var faults = law(is_.attempt == was.attempt + 1, "\(number.rawValue) does not count its attempts")
      guard case .open(_, _, let probeAt, _) = before.breaker(number) else { return faults }
      faults += law(probeAt <= before.now, "\(number.rawValue) sends while its circuit is open")
      guard case .open(_, _, let next, _) = after.breaker(number) else { return faults + ["a probe closes nothing"] }
      return faults + law(next == before.now.adding(seconds: 60), "two probes of \(number.rawValue) at once")
    }
  }

  /// A number's trouble is its own, an account's that of all its numbers; each further failure waits twice as long.
  private static func opens(
    _ letter: SwitchboardLetter, _ before: Switchboard, _ after: Switchboard
  ) -> [String] {
    let troubled: [NumberID]
    switch letter {
    case .accountTrouble(let number):
      troubled = number == Switchboard.quito ? [Switchboard.quito] : [Switchboard.madrid, Switchboard.lima]
    case .numberTrouble(let number): troubled = [number]
    case .claim, .accepted, .another, .nextDueTime, .minute, .twoSecondsBack:
      troubled = []
    }
    return Switchboard.numbers.flatMap { number -> [String] in
      guard troubled.contains(number) else { return law(!opened(number, before, after), "\(number.rawValue) opens") }
      guard case .open(let since, let code, let probeAt, let failures) = after.breaker(number) else {
        return ["\(number.rawValue) stays open for business"]
      }
      // 60, 120, 240, 480 s and then a quarter of an hour, by how often it has failed.
      let waits: [Int64] = [60, 120, 240, 480, 900, 900]
      var earlier = 0
      var began = before.now
      var why = if case .accountTrouble = letter { "190" } else { "131031" }
      if case .open(let since, let code, _, let failures) = before.breaker(number) {
        (earlier, began, why) = (failures, since, code)
      }
      return law(failures == earlier + 1 && since == began, "\(number.rawValue) forgets how often it failed")
        + law(probeAt == before.now.adding(seconds: waits[earlier]), "\(number.rawValue) probes at another time")
        + law(earlier > 0 || code == why, "\(number.rawValue) is closed for another reason")
    }
  }

  /// What went through closes the circuit; what was opened for an account closes for it, and nothing else does.
  private static func closes(
    _ letter: SwitchboardLetter, _ before: Switchboard, _ after: Switchboard
  ) -> [String] {
    Switchboard.numbers.flatMap { number -> [String] in
      guard case .open(_, let code, _, _) = before.breaker(number) else { return [] }
      let isClosed = after.breaker(number) == .closed
      guard case .accepted(let sender) = letter, before.entry(sender).state != .accepted,
        before.entry(sender).wamid == nil
      else { return law(!isClosed, "\(number.rawValue) works again for no reason") }
      if number == sender { return law(isClosed, "\(number.rawValue) went through and stays closed") }
      guard case .open(_, code, _, _) = before.breaker(sender), number != Switchboard.quito,
        sender != Switchboard.quito
      else { return law(!isClosed, "\(number.rawValue) works again because another does") }
      return law(isClosed, "\(number.rawValue) stays closed though its account works")
    }
  }

  /// Nothing is lost while a circuit is open: it waits for the probe.
  private static func keeps(_ before: Switchboard, _ after: Switchboard) -> [String] {
    Switchboard.numbers.flatMap { number -> [String] in
      let entry = after.entry(number)
      var faults = law(entry.state != .failed && entry.state != .expired, "\(number.rawValue) loses its message")
      guard entry.state == .parked, before.entry(number).state != .parked else { return faults }
      guard case .open(_, _, let probeAt, _) = after.breaker(number) else { return faults + ["parked for no reason"] }
      faults += law(entry.dueAt == probeAt, "\(number.rawValue) does not wait for the probe")
      return faults
    }
  }

  private static func opened(_ number: NumberID, _ before: Switchboard, _ after: Switchboard) -> Bool {
    before.breaker(number) == .closed && after.breaker(number) != .closed
  }

  private static func law(_ holds: Bool, _ otherwise: @autoclosure () -> String) -> [String] {
    holds ? [] : [otherwise()]
  }
}
