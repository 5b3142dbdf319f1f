internal import BusinessTime
internal import GRDB
package import Helpdesk

extension SQL {
  static let pager = "SELECT body FROM pager WHERE person = ?"
  static let pagerByUser = "SELECT person FROM pager WHERE user_id = ? ORDER BY person LIMIT 1"
  static let savePager = """
    INSERT INTO pager (person, user_id, wake_at, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (person) DO UPDATE SET user_id = excluded.user_id, wake_at = excluded.wake_at, body = excluded.body
    """
  static let line = "SELECT body FROM line WHERE number = ?"
  static let brokenLines = "SELECT body FROM line WHERE is_broken = 1 ORDER BY number"
  static let saveLine = """
    INSERT INTO line (number, is_broken, wake_at, body) VALUES (?, ?, ?, ?)
    ON CONFLICT (number) DO UPDATE SET is_broken = excluded.is_broken, wake_at = excluded.wake_at,
      body = excluded.body
    """
}

extension SQLiteTables {
  package func pager(_ person: PersonID) throws -> Pager? {
    try session.first(SQL.pager, [person.rawValue]) { try $0.state(0) }
  }

  package func pager(userID: UserID) throws -> PersonID? {
    try session.first(SQL.pagerByUser, [userID.rawValue]) { PersonID(column: $0, 0) }
  }

  package mutating func save(_ pager: Pager) throws {
    try session.run(
      SQL.savePager,
      [
        pager.person.rawValue, pager.userID?.rawValue, pager.wakeAt?.milliseconds, try RowCoder.encode(pager),
      ])
  }

  package func line(_ number: NumberID) throws -> Line? {
    try session.first(SQL.line, [number.rawValue]) { try $0.state(0) }
  }

  package mutating func save(_ line: Line) throws {
    try session.run(
      SQL.saveLine,
      [
        line.number.rawValue, line.breaker != .closed, line.wakeAt?.milliseconds, try RowCoder.encode(line),
      ])
  }

  package func brokenLines() throws -> [Line] {
    try session.all(SQL.brokenLines) { try $0.state(0) }
  }
}
