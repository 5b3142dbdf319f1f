import BusinessTime
import Foundation

/// Random opening hours, told once and given to both sides: to the oracle as plain numbers, to the product as its own
/// calendar.
struct OracleHours {
  typealias Window = (from: Int, to: Int)

  /// Seconds of the day per weekday, Monday first.
  var week: [[Window]] = Array(repeating: [], count: 7)
  /// Days since 1970-01-01.
  var holidays: Set<Int> = []
  var dates: [Int: [Window]] = [:]

  static func random(days: Range<Int>, unit: Int, using random: inout SeededGenerator) -> OracleHours {
    var hours = OracleHours()
    for weekday in 0..<7 where !random.chance(20) { hours.week[weekday] = windows(unit, &random) }
    for day in days {
      if random.chance(8) { hours.holidays.insert(day) }
      if random.chance(8) { hours.dates[day] = random.chance(40) ? [] : windows(unit, &random) }
    }
    return hours
  }

  func windows(onDay day: Int) -> [Window] {
    if let special = dates[day] { return special }
    if holidays.contains(day) { return [] }
    let weekday = CivilCalendar.components(ofDay: day).weekday!
    return week[(weekday + 5) % 7]
  }

  func calendar(in zone: Zone) -> WorkCalendar {
    var productWeek: [Weekday: [DayWindow]] = [:]
    for weekday in Weekday.allCases { productWeek[weekday] = week[weekday.rawValue].map(Self.window) }
    return WorkCalendar(
      name: "random", zone: zone, week: productWeek, holidays: Set(holidays.map(Self.date)),
      dates: Dictionary(uniqueKeysWithValues: dates.map { (Self.date($0.key), $0.value.map(Self.window)) }))
  }

  /// One to three windows, which may touch or overlap; some begin at 0:00, some end at 24:00.
  private static func windows(_ unit: Int, _ random: inout SeededGenerator) -> [Window] {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      let from = random.chance(15) ? 0 : Int.random(in: 0..<86_400 / unit, using: &random) * unit
      let to = random.chance(15) ? 86_400 : min(86_400, from + Int.random(in: 1...36_000 / unit, using: &random) * unit)
      return (from, to)
    }
  }

  private static func window(_ window: Window) -> DayWindow {
    DayWindow(fromSecond: window.from, toSecond: window.to)!
  }

  private static func date(_ dayNumber: Int) -> CivilDate {
    let parts = CivilCalendar.components(ofDay: dayNumber)
    return CivilDate(year: parts.year!, month: parts.month!, day: parts.day!)!
  }
}
