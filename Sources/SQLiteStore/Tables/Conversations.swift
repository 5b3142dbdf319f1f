internal import BusinessTime
internal import GRDB
package import Helpdesk

extension SQL {
  static let conversation = "SELECT body FROM conversation WHERE ref = ?"
  static let openConversation = """
    SELECT body FROM conversation WHERE contact = ? AND number = ? AND state <> 'closed'
    ORDER BY opened_at, ref LIMIT 1
    """
  static let highestRef = "SELECT max(ref) FROM conversation"
  static let load = """
    SELECT count(*) FROM conversation
    WHERE assignee = ? AND state IN ('open', 'waiting_customer', 'waiting_third_party') AND next_due_at IS NOT NULL
    """
  static let lastAssigned = """
    SELECT assignee FROM conversation
    WHERE team = ? AND assignee IS NOT NULL AND assigned_at IS NOT NULL
    ORDER BY assigned_at DESC, ref DESC LIMIT 1
    """
  static let versionsInUse = "SELECT DISTINCT version FROM conversation WHERE state <> 'closed' ORDER BY version"
  static let saveConversation = """
    INSERT INTO conversation (ref, contact, number, state, priority, team, assignee, assigned_at, opened_at,
      next_due_at, due_soon_at, wake_at, version, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (ref) DO UPDATE SET contact = excluded.contact, number = excluded.number, state = excluded.state,
      priority = excluded.priority, team = excluded.team, assignee = excluded.assignee,
      assigned_at = excluded.assigned_at, opened_at = excluded.opened_at, next_due_at = excluded.next_due_at,
      due_soon_at = excluded.due_soon_at, wake_at = excluded.wake_at, version = excluded.version,
      body = excluded.body
    """
}

extension SQLiteTables {
  /// The number before the first reference: short enough to say aloud, long enough not to look like a test.
  private static let refBeforeFirst: Int64 = 1000

  package func conversation(_ ref: ConversationRef) throws -> Conversation? {
    try session.first(SQL.conversation, [ref.number]) { try session.state($0, 0) }
  }

  package func openConversation(of contact: ContactID, on number: NumberID) throws -> Conversation? {
    try session.first(SQL.openConversation, [contact.rawValue, number.rawValue]) { try session.state($0, 0) }
  }

  package func nextRef() throws -> ConversationRef {
    let highest = try session.first(SQL.highestRef) { $0[0] as Int64? } ?? nil
    return ConversationRef((highest ?? Self.refBeforeFirst) + 1)
  }

  package mutating func save(_ conversation: Conversation) throws {
    try session.run(
      SQL.saveConversation,
      [
        conversation.ref.number, conversation.contact.rawValue, conversation.number.rawValue,
        conversation.state.rawValue, conversation.priority.rawValue, conversation.team.rawValue,
        conversation.assignee?.rawValue, conversation.assignedAt?.milliseconds, conversation.openedAt.milliseconds,
        conversation.nextDueAt?.milliseconds, conversation.dueSoonAt?.milliseconds,
        conversation.wakeAt?.milliseconds, conversation.version.rawValue, try session.encode(conversation),
      ])
  }

  package func loads(of people: [PersonID]) throws -> [PersonID: Int] {
    var loads: [PersonID: Int] = [:]
    for person in people {
      let count = try session.first(SQL.load, [person.rawValue]) { $0[0] as Int } ?? 0
      if count > 0 { loads[person] = count }
    }
    return loads
  }

  package func lastAssigned(in team: TeamID) throws -> PersonID? {
    try session.first(SQL.lastAssigned, [team.rawValue]) { PersonID(column: $0, 0) }
  }

  package func versionsInUse() throws -> [RulesVersion] {
    try session.all(SQL.versionsInUse) { RulesVersion(column: $0, 0) }
  }
}
