/// What a message was sorted into, and by which of its words.
package struct TriageVerdict: Sendable, Equatable, Codable {
  package var priority: Priority
  package var category: String
  package var tags: [String]
  package var team: TeamID?
  /// What gave the category: a rule of the file by its name, or `lexicon:<category>`; nil when nothing did.
  package var rule: String?
  package var matches: [TriageMatch]

  package init(
    priority: Priority, category: String, tags: [String] = [], team: TeamID? = nil, rule: String? = nil,
    matches: [TriageMatch] = []
  ) {
    self.priority = priority
    self.category = category
    self.tags = tags
    self.team = team
    self.rule = rule
    self.matches = matches
  }
}

extension TriageVerdict {
  /// Worth a line in the record: more than that nothing was recognised.
  package var tells: Bool { category != Lexicon.other || rule != nil || priority >= .high || !tags.isEmpty }

  /// What gave it, for the record: names of rules, no words of the customer's.
  package var reason: String {
    if let rule { return rule }
    return priority >= .high ? "words of urgency" : "nothing was recognised"
  }
}

/// Words of the message that a rule knows.
package struct TriageMatch: Sendable, Equatable, Codable {
  package var rule: String
  /// As the customer wrote them.
  package var words: String
  /// Where they stand in the message, in Unicode scalars from 0; `to` is behind the last.
  package var from: Int
  package var to: Int
  /// A negation before them took their meaning away.
  package var isDenied: Bool

  package init(rule: String, words: String, from: Int, to: Int, isDenied: Bool = false) {
    self.rule = rule
    self.words = words
    self.from = from
    self.to = to
    self.isDenied = isDenied
  }
}
