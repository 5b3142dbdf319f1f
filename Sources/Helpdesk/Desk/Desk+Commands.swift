import BusinessTime

extension Desk {
  mutating func carryOut(_ command: Command) throws -> Answer {
    switch command {
    case .reply(let ref, let text, let form, let author): try reply(to: ref, text, as: form, by: author)
    case .act(let ref, let action, let author): try act(on: ref, action, by: author)
    case .open(let opening, let author): try open(opening, by: author)
    case .retry(let id, let author): try retry(id, by: author)
    case .discard(let id, let author): try discard(id, by: author)
    case .misfire(let order, let author): try mark(order, by: author)
    case .misfireUndone(let order, let author): try unmark(order, by: author)
    case .tokenChanged(let number): try tokenChanged(of: number)
    }
  }

  private mutating func act(on ref: ConversationRef, _ action: Action, by author: Author) throws -> Answer {
    guard var conversation = try living(ref), let contact = try tables.contact(conversation.contact)
    else { return .refused(.noSuchConversation) }
    switch action {
    case .assign(let person?) where context.rules.people[person] == nil: return .refused(.noSuchPerson)
    case .team(let team) where context.rules.teams[team] == nil: return .refused(.noSuchTeam)
    case _: break
    }
    guard let action = try withTime(action, in: conversation) else { return .refused(.noSuchMessage) }
    if let refusal = conversation.refusal(of: action, at: now) { return .refused(refusal) }
    // What was due before happens before: a hand that moves the case has the last word.
    if let wakeAt = conversation.wakeAt, wakeAt <= now {
      try drive(&conversation, contact, .woke)
      hasWoken = true
      if let refusal = conversation.refusal(of: action, at: now) { return .refused(refusal) }
    }
    try drive(
      &conversation, contact,
      .acted(action, by: author.name))
    return .done
  }

  /// Whoever says that a message needs an answer does not say when it was written. Nil: there is no such message of
  /// the customer's.
  private func withTime(_ action: Action, in conversation: Conversation) throws -> Action? {
    guard case .needsAnswer(let id, _) = action else { return action }
    return try inbound(id, in: conversation).map { .needsAnswer(id, writtenAt: $0.occurredAt) }
  }

  /// A message of the customer's that stands in the conversation; nil: there is no such one.
  func inbound(_ id: MessageID, in conversation: Conversation) throws -> StoredMessage? {
    for ref in [conversation.ref] + (conversation.absorbed ?? []) {
      if let message = try tables.message(id, in: ref), message.direction == .inbound { return message }
    }
    return nil
  }

  /// Time has come for somebody. False when it decided nothing.
  mutating func wake(_ entity: Entity) throws -> Bool {
    switch entity {
    case .conversation(let ref):
      guard var conversation = try tables.conversation(ref),
        conversation.wakeAt.map({ $0 <= now }) ?? false || conversation.waitsUncounted(under: context.rules.closing),
        let contact = try tables.contact(conversation.contact)
      else { return false }
      let before = conversation
      try drive(&conversation, contact, .woke)
      return conversation != before
    case .pager, .line:
      // Neither waits for anything yet: held notices wait in the outbox, probes with the entry they hold.
      return false
    }
  }
}
