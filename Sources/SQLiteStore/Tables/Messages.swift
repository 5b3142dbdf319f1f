package import BusinessTime
internal import Foundation
internal import GRDB
internal import Gateway
package import Helpdesk

extension SQL {
  private static let messageColumns = """
    wamid, id, direction, number, contact, conversation, person, kind, text, occurred_at, received_at,
      is_time_replaced, counts, fingerprint, is_prompt, verdict, details
    """
  static let insertMessage = """
    INSERT INTO message (\(messageColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (wamid) DO NOTHING
    """
  static let message = "SELECT \(messageColumns) FROM message WHERE wamid = ?"
  static let messageOfConversation = "SELECT \(messageColumns) FROM message WHERE conversation = ? AND id = ?"
  static let newestInbound = """
    SELECT \(messageColumns) FROM message
    WHERE conversation = ? AND direction = 'inbound' AND kind NOT IN (\(wordless)) ORDER BY occurred_at DESC, id DESC
    LIMIT 1
    """
  static let lastMessages = """
    SELECT \(messageColumns) FROM message WHERE conversation = ? ORDER BY occurred_at DESC, id DESC LIMIT ?
    """
  static let promptEchoes = """
    SELECT DISTINCT contact FROM message
    WHERE is_prompt = 1 AND direction = 'echo' AND number = ? AND fingerprint = ? AND occurred_at >= ?
      AND contact IS NOT NULL
    """
  static let lastInbound = """
    SELECT max(occurred_at) FROM message
    WHERE direction = 'inbound' AND kind NOT IN (\(wordless)) AND contact = ? AND number = ? AND occurred_at <= ?
    """
  private static let wordless = MessageContent.wordlessKinds.sorted().map { "'\($0)'" }.joined(separator: ", ")
}

extension SQLiteTables {
  package mutating func insertIfNew(_ message: StoredMessage) throws -> Bool {
    let inserted = try session.run(
      SQL.insertMessage,
      [
        message.wamid.rawValue, message.id.rawValue, message.direction.rawValue, message.number.rawValue,
        message.contact?.rawValue, message.conversation?.number, message.person?.rawValue, message.kind,
        message.text.map { Data($0.utf8) }, message.occurredAt.milliseconds, message.receivedAt.milliseconds,
        message.isTimeReplaced, message.counts, message.fingerprint, message.isPrompt,
        try message.verdict.map { try RowCoder.encode($0) }, try message.details.map { try RowCoder.encode($0) },
      ])
    guard inserted == 1 else { return false }
    try countMatches(of: message)
    return true
  }

  package func message(_ wamid: Wamid) throws -> StoredMessage? {
    try session.first(SQL.message, [wamid.rawValue], StoredMessage.init(row:))
  }

  package func message(_ id: MessageID, in ref: ConversationRef) throws -> StoredMessage? {
    try session.first(SQL.messageOfConversation, [ref.number, id.rawValue], StoredMessage.init(row:))
  }

  package func newestInbound(in ref: ConversationRef) throws -> StoredMessage? {
    try session.first(SQL.newestInbound, [ref.number], StoredMessage.init(row:))
  }

  /// The newest `most` of both tables, then the newest `most` of those.
  package func lastMessages(of ref: ConversationRef, most: Int) throws -> [MessageLine] {
    try lastRecords(of: ref, most: most).map { record in
      switch record {
      case .stored(let message): message.messageLine
      case .outbox(let entry): entry.messageLine
      }
    }
  }

  /// Newest first; at one instant what came in stands before what went out.
  func lastRecords(of ref: ConversationRef, most: Int) throws -> [MessageRecord] {
    let stored = try session.all(SQL.lastMessages, [ref.number, most], StoredMessage.init(row:))
    let sent: [OutboxEntry] = try session.all(SQL.lastSends, [ref.number, most]) { try session.state($0, 0) }
    let all = sent.map(MessageRecord.outbox) + stored.map(MessageRecord.stored)
    // The sort is stable, and each half is in order already.
    return Array(all.sorted { $0.occurredAt > $1.occurredAt }.prefix(most))
  }

  package func promptEchoes(
    on number: NumberID, fingerprint: String, since: Timestamp
  ) throws -> Set<ContactID> {
    Set(
      try session.all(SQL.promptEchoes, [number.rawValue, fingerprint, since.milliseconds]) {
        ContactID(column: $0, 0)
      })
  }
}

extension SQLiteTables {
  package func lastInbound(
    of contact: ContactID, on number: NumberID, upTo time: Timestamp
  ) throws -> Timestamp? {
    try session.first(SQL.lastInbound, [contact.rawValue, number.rawValue, time.milliseconds]) {
      ($0[0] as Int64?).map { Timestamp(milliseconds: $0) }
    } ?? nil
  }
}

extension StoredMessage {
  init(row: Row) throws {
    self.init(
      id: MessageID(column: row, 1), wamid: Wamid(column: row, 0),
      direction: try .named(row, 2, column: "message.direction"), number: NumberID(column: row, 3),
      contact: .optional(row, 4), conversation: .optional(row, 5), person: .optional(row, 6), kind: row[7],
      text: (row[8] as Data?).map { String(decoding: $0, as: UTF8.self) },
      occurredAt: Timestamp(column: row, 9), receivedAt: Timestamp(column: row, 10), isTimeReplaced: row[11],
      counts: row[12], fingerprint: row[13], isPrompt: row[14],
      verdict: row[15] as Data? == nil ? nil : try row.state(15),

      // What another version wrote and this one cannot read is not worth the message; its bytes are in the journal.
      details: row[16] as Data? == nil ? nil : try? row.state(16))
  }
}
