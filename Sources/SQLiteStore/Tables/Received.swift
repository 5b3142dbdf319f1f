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

  package mutating func insert(_ row: QuarantineRow) throws {
    try session.run(
      SQL.insertQuarantine,
      [row.id, row.receivedAt.milliseconds, row.reason, row.envelope, row.offset, Data(row.bytes)])
  }

  package func quarantine(most: Int) throws -> [QuarantineRow] {
    try session.all(SQL.quarantine, [most]) { row in
      QuarantineRow(
        id: row[0], receivedAt: Timestamp(column: row, 1), reason: row[2], envelope: row[3], offset: row[4],
        bytes: try row.bytes(5))
    }
  }
}
