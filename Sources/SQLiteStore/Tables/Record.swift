internal import BusinessTime
internal import GRDB
package import Helpdesk

extension SQL {
  static let appendTimeline = "INSERT INTO timeline (conversation, entries) VALUES (?, ?)"
  static let timeline = "SELECT entries FROM timeline WHERE conversation = ? ORDER BY sequence"
  static let clocks = "SELECT body FROM clock WHERE conversation = ?"
  static let saveClock = """
    INSERT INTO clock (conversation, subject, kind, policy, outcome, started_at, due_at, stopped_at, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (conversation, subject) DO UPDATE SET policy = excluded.policy, outcome = excluded.outcome,
      started_at = excluded.started_at, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
      body = excluded.body
    """
}

extension SQLiteTables {
  package mutating func append(_ entries: [TimelineEntry], to ref: ConversationRef) throws {
    guard !entries.isEmpty else { return }
    try session.run(SQL.appendTimeline, [ref.number, try RowCoder.encode(entries)])
  }

  package mutating func save(_ clock: ClockInstance, of ref: ConversationRef) throws {
    try session.run(
      SQL.saveClock,
      [
        ref.number, clock.subject, clock.clock.rawValue, clock.policy, clock.outcome?.name,
        clock.startedAt.milliseconds, clock.dueAt?.milliseconds, clock.stoppedAt?.milliseconds,
        try RowCoder.encode(clock),
      ])
  }

  func timeline(of ref: ConversationRef) throws -> [TimelineEntry] {
    let rows: [[TimelineEntry]] = try session.all(SQL.timeline, [ref.number]) { try $0.state(0) }
    return rows.flatMap { $0 }
  }

  func savedClocks(of ref: ConversationRef) throws -> [ClockInstance] {
    try session.all(SQL.clocks, [ref.number]) { try $0.state(0) }
  }
}
