import BusinessTime

extension Desk {
  mutating func carryOut(_ command: Command) throws -> Answer {
    switch command {
    case .reply(let ref, let text, let author): try reply(to: ref, text, by: author)
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
    for ref in [conversation.ref] + (conversation.absorbed ?? []) {
      guard let message = try tables.message(id, in: ref), message.direction == .inbound else { continue }
      return .needsAnswer(id, writtenAt: message.occurredAt)
    }
    return nil
  }

  /// A reply by API. A person's counts from now and stops the clocks at this moment (semantics §4);
  /// automation's stops nothing. Outside the window it is refused at once, never parked.
  private mutating func reply(to ref: ConversationRef, _ text: String, by author: Author) throws -> Answer {
    guard var conversation = try living(ref), var contact = try tables.contact(conversation.contact)
    else { return .refused(.noSuchConversation) }
    guard !conversation.isClosed(at: now) else { return .refused(.conversationClosed) }
    guard contact.phone != nil || contact.userID != nil else { return .refused(.noAddress) }
    let number = conversation.number.rawValue
    guard ServiceWindow.isOpen(lastInbound: contact.lastInbound[number], at: now) else {
      return .refused(.windowClosed)
    }
    let id = OutboxID(ids.next(at: now))
    var entry = OutboxEntry(
      id: id, kind: .reply, number: conversation.number, recipient: .contact(contact.id),
      conversation: conversation.ref, createdAt: now, rendering: Rendering(freeForm: .text(text), template: nil),
      validUntil: contact.lastInbound[number]?.adding(seconds: ServiceWindow.seconds - ServiceWindow.marginSeconds))
    let event: ConversationEvent
    switch author {
    case .person(let person):
      entry.author = person
      contact.lastHuman[number] = latest(contact.lastHuman[number], now)
      try tables.save(contact)
      // The customer's clock may be ahead of ours: an answer is never older than what it answers.
      let asked = conversation.marks.last { $0.side == .customer }?.at ?? now
      event = .humanWrote(
        id: id.rawValue, at: max(now, asked), acceptBy: now.adding(seconds: Conversation.acceptWithinSeconds),
        author: person)
    case .automation(let name):
      entry.automation = name
      event = .automaticWrote
    }
    _ = try tables.insertIfNew(entry)
    try drive(&conversation, contact, event)
    return .replied(id)
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
