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
}
