import Helpdesk

/// `triage:`. Read and checked; sorting messages comes in a later version.
enum TriageSection {
  static func read(_ cursor: Cursor?, reading: Reading) {
    guard let cursor, let map = MapCursor(cursor, label: "`triage`", keys: ["lexicon", "rules"]) else { return }
    _ = map["lexicon"]?.word(of: ["default"])
    var places: [String: Place] = [:]
    for item in map["rules"]?.items(atMost: Limits.triageRules) ?? [] {
      guard let (name, place) = rule(item, reading: reading) else { continue }
      if let first = places.updateValue(place, forKey: name) {
        item.findings.error(place, "A triage rule \(Shown.name(name)) already stands on line \(first.line).")
      }
    }
  }

  private static let outcomes = ["category", "priority", "tags", "team"]

  private static func rule(_ cursor: Cursor, reading: Reading) -> (name: String, place: Place)? {
    guard let map = MapCursor(cursor, label: "triage rule", keys: ["name", "words"] + outcomes) else { return nil }
    map.required("words").map(words)
    _ = map["category"]?.text()
    let _: Priority? = map["priority"]?.choice(of: Priority.allCases)
    map["tags"]?.items().forEach { _ = $0.text() }
    _ = map["team"]?.reference(to: "team", among: reading.declared.teams)
    if !outcomes.contains(where: map.has) {
      map.fail("This triage rule gives nothing.", hint: "give it a `category`, `priority`, `tags` or `team`")
    }
    guard let nameCursor = map.required("name"), let name = nameCursor.text() else { return nil }
    return (name, nameCursor.place)
  }

  /// Words for every language, or a map from languages to words.
  private static func words(_ cursor: Cursor) {
    guard case .map(let entries) = cursor.node.kind else {
      cursor.items().forEach { _ = $0.text() }
      return
    }
    for entry in entries {
      let key = Node(place: entry.place, kind: .scalar(entry.key, quoted: true))
      _ = Cursor(node: key, label: "a language of `words`", findings: cursor.findings).language()
      Cursor(node: entry.value, label: "`\(entry.key)`", findings: cursor.findings).items().forEach { _ = $0.text() }
    }
  }
}
