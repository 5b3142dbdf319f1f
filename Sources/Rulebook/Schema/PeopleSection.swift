import BusinessTime
import Helpdesk

/// A person with the places that later checks point at.
struct PersonEntry {
  let person: Person
  let phonePlace: Place
}

/// `people:`.
enum PeopleSection {
  static func read(_ cursor: Cursor?, calendars: [String: WorkCalendar], reading: Reading) -> [PersonEntry] {
    guard let cursor else { return [] }
    return NamedEntries(cursor, kind: "person", atMost: Limits.people).items.compactMap {
      person($0.name, $0.value, calendars: calendars, declared: reading.declared)
    }
  }

  private static let keys = [
    "name", "whatsapp", "email", "language", "timezone", "shift", "team", "roles", "capacity", "quiet",
    "alerts_per_hour",
  ]

  private static func person(
    _ id: String, _ cursor: Cursor, calendars: [String: WorkCalendar], declared: DeclaredNames
  ) -> PersonEntry? {
    guard let map = MapCursor(cursor, label: "person `\(id)`", keys: keys) else { return nil }
    let phoneCursor = map.required("whatsapp", hint: "for example `\"+52 55 5555 1234\"`")
    let phone = phoneCursor?.phone()
    let name = map.required("name")?.text()
    let language = map.required("language", hint: "for example `es`")?.language()
    let shift = map["shift"]?.reference(to: "calendar", among: declared.calendars)
    let zone = zone(map, shift: shift, calendars: calendars)
    let email = map["email"]?.mailAddress()
    let team = map["team"]?.reference(to: "team", among: declared.teams)
    let roles = map["roles"].map(roles) ?? []
    let capacity = map["capacity"]?.integer(in: Limits.capacity)
    let quiet = map["quiet"]?.quietHours()
    let alerts = map["alerts_per_hour"].map { $0.integer(in: Limits.alertsPerHour) }
    guard let phone, let name, let language, let zone, let phoneCursor else { return nil }
    return PersonEntry(
      person: Person(
        id: PersonID(id), name: name, whatsapp: phone, email: email, language: language, zone: zone, shift: shift,
        team: team.map { TeamID($0) }, roles: roles, capacity: capacity, quiet: quiet,
        alertsPerHour: (alerts ?? nil) ?? Person.defaultAlertsPerHour),
      phonePlace: phoneCursor.place)
  }

  /// Their own zone, or their shift's.
  private static func zone(_ map: MapCursor, shift: String?, calendars: [String: WorkCalendar]) -> Zone? {
    if let cursor = map["timezone"] { return cursor.zone() }
    if map.has("shift") { return shift.flatMap { calendars[$0]?.zone } }
    return map.required("timezone", hint: "for example `America/Mexico_City`")?.zone()
  }

  private static func roles(_ cursor: Cursor) -> Set<String> {
    Set(
      cursor.items().compactMap { item in
        guard let role = item.text() else { return nil }
        if NamedEntries.isName(role) { return role }
        item.fail("\(Shown.name(role)) cannot be the name of a role.", hint: "letters, digits, `_`, `-` and `.`")
        return nil
      })
  }
}

extension Cursor {
  /// Hours in which a phone stays dark; unlike opening hours they may cross midnight.
  func quietHours() -> QuietHours? {
    let example = "\"21:00-07:00\""
    guard let text = text(example: example) else { return nil }
    guard let (from, to) = ClockTime.range(text) else {
      fail("\(label) takes two times, not \(Shown.name(text)).", hint: "for example `\(example)`")
      return nil
    }
    let day = 86_400
    guard from % day != to % day else {
      fail("\(label) begins and ends at the same time.", hint: "whoever is never to be told belongs in no audience")
      return nil
    }
    return QuietHours(fromSecond: from % day, toSecond: to == day ? 0 : to)
  }
}
