import BusinessTime

extension Desk {
  /// One update of a webhook, on its own; `isLate` if it lay in quarantine before.
  mutating func take(_ item: WebhookItem, isLate: Bool) throws -> Answer {
    switch item.event {
    case .message(let message): try onOurNumber(item) { try $0.take(message, on: $1, of: item, isLate: isLate) }
    case .echo(let echo): try onOurNumber(item) { try $0.take(echo, on: $1, of: item) }
    case .handOver(let handOver): try onOurNumber(item) { try $0.take(handOver, on: $1, of: item) }
    case .status(let status): try take(status, of: item)
    case .identityChange(let change): try take(change)
    case .templateChange(let change): try take(change, of: item)
    case .call(let call): try onOurNumber(item) { try $0.take(call, on: $1, of: item) }
    case .preference(let preference): try take(preference, of: item)
    case .addressBook(let change): try take(change, of: item)
    case .history(let past): try take(past, of: item)
    case .account(let news): try take(news, of: item)
    case .group(let news): try take(news, of: item)
    case .accountError(let error): try take(error, of: item)
    case .other: .done
    }
  }

  /// A number that the rules do not list is parked, never dropped (whatsapp §9, 11).
  private mutating func onOurNumber(
    _ item: WebhookItem, _ body: (inout Self, BusinessNumber) throws -> Answer
  ) throws -> Answer {
    guard let id = item.number, let number = context.rules.numbers[id] else {
      return .parked(reason: "unknown_number")
    }
    return try body(&self, number)
  }

  private mutating func take(
    _ message: InboundMessage, on number: BusinessNumber, of item: WebhookItem, isLate: Bool
  ) throws -> Answer {
    guard try tables.message(message.wamid) == nil, try !tables.isForgotten(message.wamid) else { return .duplicate }
    let time = MessageTime(claimed: message.timestamp, receivedAt: item.receivedAt)
    var stored = StoredMessage(
      id: MessageID(ids.next(at: now)), wamid: message.wamid, direction: .inbound, number: number.id, contact: nil,
      conversation: nil, person: nil, kind: message.content.kind, text: message.content.text,
      occurredAt: time.occurredAt, receivedAt: item.receivedAt, isTimeReplaced: time.isReplaced, counts: false,
      fingerprint: message.content.words.flatMap(TextFold.fingerprint(of:)), isPrompt: false,
      details: MessageDetails(
        content: message.content, quoted: message.quoted, isForwarded: message.isForwarded, referral: message.referral,
        product: message.product
      ).orNone)

    if message.groupID == nil, let person = try person(behind: message.sender) {
      if let current = message.newIdentity { try rename(person, current) }
      try openWindow(of: person, on: number.id, at: time.occurredAt, identity: message.sender)
      stored.person = person
      _ = try tables.insertIfNew(stored)
      return .done
    }
    guard message.groupID == nil else {
      _ = try tables.insertIfNew(stored)
      return .done
    }
    // Somebody may be waiting: who it is, only a person can find out.
    guard message.sender.isKnown else { return .parked(reason: "no_sender") }

    let change = message.newIdentity.map { IdentityChange(previous: message.sender, current: $0) }
    var contact = try change.flatMap { try rekey($0) } ?? contact(for: message.sender)
    if let phone = try sharedPhone(in: message, from: contact, on: number.id) {
      var sender = message.sender
      sender.phone = phone
      contact = try self.contact(for: sender)
    }
    if message.content.opensWindow, !time.isTooOld {
      contact.lastInbound[number.id.rawValue] = latest(contact.lastInbound[number.id.rawValue], time.occurredAt)
    }
    let isStop = StopWords.isStop(message.content.words ?? "")
    let confirmsStop = isStop && !contact.isOptedOut && !message.isStandby
    if isStop { contact.isOptedOut = true }
    if contact.language == nil, let text = message.content.words {
      contact.language = LanguageDetector.language(of: text)
    }
    stored.contact = contact.id

    let open = try openConversation(of: contact, on: number.id)
    if let (survey, answer) = try surveyAnswer(
      in: message, at: stored.occurredAt, of: contact, on: number.id, open: open)
    {
      try tables.save(contact)
      try take(answer, to: survey, stored, from: contact)
      return .done
    }
    let isCourtesy = try isCourtesy(message, in: open)
    let isRequest = try !isCourtesy && asks(message, in: open)
    if isRequest, let words = message.content.sortable {
      stored.verdict = context.sorter(open?.version ?? context.rules.book.version).sort(
        words, language: contact.language)
    }
    guard
      var turn = try turn(
        for: contact, in: open, opens: isRequest, message, on: number, at: time, sorted: stored.verdict)
    else {
      try tables.save(contact)
      _ = try tables.insertIfNew(stored)
      return .done
    }
    stored.conversation = turn.conversation.ref
    stored.counts = isRequest && !message.isStandby
    try tables.save(contact)
    _ = try tables.insertIfNew(stored)
    turn.events.append(
      isCourtesy
        ? .noted(.courtesy)
        : event(for: message, stored: stored, isRequest: isRequest, isLate: isLate, item: item))
    if open == nil {
      try assignAtOpening(&turn)
      answeredBefore(&turn, opener: stored)
    }
    // The hand-over may have overtaken the message that it was about.
    if message.isStandby, let handedOver = contact.lastHandOver?[number.id.rawValue], handedOver >= stored.occurredAt {
      turn.events.append(.handedOver(at: handedOver))
    }
    try run(&turn)
    if confirmsStop { try confirmStop(to: contact, on: number, in: turn.conversation) }
    return .done
  }

