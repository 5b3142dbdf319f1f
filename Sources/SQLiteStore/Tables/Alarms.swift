package import BusinessTime
internal import GRDB
package import Gateway
internal import Helpdesk

extension SQL {
  static let earliestWakes = [
    "SELECT min(wake_at) FROM conversation WHERE wake_at IS NOT NULL",
    "SELECT min(wake_at) FROM pager WHERE wake_at IS NOT NULL",
    "SELECT min(wake_at) FROM line WHERE wake_at IS NOT NULL",
  ]
  static let dueConversations = "SELECT ref, wake_at FROM conversation WHERE wake_at <= ? ORDER BY wake_at, ref LIMIT ?"
  static let duePagers = "SELECT person, wake_at FROM pager WHERE wake_at <= ? ORDER BY wake_at, person LIMIT ?"
  static let dueLines = "SELECT number, wake_at FROM line WHERE wake_at <= ? ORDER BY wake_at, number LIMIT ?"
}

extension SQLiteTables {
  package func earliestWake() throws -> Timestamp? {
    try SQL.earliestWakes.compactMap { sql in
      try session.first(sql) { Timestamp.optional($0, 0) } ?? nil
    }.min()
  }

  /// At one instant conversations come first, then people, then numbers; each in the order of its key.
  package func dueWakes(at now: Timestamp, most: Int) throws -> [DueWake] {
    let arguments: StatementArguments = [now.milliseconds, most]
    let conversations = try session.all(SQL.dueConversations, arguments) { row in
      DueWake(entity: .conversation(ConversationRef(row[0])), at: Timestamp(column: row, 1))
    }
    let pagers = try session.all(SQL.duePagers, arguments) { row in
      DueWake(entity: .pager(PersonID(column: row, 0)), at: Timestamp(column: row, 1))
    }
    let lines = try session.all(SQL.dueLines, arguments) { row in
      DueWake(entity: .line(NumberID(column: row, 0)), at: Timestamp(column: row, 1))
    }
    // The sort is stable, and each part is in order already.
    return Array((conversations + pagers + lines).sorted { $0.at < $1.at }.prefix(most))
  }
}
