/// How much each sign in a message speaks for each category: numbers that were learned from labelled messages, and lie
/// beside the lexicon as data.
package struct WordEvidence: Sendable {
  /// A quarrel about money: `billing`, and more than a question.
  static let dispute = "dispute"
  /// What a message can be weighed as, in the order of the weights.
  package static let outcomes = Lexicon.categories + [dispute, Lexicon.other]

  /// By a sign's name: one weight an outcome, in hundredths of a natural logarithm.
  private let weights: [String: [Int32]]

  package init(_ weights: [String: [Int32]]) { self.weights = weights }

  /// Without anything learned: an expression speaks for its category, and what holds none is `other`.
  package static var plain: WordEvidence {
    var weights: [String: [Int32]] = [:]
    for (place, category) in Lexicon.categories.enumerated() {
      for name in [EvidenceSign.found(category), EvidenceSign.foundTwice(category)] {
        weights[name] = outcomes.indices.map { $0 == place ? 100 : 0 }
      }
    }
    weights[EvidenceSign.always] = outcomes.map { $0 == Lexicon.other ? 50 : 0 }
    return WordEvidence(weights)
  }

  /// The words that the evidence knows, for the index.
  var words: [String] {
    weights.keys.filter { $0.hasPrefix(EvidenceSign.wordPrefix) }.map {
      String($0.dropFirst(EvidenceSign.wordPrefix.count))
    }
    .sorted()
  }

  /// What the signs say together, by outcome.
  func weigh(_ signs: some Sequence<String>) -> [Int32] {
    var sums = [Int32](repeating: 0, count: Self.outcomes.count)
    for sign in signs {
      guard let row = weights[sign] else { continue }
      for place in sums.indices { sums[place] += row[place] }
    }
    return sums
  }

  /// What one sign says for one outcome.
  func weight(of sign: String, for outcome: Int) -> Int32 { weights[sign]?[outcome] ?? 0 }
}

/// The names of what is looked at in a message.
package enum EvidenceSign {
  /// Stands in every message.
  package static let always = "always"
  static let wordPrefix = "word "
  /// How much of a word stands for its family: "factura", "facturar", "facturación".
  static let stemLetters = 4

  static func word(_ word: String) -> String { wordPrefix + word }
  static func stem(_ stem: Substring) -> String { "stem " + stem }
  static func pair(_ a: Substring, _ b: Substring) -> String { "pair " + a + " " + b }
  static func found(_ meaning: String) -> String { "found " + meaning }
  static func foundTwice(_ meaning: String) -> String { "twice " + meaning }
  static func denied(_ meaning: String) -> String { "denied " + meaning }
  static let question = "question"
  /// A message of up to two words, and one of up to five.
  static let few = "few"
  static let several = "several"
}
