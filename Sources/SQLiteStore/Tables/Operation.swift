package import BusinessTime
internal import GRDB
package import Gateway
package import Helpdesk

extension SQL {
  static let insertRules = """
    INSERT INTO rules (version, source, adopted_at) VALUES (?, ?, ?) ON CONFLICT (version) DO NOTHING
    """
  static let rules = "SELECT source, adopted_at FROM rules WHERE version = ?"
  static let insertToken = """
    INSERT INTO token (id, digest, owner, role, created_at, revoked_at) VALUES (?, ?, ?, ?, ?, ?)
    """
  static let revokeToken = "UPDATE token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL"
  static let token = "SELECT id, digest, owner, role, created_at, revoked_at FROM token WHERE digest = ?"
  static let tokens = """
    SELECT id, digest, owner, role, created_at, revoked_at FROM token ORDER BY created_at, id
    """
}

extension SQLiteTables {
  package mutating func insertIfNew(_ rules: StoredRules) throws -> Bool {
    try session.run(
      SQL.insertRules, [rules.version.rawValue, rules.source, rules.adoptedAt.milliseconds]) == 1
  }

  package func rules(_ version: RulesVersion) throws -> StoredRules? {
    try session.first(SQL.rules, [version.rawValue]) { row in
      StoredRules(version: version, source: row[0], adoptedAt: Timestamp(column: row, 1))
    }
  }

  package mutating func insert(_ token: TokenRow) throws {
    try session.run(
      SQL.insertToken,
      [
        token.id, token.digest, try RowCoder.encode(token.owner), token.role.rawValue,
        token.createdAt.milliseconds, token.revokedAt?.milliseconds,
      ])
  }

  package mutating func revokeToken(id: String, at now: Timestamp) throws -> Bool {
    try session.run(SQL.revokeToken, [now.milliseconds, id]) == 1
  }

  package func token(digest: String) throws -> TokenRow? {
    try session.first(SQL.token, [digest], TokenRow.init(row:))
  }

  package func tokens() throws -> [TokenRow] {
    try session.all(SQL.tokens, [], TokenRow.init(row:))
  }
}

extension TokenRow {
  fileprivate init(row: Row) throws {
    self.init(
      id: row[0], digest: row[1], owner: try row.state(2), role: try .named(row, 3, column: "token.role"),
      createdAt: Timestamp(column: row, 4), revokedAt: .optional(row, 5))
  }
}
