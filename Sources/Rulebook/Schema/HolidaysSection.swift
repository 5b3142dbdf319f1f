import BusinessTime
import Synchronization

/// `holidays:` of a calendar: countries whose lists ship with the product, and own days.
enum HolidaysSection {
  /// Countries' days are written out for `HolidayCalendar.bookedYears`: the same file means the same, and has the same
  /// version, whenever it is read.
  static func read(_ cursor: Cursor) -> [CivilDate: String] {
    var holidays: [CivilDate: String] = [:]
    for item in cursor.items(atMost: Limits.calendarDates) {
      holidays.merge(item.node.isMap ? own(item) : listed(item)) { first, second in first.isEmpty ? second : first }
    }
    return holidays
  }

  /// `{ date: 2026-12-12, name: Día de la empresa }`; several dates may share one name.
  private static func own(_ cursor: Cursor) -> [CivilDate: String] {
    guard let map = MapCursor(cursor, label: "a holiday", keys: ["date", "name"]) else { return [:] }
    let name = map["name"]?.text() ?? ""
    let dates = map.required("date")?.items(atMost: Limits.calendarDates).compactMap { $0.date() } ?? []
    return Dictionary(dates.map { ($0, name) }) { first, _ in first }
  }

  /// A country, or a bare date.
  private static func listed(_ cursor: Cursor) -> [CivilDate: String] {
    guard let text = cursor.text(example: "mx") else { return [:] }
    if text.first?.isNumber == true { return cursor.date().map { [$0: ""] } ?? [:] }
    let country = text.lowercased()
    guard HolidayCalendar.countries.contains(country) else {
      cursor.fail(
        "There is no list of holidays for \(Shown.name(text)).",
        hint: "known: \(HolidayCalendar.countries.sorted().joined(separator: ", ")); "
          + "own days are `{ date: 2026-12-12, name: … }`")
      return [:]
    }
    return HolidayLists.named(country)
  }
}

/// The shipped lists written out once a country: some hundred days each, the same for every calendar and reload.
private enum HolidayLists {
  static func named(_ country: String) -> [CivilDate: String] {
    if let known = lists.withLock({ $0[country] }) { return known }
    let list = HolidayCalendar.named(country: country)
    lists.withLock { $0[country] = list }
    return list
  }

  private static let lists = Mutex<[String: [CivilDate: String]]>([:])
}

extension Node {
  var isMap: Bool {
    if case .map = kind { true } else { false }
  }
}
