package import BusinessTime
internal import GRDB
internal import Gateway
package import Helpdesk

extension SQL {
  static let outboxEntry = "SELECT body FROM outbox WHERE id = ?"
  static let outboxByWamid = "SELECT body FROM outbox WHERE wamid = ?"
  static let lastSends = """
    SELECT body FROM outbox WHERE conversation = ? AND is_to_contact = 1
    ORDER BY created_at DESC, id DESC LIMIT ?
    """
  static let alertsAbout = """
    SELECT body FROM outbox WHERE conversation = ? AND kind = 'alert' ORDER BY created_at DESC, id DESC LIMIT ?
    """
  static let alertCount = """
    SELECT count(*) FROM outbox
    WHERE recipient = ? AND kind = 'alert' AND state <> 'cancelled' AND created_at >= ?
    """
  static let insertOutbox = """
    INSERT INTO outbox (id, kind, rank, number, recipient, conversation, is_to_contact, notice, created_at, state,
      due_at, wamid, attempted_at, accepted_at, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (notice) WHERE notice IS NOT NULL DO NOTHING
    """
  /// What an entry is never changes; what became of it does, and whom its recipient turned out to be.
  static let updateOutbox = """
    UPDATE outbox SET recipient = ?, conversation = ?, state = ?, due_at = ?, wamid = ?, attempted_at = ?,
      accepted_at = ?, body = ?
    WHERE id = ?
    """
}

extension SQLiteTables {
  package mutating func insertIfNew(_ entry: OutboxEntry) throws -> Bool {
    try session.run(
      SQL.insertOutbox,
      [
        entry.id.rawValue, entry.kind.rawValue, entry.kind.rank, entry.number.rawValue, entry.recipient.key,
        entry.conversation?.number, entry.isToContact, entry.noticeColumn, entry.createdAt.milliseconds,
        entry.state.rawValue, entry.dueColumn, entry.wamid?.rawValue, entry.attemptedAt?.milliseconds,
        entry.acceptedAt?.milliseconds, try session.encode(entry),
      ]) == 1
  }

  /// Throws `MissingRow` if there is no such entry.
  package mutating func update(_ entry: OutboxEntry) throws {
    let changes = try session.run(
      SQL.updateOutbox,
      [
        entry.recipient.key, entry.conversation?.number, entry.state.rawValue, entry.dueColumn, entry.wamid?.rawValue,
        entry.attemptedAt?.milliseconds, entry.acceptedAt?.milliseconds, try session.encode(entry), entry.id.rawValue,
      ])
    guard changes == 1 else { throw MissingRow(table: "outbox") }
  }

  package func outboxEntry(_ id: OutboxID) throws -> OutboxEntry? {
    try session.first(SQL.outboxEntry, [id.rawValue]) { try session.state($0, 0) }
  }

  package func outboxEntry(wamid: Wamid) throws -> OutboxEntry? {
    try session.first(SQL.outboxByWamid, [wamid.rawValue]) { try session.state($0, 0) }
  }

  package func alerts(about ref: ConversationRef, most: Int) throws -> [OutboxEntry] {
    try session.all(SQL.alertsAbout, [ref.number, most]) { try session.state($0, 0) }.reversed()
  }

  package func alertCount(to person: PersonID, since: Timestamp) throws -> Int {
    let recipient = OutboxEntry.Recipient.person(person).key
    return try session.first(SQL.alertCount, [recipient, since.milliseconds]) { $0[0] } ?? 0
  }
}

/// An update of a row that is not there: a bug of the caller's, and never a silent success.
struct MissingRow: Error, Equatable {
  var table: String
}

extension OutboxEntry {
  /// Null unless somebody must look at the entry again.
  fileprivate var dueColumn: Int64? { isUnsettled ? dueAt?.milliseconds : nil }
}
