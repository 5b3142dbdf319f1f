import Foundation
import Testing

/// A TZif file's last line, such as `EST5EDT,M3.2.0,M11.1.0`; the dates are found by Foundation's calendar.
struct PosixFooter {
  private let standard: Int
  private let daylight: Int
  private let begins: Substring
  private let ends: Substring

  /// Nil for a footer without daylight saving.
  init?(_ text: String) {
    let parts = text.split(separator: ",")
    let pattern = /(?:<[^>]+>|[A-Za-z]+)([-+]?[0-9:]+)(?:<[^>]+>|[A-Za-z]+)([-+]?[0-9:]+)?/
    guard parts.count == 3, let head = parts[0].wholeMatch(of: pattern) else { return nil }
    standard = -Self.seconds(head.1)
    daylight = head.2.map { -Self.seconds($0) } ?? standard + 3600
    begins = parts[1]
    ends = parts[2]
  }

  func extend(_ zone: inout OracleZone, untilYear: Int) throws {
    let last = zone.changes.last?.at ?? Int.min
    for year in 2000...untilYear {
      let pair = [
        (at: try Self.localSecond(begins, year) - standard, offset: daylight),
        (at: try Self.localSecond(ends, year) - daylight, offset: standard),
      ]
      zone.changes += pair.filter { $0.at > last }.sorted { $0.at < $1.at }
    }
  }

  private static func localSecond(_ rule: Substring, _ year: Int) throws -> Int {
    let halves = rule.split(separator: "/")
    let numbers = try #require(halves.first).dropFirst().split(separator: ".").compactMap { Int($0) }
    try #require(numbers.count == 3, "an unknown kind of footer date: \(rule)")
    let components = DateComponents(
      year: year, month: numbers[0], weekday: numbers[2] + 1, weekdayOrdinal: numbers[1] == 5 ? -1 : numbers[1])
    let day = try #require(CivilCalendar.gregorian.date(from: components))
    return Int(day.timeIntervalSince1970) + (halves.count == 2 ? seconds(halves[1]) : 7200)
  }

  private static func seconds(_ clock: Substring) -> Int {
    let fields = clock.drop { "+-".contains($0) }.split(separator: ":").compactMap { Int($0) }
    let value = zip(fields, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    return clock.hasPrefix("-") ? -value : value
  }
}

/// Foundation's Gregorian calendar in UTC: whose dates the oracle trusts.
enum CivilCalendar {
  static let gregorian: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0)!
    return calendar
  }()

  static func components(ofDay dayNumber: Int) -> DateComponents {
    gregorian.dateComponents(
      [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(dayNumber) * 86_400))
  }
}
