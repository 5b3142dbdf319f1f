package import BusinessTime
package import Gateway
package import Helpdesk

extension MemoryTables {
  package func conversation(_ ref: ConversationRef) throws -> Conversation? { conversations[ref] }

  package func openConversation(of contact: ContactID, on number: NumberID) throws -> Conversation? {
    conversations.rows { $0.contact == contact && $0.number == number && $0.state != .closed }
      .min { ($0.openedAt, $0.ref) < ($1.openedAt, $1.ref) }
  }

  package func nextRef() throws -> ConversationRef {
    ConversationRef((conversations.rows().last?.ref.number ?? 1000) + 1)
  }

  package mutating func save(_ conversation: Conversation) throws {
    conversations[conversation.ref] = conversation
  }

  package func loads(of people: [PersonID]) throws -> [PersonID: Int] {
    var loads: [PersonID: Int] = [:]
    for conversation in conversations.rows() {
      guard let assignee = conversation.assignee, people.contains(assignee), conversation.nextDueAt != nil else {
        continue
      }
      switch conversation.state {
      case .open, .waitingCustomer, .waitingThirdParty: loads[assignee, default: 0] += 1
      case .resolved, .closed: continue
      }
    }
    return loads
  }

  package func lastAssigned(in team: TeamID) throws -> PersonID? {
    conversations.rows { $0.team == team && $0.assignee != nil }
      .compactMap { one in one.assignedAt.map { (at: $0, ref: one.ref, assignee: one.assignee) } }
      .max { ($0.at, $0.ref) < ($1.at, $1.ref) }?.assignee
  }

  package func versionsInUse() throws -> [RulesVersion] {
    Set(conversations.rows { $0.state != .closed }.map(\.version)).sorted()
  }

  package func earliestWake() throws -> Timestamp? {
    alarms().map(\.at).min()
  }

  package func dueWakes(at now: Timestamp, most: Int) throws -> [DueWake] {
    // The sort is stable: at one instant conversations come first, then people, then numbers.
    Array(alarms().filter { $0.at <= now }.sorted { $0.at < $1.at }.prefix(most))
  }

  private func alarms() -> [DueWake] {
    conversations.rows().compactMap { one in one.wakeAt.map { DueWake(entity: .conversation(one.ref), at: $0) } }
      + pagers.rows().compactMap { one in one.wakeAt.map { DueWake(entity: .pager(one.person), at: $0) } }
      + lines.rows().compactMap { one in one.wakeAt.map { DueWake(entity: .line(one.number), at: $0) } }
  }
}
