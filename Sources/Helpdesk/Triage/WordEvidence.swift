/// How much each sign in a message speaks for each category: numbers that were learned from labelled messages, and lie
/// beside the lexicon as data.
package struct WordEvidence: Sendable {
  /// A quarrel about money: `billing`, and more than a question.
  static let dispute = "dispute"
  /// What a message can be weighed as, in the order of the weights.
  package static let outcomes = Lexicon.categories + [dispute, Lexicon.other]

  /// Where a sign's row begins in `weights`.
  private let rows: [EvidenceSign: Int32]
  /// One weight an outcome, in hundredths of a natural logarithm; one row behind another.
  private let weights: [Int32]

  /// By a sign's name, one weight an outcome. What is no sign's name speaks for nothing.
  package init(_ table: [String: [Int32]]) {
    var rows: [EvidenceSign: Int32] = [:]
    var weights: [Int32] = []
    rows.reserveCapacity(table.count)
    weights.reserveCapacity(table.count * Self.outcomes.count)
    for (name, row) in table {
      guard row.count == Self.outcomes.count, let sign = EvidenceSign(name: name) else { continue }
      rows[sign] = Int32(weights.count)
      weights += row
    }
    self.rows = rows
    self.weights = weights
  }

  /// Without anything learned: an expression speaks for its category, and what holds none is `other`.
  package static var plain: WordEvidence {
    var weights: [String: [Int32]] = [:]
    for (place, category) in Lexicon.categories.enumerated() {
      for sign in [EvidenceSign.found(category), .foundTwice(category)] {
        weights[sign.name] = outcomes.indices.map { $0 == place ? 100 : 0 }
      }
    }
    weights[EvidenceSign.always.name] = outcomes.map { $0 == Lexicon.other ? 50 : 0 }
    return WordEvidence(weights)
  }

  /// The words that the evidence knows, for the index.
  var words: [String] {
    rows.keys.compactMap { sign in if case .word(let word) = sign { word } else { nil } }.sorted()
  }

  /// What signs say together, by outcome. A sign that comes again counts once.
  struct Scale {
    private let evidence: WordEvidence
    private var rows: [Int32] = []

    init(_ evidence: WordEvidence) { self.evidence = evidence }

    mutating func put(_ sign: EvidenceSign) {
      if let row = evidence.rows[sign] { rows.append(row) }
    }

    var sums: [Int32] {
      var sums = [Int32](repeating: 0, count: WordEvidence.outcomes.count)
      var last: Int32?
      for row in rows.sorted() where row != last {
        last = row
        for place in sums.indices { sums[place] += evidence.weights[Int(row) + place] }
      }
      return sums
    }
  }

  /// What one sign says for one outcome.
  func weight(of sign: EvidenceSign, for outcome: Int) -> Int32 {
    rows[sign].map { weights[Int($0) + outcome] } ?? 0
  }
}
