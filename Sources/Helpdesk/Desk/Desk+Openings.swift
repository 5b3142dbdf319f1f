import BusinessTime

extension Desk {
  /// Opens a conversation, or joins the customer's open one, with the same clocks as a message: they start now.
  ///
  /// No window opens by it: what is sent first is an approved template.
  mutating func open(_ opening: Opening, by author: Author) throws -> Answer {
    guard let number = context.rules.numbers[opening.number] else { return .refused(.noSuchNumber) }
    if let team = opening.team, context.rules.teams[team] == nil { return .refused(.noSuchTeam) }
    guard opening.customer.isKnown else { return .refused(.noAddress) }
    guard try person(behind: opening.customer) == nil else { return .refused(.isStaff) }
    var contact = try contact(for: opening.customer)
    if contact.language == nil, let text = opening.text { contact.language = LanguageDetector.language(of: text) }
    try tables.save(contact)
    let open = try openConversation(of: contact, on: number.id)
    let id = MessageID(ids.next(at: now))
    let verdict = opening.text.map {
      context.sorter(open?.version ?? context.rules.book.version).sort($0, language: contact.language)
    }
    var turn =
      try open.map { Turn(conversation: $0, contact: contact, events: []) }
      ?? newTurn(for: contact, on: number, opening, sorted: verdict)
    turn.record.append(TimelineEntry(at: now, what: "brought", why: "\(Opening.source), by \(author.name)"))
    if let text = opening.text {
      let message = Self.message(id, text, from: contact.id, on: number.id, in: turn.conversation.ref, at: now, verdict)
      _ = try tables.insertIfNew(message)
    }
    turn.events.append(
      .requested(
        Request(
          id: id, occurredAt: now, isStale: false, fingerprint: opening.text.flatMap(TextFold.fingerprint(of:)),
          verdict: verdict)))
    if open == nil { try assignAtOpening(&turn) }
    try run(&turn)
    return .opened(turn.conversation.ref, isNew: open == nil)
  }

  private mutating func newTurn(
    for contact: Contact, on number: BusinessNumber, _ opening: Opening, sorted verdict: TriageVerdict?
  ) throws -> Turn {
    try newTurn(for: contact, on: number, from: Opening.source, at: now, sorted: verdict) { conversation in
      if let priority = opening.priority { conversation.priority = priority }
      if let category = opening.category { conversation.category = category }
      for tag in opening.tags where !conversation.tags.contains(tag) { conversation.tags.append(tag) }
      conversation.stage = opening.stage
      conversation.queue = opening.queue
      if let team = opening.team { conversation.team = team }
      let said: [(Choice, Bool)] = [
        (.priority, opening.priority != nil), (.category, opening.category != nil), (.team, opening.team != nil),
      ]
      conversation.chosenByHand = said.filter(\.1).map(\.0)
    }
  }

  /// Kept like a message that came in; its id in the place of Meta's is ours.
  private static func message(
    _ id: MessageID, _ text: String, from contact: ContactID, on number: NumberID, in ref: ConversationRef,
    at now: Timestamp, _ verdict: TriageVerdict?
  ) -> StoredMessage {
    StoredMessage(
      id: id, wamid: Wamid("\(Opening.source):\(id.rawValue)"), direction: .inbound, number: number, contact: contact,
      conversation: ref, person: nil, kind: Opening.source, text: text, occurredAt: now, receivedAt: now,
      isTimeReplaced: false, counts: true, fingerprint: TextFold.fingerprint(of: text), isPrompt: false,
      verdict: verdict)
  }
}
