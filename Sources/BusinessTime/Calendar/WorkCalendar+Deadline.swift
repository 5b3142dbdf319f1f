extension WorkCalendar {
  /// The earliest instant at or after `start` by which `target` has elapsed, or nil when the calendar does not open
  /// for that long within `horizonDays`.
  ///
  /// A target of nothing (or less) is due at `start` itself; any other deadline is a whole second, because working
  /// time is counted from the second in which `start` lies.
  package func deadline(from start: Timestamp, target: WorkingTime) -> Timestamp? {
    guard target > .zero else { return start }
    if alwaysOpen { return Timestamp(seconds: start.seconds.addingSaturated(target.seconds)) }
    var remaining = target.seconds
    var spans = OpenSpans(of: self, from: start.seconds, until: Self.horizon(from: start))
    while let span = spans.next() {
      if remaining <= span.seconds { return Timestamp(seconds: span.from + remaining) }
      remaining -= span.seconds
    }
    return nil
  }

  /// The working time between two instants, each taken at its whole second; nothing when `end` is not after `start`,
  /// and nothing beyond `horizonDays` after `start` unless the calendar is always open.
  package func elapsed(from start: Timestamp, to end: Timestamp) -> WorkingTime {
    guard start < end else { return .zero }
    if alwaysOpen { return WorkingTime(seconds: end.seconds.subtractingSaturated(start.seconds)) }
    var total: Int64 = 0
    var spans = OpenSpans(of: self, from: start.seconds, until: min(end.seconds, Self.horizon(from: start)))
    while let span = spans.next() { total += span.seconds }
    return WorkingTime(seconds: total)
  }

  /// Whether the second in which an instant lies is working time.
  package func isOpen(at instant: Timestamp) -> Bool {
    if alwaysOpen { return true }
    let (local, _) = zone.local(instant)
    return hours(onDay: local.date.dayNumber).contains {
      $0.fromSecond <= local.secondOfDay && local.secondOfDay < $0.toSecond
    }
  }

  /// The instant itself when open, otherwise the next second that is; nil when none comes within `horizonDays`.
  package func nextOpening(atOrAfter instant: Timestamp) -> Timestamp? {
    if isOpen(at: instant) { return instant }
    var spans = OpenSpans(of: self, from: instant.seconds, until: Self.horizon(from: instant))
    return spans.next().map { Timestamp(seconds: $0.from) }
  }

  static func horizon(from start: Timestamp) -> Int64 {
    start.seconds.addingSaturated(horizonDays * secondsPerDay)
  }
}
