/// One rule of the rules file: its words, and what a message that holds one of them becomes.
package struct TriageRule: Sendable, Equatable {
  package var name: String
  /// Words and phrases, of whatever language.
  package var words: [String]
  package var category: String?
  package var priority: Priority?
  package var tags: [String]
  package var team: TeamID?

  package init(
    name: String, words: [String], category: String? = nil, priority: Priority? = nil, tags: [String] = [],
    team: TeamID? = nil
  ) {
    self.name = name
    self.words = words
    self.category = category
    self.priority = priority
    self.tags = tags
    self.team = team
  }
}

/// The file's own rules, made ready for one pass over a message. They come before the lexicon.
package final class TriageRules: Sendable, Equatable {
  package let rules: [TriageRule]
  /// Whether the lexicon that ships with the product sorts what no rule of the file does.
  package let usesLexicon: Bool
  let index: ExpressionIndex
  /// By an expression's number: its rule's place in `rules`.
  let ruleOf: [Int]

  package init(_ rules: [TriageRule] = [], usesLexicon: Bool = true) {
    self.rules = rules
    self.usesLexicon = usesLexicon
    var index = ExpressionIndex()
    var ruleOf: [Int] = []
    for (place, rule) in rules.enumerated() {
      for words in rule.words where index.insert(words, as: Int32(ruleOf.count)) { ruleOf.append(place) }
    }
    self.index = index
    self.ruleOf = ruleOf
  }

  package static func == (a: TriageRules, b: TriageRules) -> Bool {
    a.rules == b.rules && a.usesLexicon == b.usesLexicon
  }
}
