/// One file of the lexicon: expressions of one meaning in one language, one a line.
package struct LexiconFile: Sendable {
  /// A category of `Lexicon.categories`, or a `Lexicon.Modifier`.
  package var meaning: String
  package var text: String

  package init(meaning: String, text: String) {
    self.meaning = meaning
    self.text = text
  }

  /// Without comments (`#`) and empty lines.
  package var expressions: [String] {
    text.split(whereSeparator: \.isNewline).map { $0.drop { $0.isWhitespace } }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }.map(String.init)
  }
}

/// The words by which messages are sorted, as shipped: Spanish, Portuguese and English in one index.
package final class Lexicon: Sendable {
  /// By severity: of two that are as likely, the first.
  package static let categories = [
    "critical_failure", "major_failure", "cancellation", "complaint", "billing", "minor_failure", "change_request",
    "sales", "information",
  ]
  /// What nothing recognises.
  package static let other = "other"
  package static let meanings = categories + Modifier.allCases.map(\.rawValue)

  /// What changes a priority and gives no category.
  enum Modifier: String, CaseIterable {
    case urgency, unhurried
    /// A quarrel about money: charged twice, a refund, cut off.
    case dispute
    /// A phone, a card or an account in somebody else's hands.
    case stolen
  }

  let index: ExpressionIndex
  let evidence: WordEvidence
  /// By an expression's number: its meaning.
  private let meaningOf: [String]

  package init(_ files: [LexiconFile], evidence: WordEvidence = .plain) {
    var index = ExpressionIndex()
    var meaningOf: [String] = []
    for file in files {
      for expression in file.expressions where index.insert(expression, as: Int32(meaningOf.count)) {
        meaningOf.append(file.meaning)
      }
    }
    for word in evidence.words { _ = index.insert(word: word) }
    self.index = index
    self.evidence = evidence
    self.meaningOf = meaningOf
  }

  func meaning(of find: MessageReading.Find) -> String { meaningOf[find.expression] }

  /// The signs of a message by which it is weighed: what the training counts, and what sorting asks for.
  package func signs(of message: String, language: Language?) -> [String] {
    let reading = MessageReading(message, language: language)
    let ids = index.ids(of: reading.words)
    return signs(of: reading, ids: ids, finds: reading.finds(in: index, ids: ids))
  }

  func signs(of reading: MessageReading, ids: [Int32?], finds: [MessageReading.Find]) -> [String] {
    var signs: Set<String> = [EvidenceSign.always]
    for find in finds {
      let meaning = meaning(of: find)
      let sign = find.isDenied ? EvidenceSign.denied(meaning) : EvidenceSign.found(meaning)
      if !signs.insert(sign).inserted, !find.isDenied { signs.insert(EvidenceSign.foundTwice(meaning)) }
    }
    var before: (stem: Substring, clause: Int)?
    for (place, word) in reading.words.enumerated() {
      let text = ids[place].map(index.words.word) ?? word.text
      signs.insert(EvidenceSign.word(text))
      let stem = text.prefix(EvidenceSign.stemLetters)
      if stem.endIndex < text.endIndex { signs.insert(EvidenceSign.stem(stem)) }
      if let before, before.clause == word.clause { signs.insert(EvidenceSign.pair(before.stem, stem)) }
      before = (stem, word.clause)
    }
    if reading.asksSomething { signs.insert(EvidenceSign.question) }
    if reading.words.count <= 2 {
      signs.insert(EvidenceSign.few)
    } else if reading.words.count <= 5 {
      signs.insert(EvidenceSign.several)
    }
    return signs.sorted()
  }
}
