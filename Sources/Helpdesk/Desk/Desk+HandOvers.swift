import BusinessTime

extension Desk {
  /// Meta's own agent handed a thread over (semantics §2): what it left unanswered starts its clocks now. Kept
  /// with the contact too, because it may overtake the message that it is about.
  mutating func take(_ handOver: HandOver, on number: BusinessNumber, of item: WebhookItem) throws -> Answer {
    guard handOver.customer.isKnown, try person(behind: handOver.customer) == nil else { return .done }
    let time = MessageTime(claimed: handOver.timestamp, receivedAt: item.receivedAt).occurredAt
    var contact = try contact(for: handOver.customer)
    contact.lastHandOver = (contact.lastHandOver ?? [:]).merging([number.id.rawValue: time]) { max($0, $1) }
    try tables.save(contact)
    guard var conversation = try tables.openConversation(of: contact.id, on: number.id) else { return .done }
    try drive(&conversation, contact, .handedOver(at: time))
    return .done
  }
}
