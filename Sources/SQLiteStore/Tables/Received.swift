internal import BusinessTime
internal import Foundation
internal import GRDB
package import Gateway
internal import Helpdesk

extension SQL {
  static let insertEnvelope = """
    INSERT INTO envelope (id, received_at, remainder, secret_index, places) VALUES (?, ?, ?, ?, ?)
    """
  static let envelope = "SELECT received_at, remainder, secret_index, places FROM envelope WHERE id = ?"
  static let insertQuarantine = """
    INSERT INTO quarantine (id, received_at, reason, envelope, offset, bytes, number) VALUES (?, ?, ?, ?, ?, ?, ?)
    """
  static let quarantine = """
    SELECT id, received_at, reason, envelope, offset, bytes, number FROM quarantine
    ORDER BY received_at DESC, id DESC LIMIT ?
    """
  static let quarantined = """
    SELECT id, received_at, reason, envelope, offset, bytes, number FROM quarantine WHERE id = ?
    """
  static let quarantineLines = """
    SELECT id, received_at, reason, number, length(bytes), substr(bytes, 1, ?) FROM quarantine
    WHERE (received_at, id) < (?, ?) ORDER BY received_at DESC, id DESC LIMIT ?
    """
  static let removeQuarantined = "DELETE FROM quarantine WHERE id = ?"
  static let insertSeenPost = "INSERT INTO seen_post (digest, received_at) VALUES (?, ?) ON CONFLICT DO NOTHING"
  static let insertProbe = """
    INSERT INTO quarantine (id, received_at, reason, envelope, offset, bytes)
    VALUES ('probe', 0, 'probe', NULL, NULL, zeroblob(?))
    """
  static let deleteProbe = "DELETE FROM quarantine WHERE id = 'probe'"
}

extension SQLiteTables {
  package mutating func insert(_ envelope: StoredEnvelope) throws {
    // Most have nothing in quarantine, and then nothing to note.
    let places = envelope.places.isEmpty ? nil : try RowCoder.encode(envelope.places)
    try session.run(
      SQL.insertEnvelope,
      [envelope.id, envelope.receivedAt.milliseconds, Data(envelope.remainder), envelope.secretIndex, places])
  }

  package func envelope(_ id: String) throws -> StoredEnvelope? {
    try session.first(SQL.envelope, [id]) { row in
      StoredEnvelope(
        id: id, receivedAt: Timestamp(column: row, 0), remainder: try row.bytes(1), secretIndex: row[2],
        places: row.hasNull(atIndex: 3) ? [] : try row.state(3))
    }
  }

  package mutating func insertIfNew(_ post: SeenPost) throws -> Bool {
    try session.run(SQL.insertSeenPost, [Data(post.digest), post.receivedAt.milliseconds]) == 1
  }

  package mutating func insert(_ row: QuarantineRow) throws {
    try session.run(
      SQL.insertQuarantine,
      [
        row.id, row.receivedAt.milliseconds, row.reason, row.envelope, row.offset, Data(row.bytes),
        row.number?.rawValue,
      ])
  }

  /// What is deleted is overwritten (`secure_delete`), so all its pages go to the log.
  package mutating func proveSpace() throws {
    try session.run(SQL.insertProbe, [Self.probeBytes])
    try session.run(SQL.deleteProbe)
  }

  /// A webhook touches up to 25 pages of 4 KiB: seven rows, most of them in several indexes.
  private static var probeBytes: Int { 25 * 4096 }

  package func quarantine(most: Int) throws -> [QuarantineRow] {
    try session.all(SQL.quarantine, [most], QuarantineRow.init(row:))
  }

  package func quarantined(_ id: String) throws -> QuarantineRow? {
    try session.first(SQL.quarantined, [id], QuarantineRow.init(row:))
  }

  package func quarantineLines(before place: QuarantinePlace?, most: Int) throws -> [QuarantineLine] {
    let (time, id) = (place?.receivedAt.milliseconds ?? .max, place?.id ?? "")
    return try session.all(SQL.quarantineLines, [QuarantineLine.mostShown, time, id, most]) { row in
      QuarantineLine(
        place: QuarantinePlace(receivedAt: Timestamp(column: row, 1), id: row[0]), reason: row[2],
        number: NumberID.optional(row, 3), size: row[4], head: try row.bytes(5))
    }
  }

  package mutating func removeQuarantined(_ id: String) throws {
    try session.run(SQL.removeQuarantined, [id])
  }
}

extension QuarantineRow {
  fileprivate init(row: Row) throws {
    self.init(
      id: row[0], receivedAt: Timestamp(column: row, 1), reason: row[2], envelope: row[3], offset: row[4],
      bytes: try row.bytes(5), number: NumberID.optional(row, 6))
  }
}
