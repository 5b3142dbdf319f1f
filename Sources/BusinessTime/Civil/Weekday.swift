/// A day of the week, Monday first as ISO 8601 counts.
package enum Weekday: Int, CaseIterable, Hashable, Sendable, Codable {
  case monday
  case tuesday
  case wednesday
  case thursday
  case friday
  case saturday
  case sunday

  /// The weekday of a day number (days since 1970-01-01, which was a Thursday).
  package init(dayNumber: Int64) {
    self = Self.allCases[Self.index(ofDayNumber: dayNumber)]
  }

  /// 0 for Monday … 6 for Sunday, without going through the enum: the calendar walk asks this once a day.
  static func index(ofDayNumber dayNumber: Int64) -> Int {
    Int((dayNumber.floorRemainder(by: 7) + 3) % 7)
  }
}
