import BusinessTime

extension Desk {
  /// Echoes this soon after the customer's message are the app's greeting or away message (semantics §4).
  static var greetingSeconds: Int64 { 5 }
  /// An echo within this time of the customer's message may be one of a series.
  private static var promptWithinSeconds: Int64 { 60 }
  /// The same text to this many contacts in a day, each promptly, is not typed by a person.
  private static var seriesContacts: Int { 3 }
  private static var seriesSeconds: Int64 { 86_400 }
  /// Former contacts of one person that are looked at: whoever changes their number more often writes under the last.
  private static var mostFormers: Int { 16 }

  /// The business answered from the phone app: a person did, unless it looks like the app's own message.
  mutating func take(_ echo: EchoedMessage, on number: BusinessNumber, of item: WebhookItem) throws -> Answer {
    guard try tables.message(echo.wamid) == nil, try tables.outboxEntry(wamid: echo.wamid) == nil,
      try !tables.isForgotten(echo.wamid)
    else { return .duplicate }
    let time = MessageTime(claimed: echo.timestamp, receivedAt: item.receivedAt)
    var stored = StoredMessage(
      id: MessageID(ids.next(at: now)), wamid: echo.wamid, direction: .echo, number: number.id, contact: nil,
      conversation: nil, person: nil, kind: echo.content.kind, text: echo.content.text, occurredAt: time.occurredAt,
      receivedAt: item.receivedAt, isTimeReplaced: time.isReplaced, counts: false,
      fingerprint: echo.content.words.flatMap(TextFold.fingerprint(of:)), isPrompt: false,
      details: MessageDetails(content: echo.content).orNone)
    guard echo.recipient.isKnown, try person(behind: echo.recipient) == nil else {
      _ = try tables.insertIfNew(stored)
      return .done
    }
    var contact = try contact(for: echo.recipient)
    stored.contact = contact.id
    let open = try tables.openConversation(of: contact.id, on: number.id)
    let gap = try gap(before: time.occurredAt, contact, open, on: number.id)
    stored.isPrompt = gap.map { (0...Self.promptWithinSeconds * 1000).contains($0) } ?? false
    stored.counts = try echo.content.isWords && !echo.isFromMetaAgent && !isAutomatic(stored, gap: gap, on: number.id)
    stored.conversation = open?.ref
    if stored.counts {
      contact.lastHuman[number.id.rawValue] = latest(contact.lastHuman[number.id.rawValue], time.occurredAt)
    }
    try tables.save(contact)
    _ = try tables.insertIfNew(stored)
    // Without an open conversation it is kept with the contact and opens nothing.
    guard var conversation = open else { return .done }
    let event: ConversationEvent =
      stored.counts
      ? .humanWrote(id: stored.id.rawValue, at: time.occurredAt, acceptBy: nil)
      : echo.content.isWords ? .automaticWrote : .noted(echo.content.noteReason)
    try drive(&conversation, contact, event)
    return .done
  }

  /// Milliseconds since the customer's last message before the echo; later ones say nothing of it. That message may lie
  /// in a conversation that has closed since, or have come while they were somebody else to us.
  private func gap(
    before echo: Timestamp, _ contact: Contact, _ open: Conversation?, on number: NumberID
  ) throws -> Int64? {
    let requests = open?.marks.filter { $0.side == .customer && $0.isMessage }.map(\.at) ?? []
    let called = contact.lastCall?[number.rawValue]
    let newest = [contact.lastInbound[number.rawValue]].compactMap { $0 == called ? nil : $0 }
    let stored = try everybody(whoIs: contact.id).compactMap { try tables.lastInbound(of: $0, on: number, upTo: echo) }
    return (stored + newest + requests).filter { $0 <= echo }.max().map { echo - $0 }
  }

  /// A contact, and those who turned out to be the same person.
  private func everybody(whoIs contact: ContactID) throws -> [ContactID] {
    var found = [contact]
    var place = 0
    while place < found.count, found.count < Self.mostFormers {
      found += try tables.contacts(movedTo: found[place], most: Self.mostFormers).map(\.id)
      place += 1
    }
    return found
  }

  /// Judged on arrival and not revised.
  private func isAutomatic(_ echo: StoredMessage, gap: Int64?, on number: NumberID) throws -> Bool {
    if let gap, (0...Self.greetingSeconds * 1000).contains(gap) { return true }
    guard echo.isPrompt, let fingerprint = echo.fingerprint, let contact = echo.contact else { return false }
    let since = now.adding(seconds: -Self.seriesSeconds)
    let others = try tables.promptEchoes(on: number, fingerprint: fingerprint, since: since)
    return others.union([contact]).count >= Self.seriesContacts
  }
}

extension MessageContent {
  /// Edits, revocations and reactions of ours say nothing new to the customer.
  fileprivate var isWords: Bool {
    switch self {
    case .text, .media, .location, .contacts, .order, .button, .buttonReply, .listReply, .formReply, .callPermission,
      .welcome, .unsupported:
      true
    case .reaction, .edit, .revoke, .system: false
    case .other(let type, _): type != "edit" && type != "revoke" && type != "reaction"
    }
  }
}
