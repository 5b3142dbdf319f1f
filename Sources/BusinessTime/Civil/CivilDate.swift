/// A date of the Gregorian calendar, in nobody's zone in particular.
package struct CivilDate: Hashable, Sendable {
  package let year: Int
  /// 1 … 12.
  package let month: Int
  /// 1 … 31, never beyond the month's end.
  package let day: Int

  /// Years that can be written with four digits; also keeps every day number far from overflow.
  package static let years = 0...9999

  /// A date that exists, or nil: 31 April and 29 February 2027 cannot be held.
  package init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month),
      (1...Self.daysIn(month: month, year: year)).contains(day)
    else { return nil }
    self.init(existingYear: year, month: month, day: day)
  }

  /// The date so many days after 1970-01-01. Years outside `years` are possible here: instants know no such bound.
  ///
  /// Counts in 400-year cycles of 146,097 days from 1 March of year 0, so that the leap day is a year's last.
  package init(dayNumber: Int64) {
    let sinceMarchOfYearZero = dayNumber.addingSaturated(Self.daysFromMarchOfYearZeroTo1970)
    let cycle = sinceMarchOfYearZero.floorDivided(by: Self.daysInCycle)
    let dayOfCycle = Int(sinceMarchOfYearZero.floorRemainder(by: Self.daysInCycle))
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      existingYear: Int(cycle) * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Days since 1970-01-01, negative before.
  package var dayNumber: Int64 {
    let yearFromMarch = Int64(month <= 2 ? year - 1 : year)
    let cycle = yearFromMarch.floorDivided(by: 400)
    let yearOfCycle = yearFromMarch.floorRemainder(by: 400)
    let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * Self.daysInCycle + dayOfCycle - Self.daysFromMarchOfYearZeroTo1970
  }

  package var weekday: Weekday { Weekday(dayNumber: dayNumber) }

  /// The date so many days later (earlier when negative).
  package func adding(days: Int) -> CivilDate {
    CivilDate(dayNumber: dayNumber.addingSaturated(Int64(days)))
  }

  /// 28 … 31; `month` is 1 … 12.
  package static func daysIn(month: Int, year: Int) -> Int {
    if month == 2 { return isLeap(year) ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static let daysInCycle: Int64 = 146_097
  private static let daysFromMarchOfYearZeroTo1970: Int64 = 719_468

  private init(existingYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

extension CivilDate: Comparable {
  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate {
  /// The day number of a month's first day; any year, since a zone's rule has no bound of its own.
  static func dayNumber(ofFirstOf month: Int, year: Int) -> Int64 {
    CivilDate(existingYear: year, month: month, day: 1).dayNumber
  }
}
