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

  /// The names of a message's signs, each once and in order: what the training counts.
  package func signs(of message: String, language: Language?) -> [String] {
    let reading = MessageReading(message, language: language)
    let ids = index.ids(of: reading.words)
    var signs: Set<String> = []
    forEachSign(of: reading, ids: ids, finds: reading.finds(in: index, ids: ids)) { signs.insert($0.name) }
    return signs.sorted()
  }

  /// What the signs of a message say together, by outcome.
  func weigh(_ reading: MessageReading, ids: [Int32?], finds: [MessageReading.Find]) -> [Int32] {
    var scale = WordEvidence.Scale(evidence)
    forEachSign(of: reading, ids: ids, finds: finds) { scale.put($0) }
    return scale.sums
  }

  /// In no order; one that the message holds again comes again.
  private func forEachSign(
    of reading: MessageReading, ids: [Int32?], finds: [MessageReading.Find], _ take: (EvidenceSign) -> Void
  ) {
    take(.always)
    var found: Set<String> = []
    for find in finds {
      let meaning = meaning(of: find)
      take(find.isDenied ? .denied(meaning) : .found(meaning))
      if !find.isDenied, !found.insert(meaning).inserted { take(.foundTwice(meaning)) }
    }
    var before: (stem: String, clause: Int)?
    for (place, word) in reading.words.enumerated() {
      let text = ids[place].map(index.words.word) ?? word.text
      take(.word(text))
      let stem = String(text.prefix(EvidenceSign.stemLetters))
      if stem.utf8.count < text.utf8.count { take(.stem(stem)) }
      if let before, before.clause == word.clause { take(.pair(before.stem, stem)) }
      before = (stem, word.clause)
    }
    if reading.asksSomething { take(.question) }
    if reading.words.count <= 2 {
      take(.few)
    } else if reading.words.count <= 5 {
      take(.several)
    }
  }
}
