import Helpdesk

/// `triage:`: the file's own rules, and whether the shipped lexicon sorts the rest.
enum TriageSection {
  /// Without the section the lexicon alone sorts.
  static func read(_ cursor: Cursor?, reading: Reading) -> TriageRules {
    guard let cursor, let map = MapCursor(cursor, label: "`triage`", keys: ["lexicon", "rules"]) else {
      return TriageRules()
    }
    let lexicon = map["lexicon"]?.word(of: ["default", "none"])
    var places: [String: Place] = [:]
    var rules: [TriageRule] = []
    for item in map["rules"]?.items(atMost: Limits.triageRules) ?? [] {
      guard let (rule, place) = rule(item, reading: reading) else { continue }
      if let first = places.updateValue(place, forKey: rule.name) {
        item.findings.error(place, "A triage rule \(Shown.name(rule.name)) already stands on line \(first.line).")
      }
      rules.append(rule)
    }
    return TriageRules(rules, usesLexicon: lexicon != "none")
  }

  private static let outcomes = ["category", "priority", "tags", "team"]

  private static func rule(_ cursor: Cursor, reading: Reading) -> (rule: TriageRule, place: Place)? {
    guard let map = MapCursor(cursor, label: "triage rule", keys: ["name", "words"] + outcomes) else { return nil }
    var rule = TriageRule(name: "", words: map.required("words").map(words) ?? [])
    rule.category = map["category"]?.text()
    rule.priority = map["priority"]?.choice(of: Priority.allCases)
    rule.tags = map["tags"]?.items().compactMap { $0.text() } ?? []
    rule.team = map["team"]?.reference(to: "team", among: reading.declared.teams).map { TeamID($0) }
    if !outcomes.contains(where: map.has) {
      map.fail("This triage rule gives nothing.", hint: "give it a `category`, `priority`, `tags` or `team`")
    }
    guard let nameCursor = map.required("name"), let name = nameCursor.text() else { return nil }
    rule.name = name
    return (rule, nameCursor.place)
  }

  /// Words for every language, or a map from languages to words.
  private static func words(_ cursor: Cursor) -> [String] {
    guard case .map(let entries) = cursor.node.kind else { return cursor.items().compactMap(expression) }
    return entries.flatMap { entry in
      let key = Node(place: entry.place, kind: .scalar(entry.key, quoted: true))
      _ = Cursor(node: key, label: "a language of `words`", findings: cursor.findings).language()
      let value = Cursor(node: entry.value, label: "`\(entry.key)`", findings: cursor.findings)
      return value.items().compactMap(expression)
    }
  }

  private static func expression(_ cursor: Cursor) -> String? {
    guard let text = cursor.text() else { return nil }
    if TriageWord.words(of: text).isEmpty {
      cursor.fail("\(Shown.name(text)) holds no word.", hint: "punctuation is not compared; write letters or an emoji")
    }
    return text
  }
}
