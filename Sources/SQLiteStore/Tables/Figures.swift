package import BusinessTime
internal import GRDB
package import Gateway
internal import Helpdesk

extension SQL {
  static let outboxInState = "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = ? LIMIT ?)"
  static let quarantineSize = "SELECT count(*) FROM (SELECT 1 FROM quarantine LIMIT ?)"
  static let dueAlarmCounts = [
    "SELECT count(*) FROM (SELECT 1 FROM conversation WHERE wake_at <= ? LIMIT ?)",
    "SELECT count(*) FROM (SELECT 1 FROM pager WHERE wake_at <= ? LIMIT ?)",
    "SELECT count(*) FROM (SELECT 1 FROM line WHERE wake_at <= ? LIMIT ?)",
  ]
  static let waitingConversations = """
    SELECT body FROM conversation WHERE state <> 'closed' AND next_due_at IS NOT NULL ORDER BY next_due_at, ref LIMIT ?
    """
}

extension SQLiteTables {
  /// Each statement walks an index and stops at its bound.
  package func figures(at now: Timestamp) throws -> StoreFigures {
    var figures = StoreFigures()
    for state in StoreFigures.outboxStates {
      figures.outbox[state] = try count(SQL.outboxInState, [state.rawValue, StoreFigures.mostCounted])
    }
    figures.quarantine = try count(SQL.quarantineSize, [StoreFigures.mostCounted])
    let due = try SQL.dueAlarmCounts.map { try count($0, [now.milliseconds, StoreFigures.mostCounted]) }
    figures.alarmsDue = min(due.reduce(0, +), StoreFigures.mostCounted)
    let waiting: [Conversation] = try session.all(SQL.waitingConversations, [StoreFigures.mostConversations]) {
      try session.state($0, 0)
    }
    for conversation in waiting { figures.count(conversation, at: now) }
    return figures
  }

  private func count(_ sql: String, _ arguments: StatementArguments) throws -> Int {
    try session.first(sql, arguments) { $0[0] } ?? 0
  }
}
