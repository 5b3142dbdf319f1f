package import BusinessTime
package import Helpdesk

extension MemoryTables {
  package func letter(_ id: LetterID) throws -> Letter? { letters[id] }

  package mutating func save(_ letter: Letter) throws { letters[letter.id] = letter }

  package func earliestLetter() throws -> Timestamp? { letters.least(\.dueAt) }

  package func dueLetters(at now: Timestamp, most: Int) throws -> [LetterID] {
    let due = letters.compactMap { letter in
      letter.dueAt.flatMap { $0 <= now ? (at: $0, id: letter.id) : nil }
    }
    return Array(due.sorted { ($0.at, $0.id) < ($1.at, $1.id) }.map(\.id).prefix(most))
  }
}
