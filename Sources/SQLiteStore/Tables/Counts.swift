internal import GRDB
package import Gateway
internal import Helpdesk

extension SQL {
  static let rowCounts = [
    "SELECT count(*) FROM conversation", "SELECT count(*) FROM message", "SELECT count(*) FROM envelope",
    "SELECT count(*) FROM journal", "SELECT count(*) FROM quarantine",
  ]
  static let outboxStates = "SELECT state, count(*) FROM outbox GROUP BY state"
}

extension SQLiteTables {
  /// Counted anew each time, by walking indexes: no counter row, which every webhook would have to write.
  package func counts() throws -> StoreCounts {
    let rows = try SQL.rowCounts.map { sql in try session.first(sql) { $0[0] as Int } ?? 0 }
    var counts = StoreCounts()
    counts.conversations = rows[0]
    counts.messages = rows[1]
    counts.envelopes = rows[2]
    counts.journal = rows[3]
    counts.quarantine = rows[4]
    for (state, count) in try session.all(SQL.outboxStates, [], Self.stateCount) {
      counts.outboxByState[state] = count
    }
    return counts
  }

  private static func stateCount(_ row: Row) throws -> (OutboxEntry.State, Int) {
    (try .named(row, 0, column: "outbox.state"), row[1])
  }
}
