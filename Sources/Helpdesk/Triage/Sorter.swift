/// Sorts messages: the rules of the file first, then the lexicon (semantics §10). Pure, and one pass over the message
/// for each of the two, however many rules there are.
package struct Sorter: Sendable {
  private let lexicon: Lexicon?
  private let rules: TriageRules

  package init(lexicon: Lexicon?, rules: TriageRules) {
    self.lexicon = rules.usesLexicon ? lexicon : nil
    self.rules = rules
  }

  /// `language` is the customer's, if it is known; else it is guessed from the message.
  package func sort(_ message: String, language: Language? = nil) -> TriageVerdict {
    let reading = MessageReading(message, language: language ?? LanguageDetector.language(of: message))
    var (verdict, modifiers) = lexicon.map { sort(message, reading, by: $0) } ?? (Self.unknown, [])
    if !rules.rules.isEmpty { apply(rules, to: &verdict, modifiers, message, reading) }
    return verdict
  }

  /// Without a lexicon nothing is known of a message, not even that it can wait.
  private static let unknown = TriageVerdict(priority: .normal, category: Lexicon.other)

  private func sort(
    _ message: String, _ reading: MessageReading, by lexicon: Lexicon
  ) -> (TriageVerdict, Set<Lexicon.Modifier>) {
    let ids = lexicon.index.ids(of: reading.words)
    let finds = reading.finds(in: lexicon.index, ids: ids)
    let sums = lexicon.weigh(reading, ids: ids, finds: finds)
    let best = sums.indices.max { sums[$0] < sums[$1] || sums[$0] == sums[$1] && $0 > $1 } ?? 0
    let outcome = WordEvidence.outcomes[best]
    let category = outcome == WordEvidence.dispute ? "billing" : outcome
    var verdict = Self.unknown
    verdict.category = category
    var modifiers = Set(
      finds.filter { !$0.isDenied }.compactMap { Lexicon.Modifier(rawValue: lexicon.meaning(of: $0)) })
    if outcome == WordEvidence.dispute { modifiers.insert(.dispute) }
    verdict.priority = Self.priority(of: category, modifiers, asksSomething: reading.asksSomething)
    guard category != Lexicon.other || !modifiers.isEmpty else { return (verdict, modifiers) }
    if category != Lexicon.other { verdict.rule = "lexicon:\(category)" }
    let told = finds.filter {
      lexicon.meaning(of: $0) == category || Lexicon.Modifier(rawValue: lexicon.meaning(of: $0)) != nil
    }
    verdict.matches = told.map {
      reading.match($0.first, $0.last, of: message, rule: "lexicon:\(lexicon.meaning(of: $0))", isDenied: $0.isDenied)
    }
    if category != Lexicon.other, !told.contains(where: { lexicon.meaning(of: $0) == category && !$0.isDenied }) {
      verdict.matches += tellingWords(message, reading, ids, for: best, of: lexicon)
    }
    return (verdict, modifiers)
  }

  /// Where no expression decided: the words that speak most for the category, at most three.
  private func tellingWords(
    _ message: String, _ reading: MessageReading, _ ids: [Int32?], for outcome: Int, of lexicon: Lexicon
  ) -> [TriageMatch] {
    let weighed = reading.words.indices.map { place in
      let word = ids[place].map(lexicon.index.words.word) ?? reading.words[place].text
      return (place: place, weight: lexicon.evidence.weight(of: .word(word), for: outcome))
    }
    return weighed.filter { $0.weight > 0 }.sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }
      .prefix(Self.mostTellingWords).sorted { $0.place < $1.place }
      .map { reading.match($0.place, $0.place, of: message, rule: "lexicon:\(WordEvidence.outcomes[outcome])") }
  }

  private static let mostTellingWords = 3

  /// The priorities of contract.md's categories.
  private static func priority(
    of category: String, _ modifiers: Set<Lexicon.Modifier>, asksSomething: Bool
  ) -> Priority {
    var priority: Priority =
      switch category {
      case "critical_failure": .urgent
      case "major_failure", "complaint", "cancellation": .high
      case "billing": modifiers.contains(.dispute) ? .high : .normal
      case Lexicon.other: asksSomething ? .normal : .low
      default: .normal
      }
    if modifiers.contains(.stolen) { priority = .urgent }
    return raised(priority, modifiers)
  }

  /// Words of urgency raise to high, whoever gave the priority; words that deny them do not.
  private static func raised(_ priority: Priority, _ modifiers: Set<Lexicon.Modifier>) -> Priority {
    modifiers.contains(.urgency) && !modifiers.contains(.unhurried) ? max(priority, .high) : priority
  }

  /// The first rule with a category gives it, the first with a team the team; every tag is added. Of several priorities
  /// the highest counts; a category of the lexicon's that comes without one has its own. Urgency may still raise it.
  private func apply(
    _ rules: TriageRules, to verdict: inout TriageVerdict, _ modifiers: Set<Lexicon.Modifier>, _ message: String,
    _ reading: MessageReading
  ) {
    let finds = reading.finds(in: rules.index, ids: rules.index.ids(of: reading.words))
    guard !finds.isEmpty else { return }
    verdict.matches =
      finds.map {
        let rule = rules.rules[rules.ruleOf[$0.expression]]
        return reading.match($0.first, $0.last, of: message, rule: rule.name, isDenied: $0.isDenied)
      } + verdict.matches
    let places = Set(finds.filter { !$0.isDenied }.map { rules.ruleOf[$0.expression] }).sorted()
    let matched = places.map { rules.rules[$0] }
    if let rule = matched.first(where: { $0.category != nil }), let category = rule.category {
      verdict.category = category
      verdict.rule = rule.name
      if Lexicon.categories.contains(category) {
        verdict.priority = Self.priority(of: category, modifiers, asksSomething: reading.asksSomething)
      }
    }
    if let team = matched.compactMap(\.team).first { verdict.team = team }
    for tag in matched.flatMap(\.tags) where !verdict.tags.contains(tag) { verdict.tags.append(tag) }
    if let priority = matched.compactMap(\.priority).max() { verdict.priority = Self.raised(priority, modifiers) }
  }
}
