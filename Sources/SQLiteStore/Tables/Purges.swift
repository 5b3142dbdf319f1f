package import BusinessTime
internal import Foundation
internal import GRDB
package import Gateway
internal import Helpdesk

extension SQL {
  /// How one kind of rows is erased.
  enum Purge {
    /// From the oldest, because nothing stays behind. Bound to the number of rows and the cutoff.
    case head(String)
    /// Behind a key, because some rows stay: looked at (columns: key, time, whether it stays; bound to key and
    /// number), then erased (bound to the keys as a JSON array).
    case byKey(look: String, erase: String)
    /// The same behind a time and a key, up to the cutoff: bound to cutoff, time, key and number.
    case byTime(look: String, erase: String)
  }

  static func purge(_ what: Perishable) -> Purge {
    switch what {
    case .statusSlices: .head(oldest(of: "journal", "sequence", at: "at", where: "is_status = 1", by: "sequence"))
    case .journal: .head(oldest(of: "journal", "sequence", at: "at", by: "sequence"))
    // Ids begin with their time.
    case .envelopes: .head(oldest(of: "envelope", "id", at: "received_at", by: "id"))
    case .quarantine: .head(oldest(of: "quarantine", "id", at: "received_at", by: "received_at, id"))
    case .seenPosts: .head(oldest(of: "seen_post", "digest", at: "received_at", by: "received_at"))
    case .forgotten: .head(oldest(of: "forgotten", "digest", at: "at", by: "at"))
    case .keptAnswers: .head(oldest(of: "kept_answer", "sequence", at: "at", by: "sequence"))
    case .letters: .head(oldest(of: "letter", "id", at: "created_at", where: "due_at IS NULL", by: "created_at"))
    case .statuses: .head(oldest(of: "status", "arrival", at: "received_at", by: "arrival"))
    case .messageTexts:
      .byTime(
        look: walk(
          of: "message", at: "received_at", where: "(text IS NOT NULL OR details IS NOT NULL)", stays: waits("message")),
        erase: """
          UPDATE message SET text = NULL, details = NULL, fingerprint = NULL, verdict = NULL WHERE rowid IN \(keys)
          """)
    case .messages:
      .byTime(
        look: walk(
          of: "message", at: "received_at", where: "text IS NULL AND details IS NULL", stays: waits("message")),
        erase: "DELETE FROM message WHERE rowid IN \(keys)")
    case .sentTexts:
      .byTime(
        look: walk(of: "outbox", at: "created_at", where: "is_bare = 0", stays: "\(isUnsettled) OR \(waits("outbox"))"),
        erase: """
          UPDATE outbox SET is_bare = 1,
            body = CAST(json_set(CAST(body AS TEXT), '$.rendering', json('{}')) AS BLOB)
          WHERE rowid IN \(keys)
          """)
    case .sentMessages:
      .byTime(
        look: walk(of: "outbox", at: "created_at", where: "is_bare = 1", stays: "\(isUnsettled) OR \(waits("outbox"))"),
        erase: "DELETE FROM outbox WHERE rowid IN \(keys)")
    case .timeline:
      .byKey(
        look: """
          SELECT sequence, (SELECT max(json_extract(value, '$.at')) FROM json_each(CAST(entries AS TEXT))),
            \(waits("timeline"))
          FROM timeline WHERE sequence > ? ORDER BY sequence LIMIT ?
          """,
        erase: "DELETE FROM timeline WHERE sequence IN \(keys)")
    }
  }

  private static func oldest(
    of table: String, _ key: String, at time: String, where condition: String = "1", by order: String
  ) -> String {
    """
    DELETE FROM \(table)
    WHERE \(key) IN (SELECT \(key) FROM \(table) WHERE \(condition) ORDER BY \(order) LIMIT ?) AND \(time) < ?
    """
  }

  private static func walk(
    of table: String, at time: String, where condition: String, stays: String
  ) -> String {
    """
    SELECT rowid, \(time), \(stays) FROM \(table)
    WHERE \(condition) AND \(time) < ? AND (\(time), rowid) > (?, ?) ORDER BY \(time), rowid LIMIT ?
    """
  }

  /// A conversation in which somebody waits keeps its texts and its record, however old: a person will read them.
  private static func waits(_ table: String) -> String {
    "EXISTS (SELECT 1 FROM conversation c WHERE c.ref = \(table).conversation AND c.next_due_at IS NOT NULL)"
  }

  private static let isUnsettled = "state IN ('queued', 'parked', 'in_flight', 'in_doubt')"
  private static let keys = "(SELECT value FROM json_each(?))"
}

extension SQLiteTables {
  /// See `TransactionTables`.
  package mutating func purge(
    _ what: Perishable, before: Timestamp, after place: PurgePlace?, most: Int
  ) throws -> PurgeStep {
    let key = place.flatMap { Int64($0.key) } ?? -1
    switch SQL.purge(what) {
    case .head(let sql):
      let erased = try session.run(sql, [most, before.milliseconds])
      return PurgeStep(erased: erased, next: erased == most ? PurgePlace(at: before, key: "") : nil)
    case .byKey(let look, let erase):
      return try purge(look, [key, most], erase, before: before, most: most)
    case .byTime(let look, let erase):
      let time = place?.at.milliseconds ?? .min
      return try purge(look, [before.milliseconds, time, key, most], erase, before: before, most: most)
    }
  }

  private func purge(
    _ look: String, _ arguments: StatementArguments, _ erase: String, before: Timestamp, most: Int
  ) throws -> PurgeStep {
    let found = try session.all(look, arguments) { row in
      (key: row[0] as Int64, at: Timestamp(column: row, 1), stays: row[2] as Bool)
    }
    let old = found.prefix { $0.at < before }
    let keys = old.filter { !$0.stays }.map(\.key)
    if !keys.isEmpty { try session.run(erase, [String(decoding: try RowCoder.encode(keys), as: UTF8.self)]) }
    let last = old.count == most ? old.last : nil
    return PurgeStep(erased: keys.count, next: last.map { PurgePlace(at: $0.at, key: "\($0.key)") })
  }
}