  /// The conversation that a message joins; one whose time to be reopened is over closes first.
  mutating func openConversation(of contact: Contact, on number: NumberID) throws -> Conversation? {
    guard var open = try tables.openConversation(of: contact.id, on: number) else { return nil }
    guard open.isClosed(at: now) else { return open }
    try drive(&open, contact, .woke)
    return nil
  }

  /// What the message means to its conversation.
  private func event(
    for message: InboundMessage, stored: StoredMessage, isRequest: Bool, isLate: Bool, item: WebhookItem
  ) -> ConversationEvent {
    guard isRequest else { return .noted(message.content.noteReason) }
    guard !message.isStandby else { return .heldByAgent(id: stored.id, at: stored.occurredAt) }
    let age = item.receivedAt - stored.occurredAt
    let sender = message.sender.phone.map(PhoneKey.init)
    let isOwn = context.rules.numbers.values.contains { PhoneKey($0.phone) == sender }
    return .requested(
      Request(
        id: stored.id, occurredAt: stored.occurredAt,
        isStale: age > context.rules.acknowledgements.staleAfterSeconds * 1000, fingerprint: stored.fingerprint,
        isOurs: isOwn, isLate: isLate, asksForNews: NewsQuestion.isOne(message.content), verdict: stored.verdict))
  }

  /// Thanks after a person's answer ask for nothing; after a person's question they are an answer. An opening message
  /// is always a request (semantics §2).
  private func isCourtesy(_ message: InboundMessage, in conversation: Conversation?) throws -> Bool {
    guard Courtesy.isCourtesy(message.content), let conversation,
      let answer = conversation.marks.last(where: { $0.side == .human && $0.isLive }),
      !conversation.marks.contains(where: { $0.side == .customer && $0.at > answer.at })
    else { return false }
    let last = try lastMessages(of: conversation, most: Self.messagesBack)
    // A reaction in between leaves the question as it stood.
    let ours = last.first { !$0.isInbound && $0.author != "acuse" && $0.kind != "reaction" }
    return ours?.text?.endsInQuestion != true
  }

  /// How far back a person's last message is looked for.
  private static var messagesBack: Int { 10 }

  /// A reaction asks for nothing, except on a person's message that ended in a question: there it is an
  /// answer, and an answer is for somebody to read (semantics §2).
  private func asks(_ message: InboundMessage, in conversation: Conversation?) throws -> Bool {
    guard case .reaction(let emoji?, let target) = message.content, conversation != nil else {
      return message.content.asksForSomething
    }
    guard !emoji.isEmpty else { return false }
    if let entry = try tables.outboxEntry(wamid: target) {
      return entry.author != nil && entry.rendering.freeForm?.text.endsInQuestion == true
    }
    guard let echo = try tables.message(target), echo.direction == .echo, echo.counts else { return false }
    return echo.text?.endsInQuestion == true
  }

  private mutating func turn(
    for contact: Contact, in open: Conversation?, opens: Bool, _ message: InboundMessage, on number: BusinessNumber,
    at time: MessageTime, sorted verdict: TriageVerdict?
  ) throws -> Turn? {
    if let open { return Turn(conversation: open, contact: contact, events: []) }
    guard opens else { return nil }
    let source = message.referral != nil ? "referral" : "number"
    var turn = try newTurn(for: contact, on: number, from: source, at: time.occurredAt, sorted: verdict) { _ in }
    if time.isReplaced {
      turn.record.append(
        TimelineEntry(at: now, what: "time_replaced", why: "Meta's timestamp was unreadable or out of bounds"))
    }
    return turn
  }

