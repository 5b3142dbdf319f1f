import BusinessTime
import Gateway
import Helpdesk

/// Small rows to store: synthetic ids and 555 numbers, everything that matters as an argument.
enum Sample {
  /// Monday 2026-11-23T16:00:00Z, and seconds from it.
  static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: 1_795_449_600 + seconds) }

  static let number: NumberID = "100000000000001"

  static func contact(
    _ id: ContactID, phone: String? = nil, userID: UserID? = nil, name: String? = nil, seen: Int64 = 0
  ) -> Contact {
    Contact(
      id: id, identity: Identity(phone: phone, userID: userID, profileName: name), firstSeenAt: at(seen))
  }

  static func conversation(
    _ ref: Int64, contact: ContactID = "c1", number: NumberID = number, state: ConversationState = .open,
    team: TeamID = "soporte", assignee: PersonID? = nil, assigned: Int64? = nil, opened: Int64 = 0,
    version: RulesVersion = "v1"
  ) -> Conversation {
    var conversation = Conversation(
      ref: ConversationRef(ref), contact: contact, number: number, team: team, language: "es", source: "number",
      openedAt: at(opened), policy: "normal", version: version)
    conversation.state = state
    conversation.assignee = assignee
    conversation.assignedAt = assigned.map(at)
    return conversation
  }

  /// A clock that waits, with one step before it is due.
  static func clock(
    _ kind: ClockKind = .firstResponse, starter: String = "m1", started: Int64 = 0, due: Int64?, soon: Int64? = nil
  ) -> ClockInstance {
    ClockInstance(
      clock: kind, starter: starter, startedAt: at(started), target: WorkingTime(seconds: 900), calendar: "oficina",
      policy: "normal", version: "v1", dueAt: due.map(at),
      plan: soon.map { [PlannedStep(index: 0, name: "-5m", at: at($0))] } ?? [])
  }

  /// One of everything.
  static let details = MessageDetails(
    content: .edit(
      of: "wamid.0",
      to: .order(
        .init(
          catalogID: "1", text: "¿Lo tienen?", items: [.init(productID: "a", quantity: 2, price: 9.5, currency: "MXN")]
        ))), quoted: "wamid.0", isForwarded: true,
    referral: Referral(
      source: "ad", sourceID: "1", url: "https://example.test", headline: "Ñ", body: "b", clickID: "c"))

  static let verdict = TriageVerdict(
    priority: .high, category: "billing", tags: ["pago"], team: "caja", rule: "pago",
    matches: [TriageMatch(rule: "pago", words: "cobro ñ", from: 2, to: 9, isDenied: true)])

  static func message(
    _ wamid: Wamid, id: MessageID = "m1", direction: StoredMessage.Direction = .inbound, contact: ContactID? = "c1",
    conversation: Int64? = 1001, text: String? = "hola", at seconds: Int64 = 0, fingerprint: String? = nil,
    isPrompt: Bool = false, number: NumberID = number
  ) -> StoredMessage {
    StoredMessage(
      id: id, wamid: wamid, direction: direction, number: number, contact: contact,
      conversation: conversation.map(ConversationRef.init), person: nil, kind: "text", text: text,
      occurredAt: at(seconds), receivedAt: at(seconds + 1), isTimeReplaced: false, counts: true,
      fingerprint: fingerprint, isPrompt: isPrompt, verdict: text == nil ? nil : verdict,
      details: text == nil ? nil : details)
  }

  static func entry(
    _ id: OutboxID, _ kind: OutboxEntry.Kind = .reply, to recipient: OutboxEntry.Recipient = .contact("c1"),
    conversation: Int64? = 1001, notice: NoticeKey? = nil, created: Int64 = 0, due: Int64? = 0,
    state: OutboxEntry.State = .queued, text: String = "Buenas tardes"
  ) -> OutboxEntry {
    var entry = OutboxEntry(
      id: id, kind: kind, number: number, recipient: recipient,
      conversation: conversation.map(ConversationRef.init), notice: notice, createdAt: at(created),
      rendering: Rendering(freeForm: .text(text), template: nil), state: state)
    entry.dueAt = due.map(at)
    return entry
  }

  static func status(
    _ wamid: Wamid, _ status: DeliveryStatus, phone: String? = "525555550101", userID: UserID? = nil
  ) -> StatusUpdate {
    StatusUpdate(
      wamid: wamid, status: status, timestamp: at(5), recipient: Identity(phone: phone, userID: userID),
      callbackData: "o1", errorCodes: [])
  }

  static func query(_ now: Int64 = 0, _ change: (inout ConversationQuery) -> Void = { _ in }) -> ConversationQuery {
    var query = ConversationQuery(now: at(now))
    change(&query)
    return query
  }
}

extension ConversationRef {
  static func of(_ number: Int64) -> ConversationRef { ConversationRef(number) }
}
