package import BusinessTime
internal import GRDB
package import Helpdesk

extension SQL {
  static let letter = "SELECT body FROM letter WHERE id = ?"
  static let saveLetter = """
    INSERT INTO letter (id, due_at, created_at, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, created_at = excluded.created_at, body = excluded.body
    """
  static let earliestLetter = "SELECT min(due_at) FROM letter WHERE due_at IS NOT NULL"
  static let dueLetters = "SELECT id FROM letter WHERE due_at <= ? ORDER BY due_at, id LIMIT ?"
}

extension SQLiteTables {
  package func letter(_ id: LetterID) throws -> Letter? {
    try session.first(SQL.letter, [id.rawValue]) { try $0.state(0) }
  }

  package mutating func save(_ letter: Letter) throws {
    try session.run(
      SQL.saveLetter,
      [
        letter.id.rawValue, letter.dueAt?.milliseconds, letter.createdAt.milliseconds, try RowCoder.encode(letter),
      ])
  }

  package func earliestLetter() throws -> Timestamp? {
    try session.first(SQL.earliestLetter, []) { Timestamp.optional($0, 0) } ?? nil
  }

  package func dueLetters(at now: Timestamp, most: Int) throws -> [LetterID] {
    try session.all(SQL.dueLetters, [now.milliseconds, most]) { LetterID(column: $0, 0) }
  }
}
