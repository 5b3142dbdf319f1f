package import Gateway

extension MemoryTables {
  package func keptAnswer(token: String, key: String) throws -> KeptAnswer? { keptAnswers[Self.place(token, key)] }

  package func keptAnswerCount(of token: String, most: Int) throws -> Int {
    min(most, keptAnswers.rows { $0.key.token == token }.count)
  }

  package mutating func keep(_ answer: KeptAnswer) throws { keptAnswers[Self.place(of: answer)] = answer }

  static func place(of answer: KeptAnswer) -> String { place(answer.key.token, answer.key.key) }

  /// Ids of tokens hold no NUL.
  private static func place(_ token: String, _ key: String) -> String { "\(token)\u{0}\(key)" }
}
