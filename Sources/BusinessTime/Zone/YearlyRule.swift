/// Two changes of offset that recur every year: what holds after a zone's last listed transition.
///
/// The same content as the footer of a TZif file (RFC 9636 §3.3.1), as a value.
package struct YearlyRule: Hashable, Sendable {
  /// When one of the two changes happens, in the wall clock that ends with it.
  package struct Change: Hashable, Sendable {
    /// 1 … 12.
    package let month: Int
    /// 1 … 5, where 5 is the last such weekday of the month.
    package let week: Int
    package let weekday: Weekday
    /// Seconds after that day's 00:00; may be negative or beyond the day, as for Nuuk and Gaza.
    package let second: Int64

    package init(month: Int, week: Int, weekday: Weekday, second: Int64) {
      self.month = month
      self.week = week
      self.weekday = weekday
      self.second = second
    }
  }

  /// Seconds east of UTC outside daylight saving.
  package let standardOffset: Int32
  /// Seconds east of UTC during daylight saving.
  package let daylightOffset: Int32
  package let daylightBegins: Change
  package let daylightEnds: Change

  package init(standardOffset: Int32, daylightOffset: Int32, daylightBegins: Change, daylightEnds: Change) {
    self.standardOffset = standardOffset
    self.daylightOffset = daylightOffset
    self.daylightBegins = daylightBegins
    self.daylightEnds = daylightEnds
  }

  /// The latest change at or before a UTC second.
  func transition(atOrBefore second: Int64) -> ZoneTransition {
    let year = Self.year(ofSecond: second)
    return changes(around: year).last { $0.at <= second } ?? changes(in: year - 1)[0]
  }

  /// The first change after a UTC second.
  func transition(after second: Int64) -> ZoneTransition {
    let year = Self.year(ofSecond: second)
    return changes(around: year).first { $0.at > second } ?? changes(in: year + 1)[1]
  }

  /// The changes of a year and of its neighbours: a change of 1 January by local time may be December's by UTC.
  private func changes(around year: Int) -> [ZoneTransition] {
    changes(in: year - 1) + changes(in: year) + changes(in: year + 1)
  }

  /// Both changes of a year, earlier first.
  private func changes(in year: Int) -> [ZoneTransition] {
    let begin = ZoneTransition(
      at: daylightBegins.localSecond(in: year) - Int64(standardOffset), offset: daylightOffset)
    let end = ZoneTransition(at: daylightEnds.localSecond(in: year) - Int64(daylightOffset), offset: standardOffset)
    return begin.at < end.at ? [begin, end] : [end, begin]
  }

  private static func year(ofSecond second: Int64) -> Int {
    CivilDate(dayNumber: second.floorDivided(by: secondsPerDay)).year
  }
}

extension YearlyRule.Change {
  /// Local seconds since 1970-01-01T00:00:00 at which the change happens in a year.
  fileprivate func localSecond(in year: Int) -> Int64 {
    let first = CivilDate.dayNumber(ofFirstOf: month, year: year)
    let firstMatch = first + Int64((weekday.rawValue - Weekday.index(ofDayNumber: first) + 7) % 7)
    var day = firstMatch + Int64(week - 1) * 7
    if day >= first + Int64(CivilDate.daysIn(month: month, year: year)) { day -= 7 }
    return day * secondsPerDay + second
  }
}
