import BusinessTime

/// What people say of the rules that sorted a message (semantics §10). It moves no clock and changes no conversation.
extension Desk {
  /// Marks matches wrong. What was marked already stays as it was, whoever says it again.
  mutating func mark(_ order: MisfireOrder, by author: Author) throws -> Answer {
    guard case .person(let person) = author else { return .refused(.needsPerson) }
    guard let owner = try owner(of: order.conversation) else { return .refused(.noSuchConversation) }
    guard let message = try tables.message(order.message, in: order.conversation) else {
      return .refused(.noSuchMessage)
    }
    let words = message.verdict?.bareWords(of: order.rule, written: order.words) ?? []
    guard !words.isEmpty else { return .refused(.noSuchMatch) }
    let known = try tables.misfire(of: message.id, rule: order.rule)
    var misfire =
      known
      ?? Misfire(
        conversation: order.conversation, message: message.id, rule: order.rule, words: [], shouldBe: nil,
        author: person, markedAt: now, matchedAt: message.receivedAt)
    misfire.words = Set(misfire.words + words).sorted()
    misfire.shouldBe = order.shouldBe ?? misfire.shouldBe
    guard misfire != known else { return .done }
    misfire.author = person
    misfire.markedAt = now
    try tables.save(misfire)
    let better = misfire.shouldBe.map { ", should be \($0)" } ?? ""
    try record("misfire", "\(order.rule)\(better), by \(author.name)", owner)
    return .done
  }

  /// Takes every mark of a rule in a message back; also when the message itself is long gone.
  mutating func unmark(_ order: MisfireOrder, by author: Author) throws -> Answer {
    guard case .person = author else { return .refused(.needsPerson) }
    guard let owner = try owner(of: order.conversation) else { return .refused(.noSuchConversation) }
    guard let known = try tables.misfire(of: order.message, rule: order.rule), known.conversation == order.conversation
    else {
      return try tables.message(order.message, in: order.conversation) == nil ? .refused(.noSuchMessage) : .done
    }
    try tables.removeMisfire(of: known.message, rule: known.rule)
    try record("misfire_undone", "\(order.rule), by \(author.name)", owner)
    return .done
  }

  private func owner(of ref: ConversationRef) throws -> (conversation: Conversation, contact: Contact)? {
    guard let conversation = try tables.conversation(ref), let contact = try tables.contact(conversation.contact)
    else { return nil }
    return (conversation, contact)
  }

  private mutating func record(
    _ what: String, _ why: String, _ owner: (conversation: Conversation, contact: Contact)
  ) throws {
    var turn = Turn(conversation: owner.conversation, contact: owner.contact, events: [])
    turn.record.append(TimelineEntry(at: now, what: what, why: why))
    try run(&turn)
  }
}
