/// A day whose hours the week does not decide.
struct DayException: Hashable, Sendable {
  /// Days since 1970-01-01.
  let dayNumber: Int64
  let hours: [DayWindow]

  /// Holidays and dates of a calendar in order of day; of both on one day the date decides.
  static func sorted(holidays: [CivilDate: String], dates: [CivilDate: [DayWindow]]) -> [DayException] {
    let closed = holidays.keys.filter { dates[$0] == nil }.map { DayException(dayNumber: $0.dayNumber, hours: []) }
    let changed = dates.map { DayException(dayNumber: $0.key.dayNumber, hours: $0.value) }
    return (closed + changed).sorted { $0.dayNumber < $1.dayNumber }
  }
}

extension WorkCalendar {
  /// The opening hours of a local day, merged and in order; empty when closed. Not for calendars always open.
  func hours(onDay dayNumber: Int64) -> [DayWindow] {
    let index = indexOfException(onOrAfterDay: dayNumber)
    if index < exceptions.count, exceptions[index].dayNumber == dayNumber { return exceptions[index].hours }
    return hoursByWeekday[Weekday.index(ofDayNumber: dayNumber)]
  }

  /// Where the first exception on or after a day stands; the count when there is none.
  func indexOfException(onOrAfterDay dayNumber: Int64) -> Int {
    var low = 0
    var high = exceptions.count
    while low < high {
      let middle = (low + high) / 2
      if exceptions[middle].dayNumber < dayNumber { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
