internal import BusinessTime
internal import Foundation
internal import GRDB
package import Gateway
package import Helpdesk

extension SQL {
  static let appendJournal = """
    INSERT INTO journal (at, seed_high, seed_low, kind, envelope, offset, bytes, is_status)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """
  static let journal = """
    SELECT sequence, at, seed_high, seed_low, kind, envelope, offset, bytes, is_status FROM journal
    WHERE sequence > ? ORDER BY sequence LIMIT ?
    """
}

extension SQLiteTables {
  package mutating func append(_ entry: JournalEntry) throws {
    let body = try JournalColumns(entry.body)
    try session.run(
      SQL.appendJournal,
      [
        entry.at.milliseconds, Int64(bitPattern: entry.seed.high), Int64(bitPattern: entry.seed.low),
        body.kind.rawValue, body.envelope, body.offset, body.bytes, body.isStatus,
      ])
  }

  package func journal(after sequence: Int64, most: Int) throws -> [JournalRow] {
    try session.all(SQL.journal, [sequence, most]) { row in
      let seed = Seed(high: UInt64(bitPattern: row[2]), low: UInt64(bitPattern: row[3]))
      let body = JournalColumns(
        kind: try .named(row, 4, column: "journal.kind"), envelope: row[5], offset: row[6], bytes: row[7],
        isStatus: row[8])
      return JournalRow(
        sequence: row[0], entry: JournalEntry(at: Timestamp(column: row, 1), seed: seed, body: try body.decoded()))
    }
  }
}

/// An input in columns: an item as its own raw bytes, everything else as JSON.
private struct JournalColumns {
  enum Kind: String {
    case item, command, wake, settled, claimed, mailed
    /// An item that lay in quarantine before.
    case lateItem = "late_item"
  }
  var kind: Kind
  var envelope: String?
  var offset: Int?
  var bytes: Data
  var isStatus: Bool

  init(kind: Kind, envelope: String? = nil, offset: Int? = nil, bytes: Data, isStatus: Bool = false) {
    self.kind = kind
    self.envelope = envelope
    self.offset = offset
    self.bytes = bytes
    self.isStatus = isStatus
  }

  init(_ body: JournalEntry.Body) throws {
    switch body {
    case .item(let slice):
      self.init(
        kind: slice.isLate ? .lateItem : .item, envelope: slice.envelope, offset: slice.offset,
        bytes: Data(slice.bytes), isStatus: slice.isStatus)
    case .command(let command): self.init(kind: .command, bytes: try RowCoder.encode(command))
    case .wake(let entity): self.init(kind: .wake, bytes: try RowCoder.encode(entity))
    case .settled(let id, let outcome):
      self.init(kind: .settled, bytes: try RowCoder.encode(Settlement(id: id, outcome: outcome)))
    case .claimed(let id, let lease):
      self.init(kind: .claimed, bytes: try RowCoder.encode(Lease(id: id, seconds: lease)))
    case .mailed(let id, let outcome):
      self.init(kind: .mailed, bytes: try RowCoder.encode(Mailing(id: id, outcome: outcome)))
    }
  }

  func decoded() throws -> JournalEntry.Body {
    switch kind {
    case .item, .lateItem:
      guard let envelope, let offset else { throw UnreadableColumn(column: "journal.envelope") }
      return .item(
        RawSlice(
          envelope: envelope, offset: offset, bytes: [UInt8](bytes), isStatus: isStatus, isLate: kind == .lateItem))
    case .command: return .command(try RowCoder.decode(from: bytes))
    case .wake: return .wake(try RowCoder.decode(from: bytes))
    case .settled:
      let settlement: Settlement = try RowCoder.decode(from: bytes)
      return .settled(settlement.id, settlement.outcome)
    case .claimed:
      let lease: Lease = try RowCoder.decode(from: bytes)
      return .claimed(lease.id, leaseSeconds: lease.seconds)
    case .mailed:
      let mailing: Mailing = try RowCoder.decode(from: bytes)
      return .mailed(mailing.id, mailing.outcome)
    }
  }

  private struct Mailing: Codable {
    var id: LetterID
    var outcome: Letter.Outcome
  }

  private struct Lease: Codable {
    var id: OutboxID
    var seconds: Int64
  }

  private struct Settlement: Codable {
    var id: OutboxID
    var outcome: Outcome
  }
}
