internal import BusinessTime
internal import Foundation
internal import GRDB
package import Gateway

extension SQL {
  static let insertEnvelope = "INSERT INTO envelope (id, received_at, remainder, secret_index) VALUES (?, ?, ?, ?)"
  static let envelope = "SELECT received_at, remainder, secret_index FROM envelope WHERE id = ?"
  static let insertQuarantine = """
    INSERT INTO quarantine (id, received_at, reason, envelope, offset, bytes) VALUES (?, ?, ?, ?, ?, ?)
    """
  static let quarantine = """
    SELECT id, received_at, reason, envelope, offset, bytes FROM quarantine
    ORDER BY received_at DESC, id DESC LIMIT ?
    """
  static let insertSeenPost = "INSERT INTO seen_post (digest, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING"
  static let insertProbe = """
    INSERT INTO quarantine (id, received_at, reason, envelope, offset, bytes)
    VALUES ('probe', 0, 'probe', NULL, NULL, zeroblob(?))
    """
  static let deleteProbe = "DELETE FROM quarantine WHERE id = 'probe'"
}

extension SQLiteTables {
  package mutating func insert(_ envelope: StoredEnvelope) throws {
    try session.run(
      SQL.insertEnvelope,
      [envelope.id, envelope.receivedAt.milliseconds, Data(envelope.remainder), envelope.secretIndex])
  }

  package func envelope(_ id: String) throws -> StoredEnvelope? {
    try session.first(SQL.envelope, [id]) { row in
      StoredEnvelope(
        id: id, receivedAt: Timestamp(column: row, 0), remainder: try row.bytes(1), secretIndex: row[2])
    }
  }

  package mutating func insertIfNew(_ post: SeenPost) throws -> Bool {
    try session.run(SQL.insertSeenPost, [Data(post.digest), post.receivedAt.milliseconds]) == 1
  }

  package mutating func insert(_ row: QuarantineRow) throws {
    try session.run(
      SQL.insertQuarantine,
      [row.id, row.receivedAt.milliseconds, row.reason, row.envelope, row.offset, Data(row.bytes)])
  }

  /// What is deleted is overwritten (`secure_delete`), so all its pages go to the log.
  package mutating func proveSpace() throws {
    try session.run(SQL.insertProbe, [Self.probeBytes])
    try session.run(SQL.deleteProbe)
  }

  /// A webhook touches up to 25 pages of 4 KiB: seven rows, most of them in several indexes.
  private static var probeBytes: Int { 25 * 4096 }

  package func quarantine(most: Int) throws -> [QuarantineRow] {
    try session.all(SQL.quarantine, [most]) { row in
      QuarantineRow(
        id: row[0], receivedAt: Timestamp(column: row, 1), reason: row[2], envelope: row[3], offset: row[4],
        bytes: try row.bytes(5))
    }
  }
}
