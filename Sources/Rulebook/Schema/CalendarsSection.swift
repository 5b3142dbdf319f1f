import BusinessTime

/// `calendars:`.
enum CalendarsSection {
  static func read(_ cursor: Cursor?) -> [String: WorkCalendar] {
    guard let cursor else { return [:] }
    var calendars: [String: WorkCalendar] = [:]
    for item in NamedEntries(cursor, kind: "calendar", atMost: Limits.calendars).items {
      let before = cursor.findings.errorCount
      let calendar = calendar(item.name, item.value)
      // Without one of its holidays a calendar would be another calendar.
      if cursor.findings.errorCount == before { calendars[item.name] = calendar }
    }
    return calendars
  }

  private static let keys = ["timezone", "week", "holidays", "dates", "always_open"]

  private static func calendar(_ name: String, _ cursor: Cursor) -> WorkCalendar? {
    guard let map = MapCursor(cursor, label: "calendar `\(name)`", keys: keys) else { return nil }
    let zone = map.required("timezone", hint: "for example `America/Mexico_City`")?.zone()
    if map["always_open"]?.flag() == true {
      for key in ["week", "holidays", "dates"] {
        map[key]?.fail("A calendar that is always open has no `\(key)`.", hint: "remove one of the two")
      }
      return zone.map { WorkCalendar.alwaysOpen(name: name, zone: $0) }
    }
    let week = map["week"].map(WeekSection.read) ?? [:]
    let holidays = map["holidays"].map(HolidaysSection.read) ?? [:]
    let dates = map["dates"].map(DatesSection.read) ?? [:]
    guard let zone, let week, let dates else { return nil }
    let calendar = WorkCalendar(name: name, zone: zone, week: week, holidays: holidays, dates: dates)
    if calendar.neverOpens {
      (map["week"]?.place).map { map.findings.error($0, neverOpens(name), hint: weekHint) }
        ?? map.fail(neverOpens(name), hint: weekHint)
      return nil
    }
    return calendar
  }

  private static func neverOpens(_ name: String) -> String {
    "Calendar `\(name)` never opens, so nothing could ever fall due."
  }

  private static let weekHint = "give it a `week`, or `always_open: true`"
}

extension Cursor {
  /// An IANA zone.
  func zone() -> Zone? {
    guard let text = text(example: "America/Mexico_City") else { return nil }
    if let zone = ZoneDatabase.zone(named: text) { return zone }
    let nearest = ZoneDatabase.nearest(to: text).map { "did you mean `\($0)`?" }
    fail(
      "There is no time zone \(Shown.name(text)).", hint: nearest ?? "an IANA name, for example `America/Mexico_City`")
    return nil
  }
}