  /// A conversation that opens; `edit` says what whoever opens it knows of it, before its policy is chosen.
  mutating func newTurn(
    for contact: Contact, on number: BusinessNumber, from source: String, at openedAt: Timestamp,
    sorted verdict: TriageVerdict?, edit: (inout Conversation) -> Void
  ) throws -> Turn {
    let book = context.rules.book
    var conversation = Conversation(
      ref: try tables.nextRef(), contact: contact.id, number: number.id, team: number.team,
      language: contact.language ?? number.language, source: source, openedAt: openedAt, policy: "",
      version: book.version)
    conversation.isNewContact = contact.firstSeenAt == now
    if let verdict { conversation.sortAtOpening(by: verdict) }
    edit(&conversation)
    guard let choice = book.choose(for: PolicyCandidate(conversation)) else { throw DeskError.noPolicy }
    conversation.policy = choice.policy.name
    var turn = Turn(conversation: conversation, contact: contact, events: [])
    turn.record.append(TimelineEntry(at: openedAt, what: "opened", why: choice.why))
    if let verdict, verdict.tells {
      turn.record.append(
        TimelineEntry(
          at: openedAt, what: "sorted", why: "\(verdict.category), \(verdict.priority.rawValue): \(verdict.reason)"))
    }
    return turn
  }

  /// A person's echo may overtake the message that it answers (a webhook that Meta had to bring again): it is kept
  /// with the contact and counts once that message opens the conversation. Right after the message it may be the
  /// app's greeting, and does not.
  private func answeredBefore(_ turn: inout Turn, opener: StoredMessage) {
    guard let wrote = turn.contact.lastHuman[opener.number.rawValue],
      wrote > opener.occurredAt.adding(seconds: Self.greetingSeconds)
    else { return }
    // It comes first, so that no step is decided that the answer makes void.
    turn.events.insert(.humanWrote(id: "before:\(opener.id.rawValue)", at: wrote, acceptBy: nil), at: 0)
  }

  /// On opening, the team's strategy picks a person in the same transaction (semantics §2).
  mutating func assignAtOpening(_ turn: inout Turn) throws {
    guard context.rules.teams[turn.conversation.team]?.assign != nil else { return }
    try carryOut(.assign(nil), &turn)
    // The assignment comes before what the message starts, so that an immediate step has somebody to tell.
    if let assigned = turn.events.popLast() { turn.events.insert(assigned, at: 0) }
  }

  /// A stop word silences automatics and is confirmed once; the conversation opens all the same.
  private mutating func confirmStop(to contact: Contact, on number: BusinessNumber, in conversation: Conversation)
    throws
  {
    let turn = Turn(conversation: conversation, contact: contact, events: [])
    let rendering = context.texts.render("opt_out", in: languages(for: turn)) { _ in ["business": number.name] }
    guard let rendering else { return }
    let entry = OutboxEntry(
      id: OutboxID(ids.next(at: now)), kind: .optOutConfirmation, number: number.id, recipient: .contact(contact.id),
      conversation: conversation.ref, createdAt: now, rendering: rendering,
      validUntil: now.adding(seconds: ServiceWindow.seconds))
    _ = try tables.insertIfNew(entry)
  }

  func latest(_ a: Timestamp?, _ b: Timestamp) -> Timestamp { max(a ?? b, b) }
}

/// When a message was written: Meta's word if it is plausible, else the time of receipt (semantics §3).
struct MessageTime {
  var occurredAt: Timestamp
  var isReplaced: Bool
  /// Written before Meta could still deliver it: whatever it means, no window is open by it.
  var isTooOld: Bool

  /// Meta retries for seven days; one to spare.
  static let mostAgeSeconds: Int64 = 8 * 86_400
  /// Clocks differ; more than this is a wrong clock.
  static let mostAheadSeconds: Int64 = 300

  init(claimed: Timestamp?, receivedAt: Timestamp) {
    let earliest = receivedAt.adding(seconds: -Self.mostAgeSeconds)
    let latest = receivedAt.adding(seconds: Self.mostAheadSeconds)
    isTooOld = claimed.map { $0 < earliest } ?? false
    if let claimed, claimed >= earliest, claimed <= latest {
      occurredAt = claimed.flooredToSecond
      isReplaced = false
    } else {
      occurredAt = receivedAt.flooredToSecond
      isReplaced = true
    }
  }
}

extension MessageContent {
  /// What surely opens the 24-hour window.
  fileprivate var opensWindow: Bool { !Self.wordlessKinds.contains(kind) }
}

extension String {
  /// Ends in a question mark, white space and closing marks apart.
  fileprivate var endsInQuestion: Bool {
    last { !$0.isWhitespace && $0 != "\"" && $0 != "»" && $0 != ")" } == "?"
  }
}
