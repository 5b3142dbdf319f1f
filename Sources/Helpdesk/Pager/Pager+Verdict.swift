package import BusinessTime

extension Pager {
  /// What may be done with a notice for one person now (semantics §7).
  package enum Verdict: Sendable, Equatable {
    case now
    /// Their phone stays dark until then; the notice waits, and whoever comes next is told at once.
    case held(until: Timestamp)
    /// The hourly cap is reached.
    case suppressed

    var words: String {
      switch self {
      case .now: "at once"
      case .held: "held for quiet hours"
      case .suppressed: "suppressed by the hourly cap"
      }
    }
  }

  /// Urgent notices pass quiet hours and the cap (R39).
  package static func verdict(for person: Person, isUrgent: Bool, alertsThisHour: Int, at now: Timestamp) -> Verdict {
    if isUrgent { return .now }
    if let end = person.quiet?.end(at: now, in: person.zone) { return .held(until: end) }
    return alertsThisHour >= person.alertsPerHour ? .suppressed : .now
  }
}

extension QuietHours {
  /// When the quiet hours that hold at `now` end; nil outside them. Judged on the person's own wall clock.
  package func end(at now: Timestamp, in zone: Zone) -> Timestamp? {
    let (local, offset) = zone.local(now)
    let second = local.secondOfDay
    let holds =
      fromSecond < toSecond ? second >= fromSecond && second < toSecond : second >= fromSecond || second < toSecond
    guard holds else { return nil }
    let endsTomorrow = fromSecond > toSecond && second >= fromSecond
    let day = endsTomorrow ? local.date.adding(days: 1) : local.date
    let endLocal = day.dayNumber * 86_400 + Int64(toSecond)
    // The offset may change in the night: ask again with the one that holds at the end.
    let guess = Timestamp(seconds: endLocal - Int64(offset))
    return Timestamp(seconds: endLocal - Int64(zone.offset(atSecond: guess.seconds)))
  }
}
