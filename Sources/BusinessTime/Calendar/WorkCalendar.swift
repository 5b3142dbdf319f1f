/// When somebody is there to answer: opening hours of a week in a zone, less holidays, with dates of their own.
///
/// Working time is *defined* as the set of instants whose local time lies in the opening hours. A repeated local hour
/// inside opening hours therefore counts both times and a skipped one not at all; daylight saving needs no special
/// case.
package struct WorkCalendar: Hashable, Sendable {
  /// The name in the rules file.
  package let name: String
  package let zone: Zone
  /// Windows per weekday, merged and in order; a missing weekday is closed.
  package let week: [Weekday: [DayWindow]]
  /// Closed days with the names people know them by. They override the week.
  package let holidays: [CivilDate: String]
  /// Days with hours of their own (none = closed). They override holidays.
  package let dates: [CivilDate: [DayWindow]]
  /// Open at every instant; week, holidays and dates are then without meaning.
  package let alwaysOpen: Bool

  /// The same week as seven arrays, and exceptions in order of day: what the walk reads.
  let hoursByWeekday: [[DayWindow]]
  let exceptions: [DayException]

  /// A calendar of opening hours; windows may overlap and come in any order.
  package init(
    name: String, zone: Zone, week: [Weekday: [DayWindow]], holidays: [CivilDate: String] = [:],
    dates: [CivilDate: [DayWindow]] = [:]
  ) {
    self.init(name: name, zone: zone, week: week, holidays: holidays, dates: dates, alwaysOpen: false)
  }

  /// The same with holidays that have no names.
  package init(
    name: String, zone: Zone, week: [Weekday: [DayWindow]], holidays: Set<CivilDate>,
    dates: [CivilDate: [DayWindow]] = [:]
  ) {
    let named = Dictionary(uniqueKeysWithValues: holidays.map { ($0, "") })
    self.init(name: name, zone: zone, week: week, holidays: named, dates: dates, alwaysOpen: false)
  }

  /// A calendar that never closes; its zone says only how its times are shown.
  package static func alwaysOpen(name: String, zone: Zone) -> WorkCalendar {
    WorkCalendar(name: name, zone: zone, week: [:], holidays: [:], dates: [:], alwaysOpen: true)
  }

  /// All parts at once, for who reads them from a file.
  package init(
    name: String, zone: Zone, week: [Weekday: [DayWindow]], holidays: [CivilDate: String],
    dates: [CivilDate: [DayWindow]], alwaysOpen: Bool
  ) {
    self.name = name
    self.zone = zone
    self.week = week.mapValues(DayWindow.merged)
    self.holidays = holidays
    self.dates = dates.mapValues(DayWindow.merged)
    self.alwaysOpen = alwaysOpen
    hoursByWeekday = Weekday.allCases.map { [week = self.week] in week[$0] ?? [] }
    exceptions = DayException.sorted(holidays: holidays, dates: self.dates)
  }

  /// How far ahead a deadline is looked for, and how far `elapsed` counts: 40 years of days.
  ///
  /// The longest target that anybody sets is about 240 h; a calendar open a quarter of an hour a week still reaches
  /// it in under 20 years. Twice that, and a walk all the way costs about two milliseconds.
  package static let horizonDays: Int64 = 40 * 366

  /// Whether no day whatever has hours: a configuration error, since nothing could ever fall due.
  package var neverOpens: Bool {
    !alwaysOpen && hoursByWeekday.allSatisfy(\.isEmpty) && exceptions.allSatisfy(\.hours.isEmpty)
  }
}
