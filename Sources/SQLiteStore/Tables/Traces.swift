internal import BusinessTime
internal import Foundation
internal import GRDB
package import Gateway
internal import Helpdesk

extension SQL {
  /// Rows of one kind behind a key, which is bound with their number. Columns: key, time, contact, conversation, two
  /// message ids, bytes. The journal has a statement of its own.
  static func traces(_ kind: TraceKind) -> String {
    switch kind {
    case .conversations: walk("conversation", by: "ref", contact: "contact", conversation: "ref")
    case .letters:
      walk(
        "letter", by: "id",
        conversation: """
          (SELECT o.conversation FROM outbox o WHERE o.id = CAST(letter.body AS TEXT) ->> '$.matter.notice._0')
          """)
    case .surveys: walk("survey", by: "entry", contact: "contact", conversation: "ref")
    case .misfires: walk("misfire", by: "message", conversation: "conversation")
    case .messages:
      walk(
        "message", by: "rowid", at: "received_at", contact: "contact", conversation: "conversation",
        wamids: ("wamid", "NULL"), bytes: "CAST(wamid AS BLOB)")
    case .sends:
      walk(
        "outbox", by: "id", contact: "CASE WHEN is_to_contact THEN substr(recipient, 3) END",
        conversation: "conversation", wamids: ("wamid", "CAST(body AS TEXT) ->> '$.replacedWamid'"))
    case .statuses:
      walk("status", by: "arrival", at: "received_at", wamids: ("wamid", "NULL"), bytes: "body")
    case .timeline: walk("timeline", by: "sequence", conversation: "conversation")
    case .keptAnswers: walk("kept_answer", by: "sequence", bytes: "body")
    case .quarantine: walk("quarantine", by: "id", at: "received_at", bytes: "bytes")
    case .envelopes: walk("envelope", by: "id", at: "received_at", bytes: "remainder")
    case .journal: journal
    }
  }

  /// What goes of rows whose keys are bound as a JSON array; nil: nothing.
  static func erase(_ kind: TraceKind) -> String? {
    switch kind {
    case .conversations: nil
    case .letters: "DELETE FROM letter WHERE id IN \(givenKeys) AND due_at IS NULL"
    case .surveys:
      """
      UPDATE survey SET body = CAST(json_remove(CAST(body AS TEXT), '$.comment') AS BLOB)
      WHERE entry IN \(givenKeys) AND CAST(body AS TEXT) ->> '$.comment' IS NOT NULL
      """
    case .misfires:
      """
      UPDATE misfire SET body = CAST(json_set(CAST(body AS TEXT), '$.words', json('[]')) AS BLOB)
      WHERE message IN \(givenKeys) AND CAST(body AS TEXT) -> '$.words' <> '[]'
      """
    case .messages: "DELETE FROM message WHERE rowid IN \(givenKeys)"
    case .sends: "DELETE FROM outbox WHERE id IN \(givenKeys)"
    case .statuses: "DELETE FROM status WHERE arrival IN \(givenKeys)"
    case .timeline: "DELETE FROM timeline WHERE sequence IN \(givenKeys)"
    case .keptAnswers: "UPDATE kept_answer SET body = NULL WHERE sequence IN \(givenKeys) AND body IS NOT NULL"
    case .quarantine: "DELETE FROM quarantine WHERE id IN \(givenKeys)"
    case .envelopes: "DELETE FROM envelope WHERE id IN \(givenKeys)"
    case .journal: "DELETE FROM journal WHERE sequence IN \(givenKeys)"
    }
  }

  private static func walk(
    _ table: String, by key: String, at time: String = "NULL", contact: String = "NULL",
    conversation: String = "NULL", wamids: (String, String) = ("NULL", "NULL"), bytes: String = "NULL"
  ) -> String {
    """
    SELECT \(key), \(time), \(contact), \(conversation), \(wamids.0), \(wamids.1), \(bytes) FROM \(table)
    WHERE \(key) > ? ORDER BY \(key) LIMIT ?
    """
  }

  private static let givenKeys = "(SELECT value FROM json_each(?))"
}

extension TraceKind {
  /// Whether the rows' keys are numbers.
  fileprivate var isNumbered: Bool {
    switch self {
    case .conversations, .messages, .statuses, .timeline, .keptAnswers, .journal: true
    case .letters, .surveys, .misfires, .sends, .quarantine, .envelopes: false
    }
  }
}

extension SQLiteTables {
  package func traces(_ kind: TraceKind, after key: String?, most: Int) throws -> [TraceRow] {
    let number = key.flatMap { Int64($0) } ?? -1
    if kind == .journal { return try journal(after: number, most: most).map(TraceRow.init) }
    let place: any DatabaseValueConvertible = kind.isNumbered ? number : key ?? ""
    return try session.all(SQL.traces(kind), [place, most]) { row in
      TraceRow(
        key: kind.isNumbered ? "\(row[0] as Int64)" : row[0], at: .optional(row, 1), contact: .optional(row, 2),
        conversation: .optional(row, 3), wamids: [Wamid.optional(row, 4), .optional(row, 5)].compactMap { $0 },
        bytes: try row.bytes(6))
    }
  }

  package mutating func erase(_ kind: TraceKind, keys: [String]) throws -> Int {
    guard let sql = SQL.erase(kind), !keys.isEmpty else { return 0 }
    let json = try kind.isNumbered ? RowCoder.encode(keys.compactMap { Int64($0) }) : RowCoder.encode(keys)
    return try session.run(sql, [String(decoding: json, as: UTF8.self)])
  }
}
