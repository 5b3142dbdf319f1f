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
    ConversationRef(-(conversations.least { -$0.ref.number } ?? -1000) + 1)
  }

  package mutating func save(_ conversation: Conversation) throws {
    keep(conversation)
  }

  package func loads(of people: [PersonID]) throws -> [PersonID: Int] {
    var loads: [PersonID: Int] = [:]
    let holders = conversations.compactMap { conversation -> PersonID? in
      guard let assignee = conversation.assignee, people.contains(assignee), conversation.nextDueAt != nil else {
        return nil
      }
      switch conversation.state {
      case .open, .waitingCustomer, .waitingThirdParty: return assignee
      case .resolved, .closed: return nil
      }
    }
    for holder in holders { loads[holder, default: 0] += 1 }
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
    [alarms.least(\.at), pagers.least(\.wakeAt), lines.least(\.wakeAt)].compactMap { $0 }.min()
  }

  package func dueWakes(at now: Timestamp, most: Int) throws -> [DueWake] {
    // The sort is stable: at one instant conversations come first, then people, then numbers.
    Array(wakes(until: now).sorted { $0.at < $1.at }.prefix(most))
  }

  private func wakes(until now: Timestamp) -> [DueWake] {
    func due(_ entity: Entity, _ at: Timestamp?) -> DueWake? {
      at.flatMap { $0 <= now ? DueWake(entity: entity, at: $0) : nil }
    }
    return alarms.rows { $0.at <= now }
      + pagers.compactMap { due(.pager($0.person), $0.wakeAt) } + lines.compactMap { due(.line($0.number), $0.wakeAt) }
  }
}
