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
    let placed = found.map { (place: ConversationPlace(of: $0.conversation, in: query.sort), summary: $0) }
      .filter { one in query.after.map { $0.precedes(one.place, in: query.sort) } ?? true }
      .sorted { $0.place.precedes($1.place, in: query.sort) }
    return placed.prefix(query.most).map(\.summary)
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
}
