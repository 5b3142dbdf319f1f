import BusinessTime

/// What a supervisor decides about a send by itself.
extension Desk {
  /// Sends once more what failed, expired or stayed unconfirmed, and at once what is parked. What may be on its way is
  /// not touched, and what nobody waits for any more is not sent.
  mutating func retry(_ id: OutboxID, by author: Author) throws -> Answer {
    guard var entry = try tables.outboxEntry(id) else { return .refused(.noSuchEntry) }
    if let refusal = entry.refusalOfRetry { return .refused(refusal) }
    if case .irrelevant = try relevance(of: entry) { return .refused(.nobodyWaits) }
    guard var owner = try owner(of: entry) else { return .refused(.noSuchConversation) }
    if let refusal = renewTime(of: &entry, owner) { return .refused(refusal) }
    let wasOver = entry.state != .parked
    if wasOver { entry.startAnew(at: now) }
    entry.state = .queued
    entry.dueAt = now
    try tables.update(entry)
    if wasOver, entry.isHumanAnswer {
      let number = entry.number.rawValue
      owner.contact.lastHuman[number] = latest(owner.contact.lastHuman[number], now)
      try tables.save(owner.contact)
    }
    try record("send_retried", of: entry, by: author, in: owner, wasOver ? [.sentAgain(id)] : [])
    return .done
  }

  /// Cancels what waits to be sent. Whoever ordered it hears of a failure, so that clocks run again and the next person
  /// is told.
  mutating func discard(_ id: OutboxID, by author: Author) throws -> Answer {
    guard var entry = try tables.outboxEntry(id) else { return .refused(.noSuchEntry) }
    if let refusal = entry.refusalOfDiscard { return .refused(refusal) }
    entry.close(.cancelled, because: Self.discarded)
    try tables.update(entry)
    if let owner = try owner(of: entry) { try record("send_discarded", of: entry, by: author, in: owner, []) }
    try report(.failed(code: Self.discarded), of: entry)
    return .done
  }

  private static var discarded: String { "discarded" }

  private struct Owner {
    var conversation: Conversation
    var contact: Contact
  }

  private func owner(of entry: OutboxEntry) throws -> Owner? {
    guard let ref = entry.conversation, let conversation = try living(ref),
      let contact = try tables.contact(conversation.contact)
    else { return nil }
    return Owner(conversation: conversation, contact: contact)
  }

  /// Until when it may be sent now. A reply goes by the customer's window as a new one would; an alert that came too
  /// late is somebody's decision; a text with a promise that is past would be untrue.
  private func renewTime(of entry: inout OutboxEntry, _ owner: Owner) -> Refusal? {
    let isPast = entry.validUntil.map { $0 <= now } ?? false
    switch entry.kind {
    case .reply:
      guard owner.conversation.state != .closed else { return .conversationClosed }
      let lastInbound = owner.contact.lastInbound[entry.number.rawValue]
      guard ServiceWindow.isOpen(lastInbound: lastInbound, at: now) else { return .windowClosed }
      entry.validUntil = lastInbound?.adding(seconds: ServiceWindow.seconds - ServiceWindow.marginSeconds)
    case .alert:
      if isPast { entry.validUntil = nil }
    case .acknowledgement, .update, .survey, .reminder, .optOutConfirmation:
      if isPast { return .pastItsTime }
    }
    return nil
  }

  private mutating func record(
    _ what: String, of entry: OutboxEntry, by author: Author, in owner: Owner, _ events: [ConversationEvent]
  ) throws {
    var turn = Turn(conversation: owner.conversation, contact: owner.contact, events: events)
    turn.record.append(TimelineEntry(at: now, what: what, why: "\(entry.kind.rawValue), by \(author.name)"))
    try run(&turn)
  }
}

extension OutboxEntry {
  fileprivate var refusalOfRetry: Refusal? {
    switch state {
    case .inFlight, .inDoubt: return .maybeSent
    case .queued, .accepted, .cancelled: return .wrongEntryState
    case .parked, .failed, .expired, .unconfirmed:
      return rendering.freeForm == nil && rendering.template == nil ? .textErased : nil
    }
  }

  fileprivate var refusalOfDiscard: Refusal? {
    switch state {
    case .queued, .parked: nil
    case .inFlight, .inDoubt: .maybeSent
    case .accepted, .failed, .expired, .cancelled, .unconfirmed: .wrongEntryState
    }
  }

  /// As if it had never been tried, except that what is still told of the former attempt says nothing of the next.
  fileprivate mutating func startAnew(at now: Timestamp) {
    sendAgain(.queued, at: now)
    attempt = 0
    switchedPath = false
    acceptedAt = nil
    deliveredAt = nil
    readAt = nil
    failure = nil
  }
}
