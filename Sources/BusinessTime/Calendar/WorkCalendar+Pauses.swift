extension WorkCalendar {
  /// Working time between two instants without what lies in pauses (semantics §4): in this calendar's own time, so that
  /// a pause inside closed hours takes nothing away, and each moment once, however many pauses hold it.
  package func elapsed(from start: Timestamp, to end: Timestamp, without pauses: [Range<Timestamp>]) -> WorkingTime {
    guard start < end else { return .zero }
    var seconds = elapsed(from: start, to: end).seconds
    var counted = start
    for pause in pauses.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let (from, to) = (max(pause.lowerBound, counted), min(pause.upperBound, end))
      guard from < to else { continue }
      seconds -= elapsed(from: from, to: to).seconds
      counted = to
    }
    return .seconds(seconds)
  }

  /// The earliest instant by which the target has passed, pauses not counted. Nil while it stands still: a pause that
  /// began before it (`pausedSince`) has no end yet; and for a calendar that does not open for that long.
  package func deadline(
    from start: Timestamp, target: WorkingTime, without pauses: [Range<Timestamp>], pausedSince: Timestamp? = nil
  ) -> Timestamp? {
    var rest = target.seconds
    var counted = start
    for pause in pauses.sorted(by: { $0.lowerBound < $1.lowerBound }) where pause.upperBound > counted {
      let worked = elapsed(from: counted, to: max(pause.lowerBound, counted)).seconds
      if worked >= rest { break }
      rest -= worked
      counted = pause.upperBound
    }
    guard let due = deadline(from: counted, target: .seconds(rest)) else { return nil }
    return pausedSince.map { $0 < due } ?? false ? nil : due
  }
}
