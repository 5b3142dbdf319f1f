package import BusinessTime
package import Helpdesk

/// How a rule of triage fared in a stretch of time.
package struct RuleFigures: Sendable, Equatable {
  package var rule: String
  /// Messages that it sorted, one each however often it matched in it.
  package var matched: Int
  /// Of those, the ones in which a person marked it wrong.
  package var wrong: Int
  /// Bare words of the marks, the most frequent first, then by the alphabet; `mostWords` at most.
  package var words: [Words]

  package struct Words: Sendable, Equatable {
    package var words: String
    package var count: Int
    package init(_ words: String, _ count: Int) {
      self.words = words
      self.count = count
    }
  }

  package static let mostWords = 5

  package init(rule: String, matched: Int, wrong: Int, words: [Words]) {
    self.rule = rule
    self.matched = matched
    self.wrong = wrong
    self.words = words
  }

  /// Marked wrong among matched; nil when it matched nothing.
  package var share: Double? { matched == 0 ? nil : Double(wrong) / Double(matched) }

  /// Puts together what a store counted; the most misfires first, then by name.
  package static func all(matched: [String: Int], misfires: [Misfire]) -> [RuleFigures] {
    let marks = Dictionary(grouping: misfires, by: \.rule)
    return Set(matched.keys).union(marks.keys).map { rule in
      let words = (marks[rule] ?? []).flatMap(\.words).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      return RuleFigures(
        rule: rule, matched: matched[rule] ?? 0, wrong: marks[rule]?.count ?? 0,
        words: words.prefix(mostWords).map { Words($0.key, $0.value) })
    }
    .sorted { ($1.wrong, $0.rule) < ($0.wrong, $1.rule) }
  }
}

/// Matches are counted by quarters of an hour, so that figures outlive messages and take little room. Every zone of
/// today begins its days at the beginning of one.
package enum RuleQuarter {
  package static let milliseconds: Int64 = 15 * 60 * 1000

  /// The quarters that a stretch of time touches.
  package static func all(from: Timestamp, to: Timestamp) -> Range<Int64> {
    let first = of(from)
    return first..<max(first, of(to.adding(milliseconds: -1)) + 1)
  }

  /// The quarter that holds an instant.
  package static func of(_ time: Timestamp) -> Int64 {
    let (quotient, remainder) = time.milliseconds.quotientAndRemainder(dividingBy: milliseconds)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
