internal import BusinessTime
package import Gateway
internal import Helpdesk

extension MemoryTables {
  package func list(_ query: ConversationQuery) throws -> [ConversationSummary] {
    let text = query.text.flatMap(SearchText.init)
    let found = conversations.rows { one in
      (query.states.isEmpty || query.states.contains(one.state))
        && (query.sla == nil || query.sla == Self.sla(of: one, at: query.now))
        && (query.assignee == nil || query.assignee == one.assignee)
        && (query.team == nil || query.team == one.team)
    }
    .compactMap { one in
      contacts[one.contact].map { ConversationSummary(conversation: one, contact: $0) }
    }
    .filter { summary in text.map { Self.matches(summary, $0) } ?? true }
    return Array(Self.sorted(found, by: query.sort).dropFirst(query.offset).prefix(query.most))
  }

  private static func sla(of one: Conversation, at now: Timestamp) -> SLAState {
    guard let due = one.nextDueAt else { return .none }
    if due <= now { return .overdue }
    guard let soon = one.dueSoonAt else { return .onTime }
    return soon <= now ? .dueSoon : .onTime
  }

  private static func matches(_ summary: ConversationSummary, _ text: SearchText) -> Bool {
    let name = summary.contact.name.map(SearchText.fold) ?? ""
    let phone = summary.contact.phone ?? ""
    return text.ref == summary.conversation.ref
      || text.digits.map { phone.contains($0) } ?? false
      || text.foldedName.map { name.contains($0) } ?? false
  }

  private static func sorted(
    _ found: [ConversationSummary], by sort: ConversationQuery.Sort
  ) -> [ConversationSummary] {
    switch sort {
    case .due:
      found.sorted { a, b in
        let never = Timestamp(milliseconds: .max)
        return (a.conversation.nextDueAt ?? never, a.conversation.ref)
          < (b.conversation.nextDueAt ?? never, b.conversation.ref)
      }
    case .newest:
      found.sorted { a, b in
        (a.conversation.openedAt, a.conversation.ref) > (b.conversation.openedAt, b.conversation.ref)
      }
    }
  }
}
