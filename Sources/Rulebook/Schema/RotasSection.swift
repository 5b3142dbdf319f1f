import BusinessTime
import Helpdesk

/// `rotas:`, weekly on-call.
enum RotasSection {
  static func read(_ cursor: Cursor?, reading: Reading) -> [String: Rota] {
    guard let cursor else { return [:] }
    var rotas: [String: Rota] = [:]
    for item in NamedEntries(cursor, kind: "rota", atMost: Limits.rotas).items {
      rotas[item.name] = rota(item.name, item.value, declared: reading.declared)
    }
    return rotas
  }

  private static func rota(_ name: String, _ cursor: Cursor, declared: DeclaredNames) -> Rota? {
    let keys = ["timezone", "starts", "handover", "people"]
    guard let map = MapCursor(cursor, label: "rota `\(name)`", keys: keys) else { return nil }
    let zone = map.required("timezone", hint: "for example `America/Mexico_City`")?.zone()
    let starts = map.required("starts", hint: "a date, for example `2026-11-23`")?.date()
    let handover = map.required("handover", hint: "for example `\"mon 09:00\"`").flatMap(handover)
    let people = map.required("people")?.items().compactMap { $0.reference(to: "person", among: declared.people) }
    guard let zone, let starts, let handover, let people, !people.isEmpty else { return nil }
    return Rota(
      name: name, zone: zone, starts: starts, handoverDay: handover.day, handoverSecond: handover.second,
      people: people.map { PersonID($0) })
  }

  /// `mon 09:00`.
  private static func handover(_ cursor: Cursor) -> (day: Weekday, second: Int)? {
    guard let text = cursor.text(example: "mon 09:00") else { return nil }
    let parts = text.split(separator: " ")
    guard parts.count == 2, let day = WeekdayText.weekday(parts[0]), let second = ClockTime.seconds(parts[1]),
      second < 86_400
    else {
      cursor.fail(
        "`handover` takes a weekday and a time, not \(Shown.name(text)).", hint: "for example `\"mon 09:00\"`")
      return nil
    }
    return (day, second)
  }
}
