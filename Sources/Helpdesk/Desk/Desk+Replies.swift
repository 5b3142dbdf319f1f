import BusinessTime

extension Desk {
  /// Meta takes reactions to what is at most so old (Meta, reaction messages).
  private static var reactionSeconds: Int64 { 30 * 86_400 }

  /// A reply by API. A person's counts from now and stops the clocks at this moment (semantics §4);
  /// automation's stops nothing. Outside the window it is refused at once, never parked.
  mutating func reply(to ref: ConversationRef, _ text: String, as form: ReplyForm?, by author: Author) throws -> Answer
  {
    guard var conversation = try living(ref), var contact = try tables.contact(conversation.contact)
    else { return .refused(.noSuchConversation) }
    guard !conversation.isClosed(at: now) else { return .refused(.conversationClosed) }
    guard contact.phone != nil || contact.userID != nil else { return .refused(.noAddress) }
    let number = conversation.number.rawValue
    guard ServiceWindow.isOpen(lastInbound: contact.lastInbound[number], at: now) else {
      return .refused(.windowClosed)
    }
    let freeForm: FreeForm
    switch try self.form(form, text, in: conversation, to: contact) {
    case .sendable(let form): freeForm = form
    case .refused(let refusal): return .refused(refusal)
    }
    let id = OutboxID(ids.next(at: now))
    var entry = OutboxEntry(
      id: id, kind: .reply, number: conversation.number, recipient: .contact(contact.id),
      conversation: conversation.ref, createdAt: now, rendering: Rendering(freeForm: freeForm, template: nil),
      validUntil: contact.lastInbound[number]?.adding(seconds: ServiceWindow.seconds - ServiceWindow.marginSeconds))
    switch author {
    case .person(let person): entry.author = person
    case .automation(let name): entry.automation = name
    }
    if entry.isHumanAnswer {
      contact.lastHuman[number] = latest(contact.lastHuman[number], now)
      try tables.save(contact)
    }
    _ = try tables.insertIfNew(entry)
    // Nobody is answered by a reaction: the conversation hears nothing of it.
    if !entry.isReaction { try drive(&conversation, contact, event(of: entry, in: conversation)) }
    return .replied(id)
  }

  private func event(of reply: OutboxEntry, in conversation: Conversation) -> ConversationEvent {
    guard let person = reply.author else { return .automaticWrote }
    // The customer's clock may be ahead of ours: an answer is never older than what it answers.
    let asked = conversation.marks.last { $0.side == .customer }?.at ?? now
    return .humanWrote(
      id: reply.id.rawValue, at: max(now, asked), acceptBy: now.adding(seconds: Conversation.acceptWithinSeconds),
      author: person)
  }

  private enum FormAnswer {
    case sendable(FreeForm)
    case refused(Refusal)
  }

  /// What goes out, or why nothing does.
  private func form(
    _ form: ReplyForm?, _ text: String, in conversation: Conversation, to contact: Contact
  ) throws -> FormAnswer {
    switch form {
    case nil: return .sendable(.text(text))
    case .buttons(let buttons): return .sendable(.buttons(body: text, buttons: buttons))
    case .list(let opener, let rows): return .sendable(.list(body: text, opener: opener, rows: rows))
    case .contactRequest:
      return contact.phone == nil ? .sendable(.contactRequest(body: text)) : .refused(.phoneKnown)
    case .reaction(let id):
      // What nobody wrote on WhatsApp has no id of Meta's, or none that takes a reaction.
      guard let message = try inbound(id, in: conversation), !MessageContent.wordlessKinds.contains(message.kind)
      else { return .refused(.noSuchMessage) }
      let end = message.occurredAt.adding(seconds: Self.reactionSeconds)
      return end > now
        ? .sendable(.reaction(to: message.wamid, emoji: text)) : .refused(.messageTooOld)
    }
  }
}
