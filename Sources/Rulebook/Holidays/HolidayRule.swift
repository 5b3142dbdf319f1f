import BusinessTime

/// One public holiday: its day of the year, how it moves, and in which years it holds.
struct HolidayRule: Sendable {
  enum Day: Sendable {
    case fixed(month: Int, day: Int)
    /// Days after Easter Sunday, negative before.
    case easter(Int)
    /// The n-th such weekday of a month; 5 is the last.
    case weekday(Weekday, Int, month: Int)
    /// Chile's Indigenous Peoples' Day: the June solstice by Chile's clocks.
    case solsticeInChile
  }

  let name: String
  let day: Day
  /// Days to add when the date falls on that weekday; a weekday that is missing stays.
  var moves: [Weekday: Int] = [:]
  /// The holiday exists only in years in which its own date falls on one of these.
  var onlyOn: Set<Weekday> = Set(Weekday.allCases)
  var years: ClosedRange<Int> = HolidayRule.always
  /// Every so many years, counted from the first of `years`.
  var everyYears = 1
  /// Years in which a decree set another day, which is a rule of its own.
  var except: Set<Int> = []

  static let always = 0...9999

  /// The day off in a year, or nil when there is none.
  func date(in year: Int) -> CivilDate? {
    guard years.contains(year), (year - years.lowerBound) % everyYears == 0, !except.contains(year),
      let own = ownDate(in: year), onlyOn.contains(own.weekday)
    else { return nil }
    return own.adding(days: moves[own.weekday] ?? 0)
  }

  private func ownDate(in year: Int) -> CivilDate? {
    switch day {
    case .fixed(let month, let day): CivilDate(year: year, month: month, day: day)
    case .easter(let days): Easter.sunday(in: year)?.adding(days: days)
    case .weekday(let weekday, let count, let month): Self.nth(count, weekday, month: month, year: year)
    case .solsticeInChile: CivilDate(year: year, month: 6, day: JuneSolstice.dayInChile(year: year))
    }
  }

  private static func nth(_ count: Int, _ weekday: Weekday, month: Int, year: Int) -> CivilDate? {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    let day = 1 + (weekday.rawValue - first.weekday.rawValue + 7) % 7 + (count - 1) * 7
    return CivilDate(year: year, month: month, day: day > CivilDate.daysIn(month: month, year: year) ? day - 7 : day)
  }
}

extension HolidayRule {
  static func fixed(_ month: Int, _ day: Int, _ name: String, moves: [Weekday: Int] = [:]) -> HolidayRule {
    HolidayRule(name: name, day: .fixed(month: month, day: day), moves: moves)
  }

  static func easter(_ days: Int, _ name: String) -> HolidayRule {
    HolidayRule(name: name, day: .easter(days))
  }

  static func nth(_ count: Int, _ weekday: Weekday, month: Int, _ name: String) -> HolidayRule {
    HolidayRule(name: name, day: .weekday(weekday, count, month: month))
  }

  /// The same from a year on.
  func since(_ year: Int) -> HolidayRule {
    var rule = self
    rule.years = year...max(year, years.upperBound)
    return rule
  }

  /// The same up to a year.
  func until(_ year: Int) -> HolidayRule {
    var rule = self
    rule.years = min(year, years.lowerBound)...year
    return rule
  }

  /// The same, but only every so many years from the first.
  func every(_ count: Int) -> HolidayRule {
    var rule = self
    rule.everyYears = count
    return rule
  }

  /// The same, but only when its date falls on these weekdays.
  func only(on weekdays: Set<Weekday>) -> HolidayRule {
    var rule = self
    rule.onlyOn = weekdays
    return rule
  }

  /// The same, but not in this year.
  func except(_ year: Int) -> HolidayRule {
    var rule = self
    rule.except.insert(year)
    return rule
  }
}
