/// A stretch of open UTC seconds within one local day and one zone offset.
struct OpenSpan {
  /// First UTC second, inclusive.
  let from: Int64
  /// UTC second at which it ends, exclusive.
  let to: Int64
  /// The local day, in days since 1970-01-01.
  let day: Int64
  /// Seconds east of UTC throughout the span.
  let offset: Int64

  var seconds: Int64 { to - from }
}

/// Walks a calendar's open spans in order of time: days, not minutes, one zone segment after the other.
///
/// Within a segment local time is UTC plus a constant, so a day's windows are intervals of UTC; at a segment's end
/// local time jumps, and the walk goes on with whatever day the clocks then show.
struct OpenSpans: IteratorProtocol {
  private let calendar: WorkCalendar
  private let limit: Int64
  private let weekIsClosed: Bool
  private var cursor: Int64
  private var segment: ZoneSegment

  /// Spans of the UTC seconds `start ..< end`. Not for calendars always open.
  init(of calendar: WorkCalendar, from start: Int64, until end: Int64) {
    self.calendar = calendar
    limit = calendar.neverOpens ? start : end
    weekIsClosed = calendar.hoursByWeekday.allSatisfy(\.isEmpty)
    cursor = start
    segment = calendar.zone.segment(atSecond: start)
  }

  /// The next span that is not empty. Every turn of the loop ends a window, a day or a segment.
  mutating func next() -> OpenSpan? {
    while cursor < limit {
      if cursor >= segment.end { segment = calendar.zone.segment(atSecond: cursor) }
      let end = min(segment.end, limit)
      let local = cursor.addingSaturated(segment.offset)
      let day = local.floorDivided(by: secondsPerDay)
      let midnight = cursor - local.floorRemainder(by: secondsPerDay)
      let second = Int(cursor - midnight)
      guard let window = calendar.hours(onDay: day).first(where: { $0.toSecond > second }) else {
        cursor = min(midnight.addingSaturated(daysToNextCandidate(after: day) * secondsPerDay), end)
        continue
      }
      let from = max(cursor, midnight + Int64(window.fromSecond))
      cursor = min(midnight + Int64(window.toSecond), end)
      if from < cursor { return OpenSpan(from: from, to: cursor, day: day, offset: segment.offset) }
    }
    return nil
  }

  /// 1, or the distance to the next exception when only exceptions can be open.
  ///
  /// With no exception left it is the whole horizon, which the segment's end cuts short: clocks set back by a day may
  /// show an earlier date again.
  private func daysToNextCandidate(after day: Int64) -> Int64 {
    guard weekIsClosed else { return 1 }
    let index = calendar.indexOfException(onOrAfterDay: day + 1)
    guard index < calendar.exceptions.count else { return WorkCalendar.horizonDays }
    return min(calendar.exceptions[index].dayNumber - day, WorkCalendar.horizonDays)
  }
}
