import BusinessTime
import Helpdesk

/// The tables of a switchboard: one contact, its messages, the lines. Nothing else is asked for there.
struct SwitchboardTables: DeskTables, Equatable {
  var contact: Contact
  var entries: [OutboxID: OutboxEntry] = [:]
  var lines: [NumberID: Line] = [:]

  init(contact: Contact) { self.contact = contact }

  func contact(_ id: ContactID) -> Contact? { id == contact.id ? contact : nil }
  func contact(userID: UserID) -> Contact? { nil }
  func contact(phone: PhoneKey) -> Contact? { nil }
  mutating func save(_ contact: Contact) { self.contact = contact }

  func conversation(_ ref: ConversationRef) -> Conversation? { nil }
  func openConversation(of contact: ContactID, on number: NumberID) -> Conversation? { nil }
  func nextRef() -> ConversationRef { ConversationRef(1001) }
  func save(_ conversation: Conversation) {}
  func loads(of people: [PersonID]) -> [PersonID: Int] { [:] }
  func lastAssigned(in team: TeamID) -> PersonID? { nil }

  func insertIfNew(_ message: StoredMessage) -> Bool { true }
  func message(_ wamid: Wamid) -> StoredMessage? { nil }
  func message(_ id: MessageID, in ref: ConversationRef) -> StoredMessage? { nil }
  func misfire(of message: MessageID, rule: String) -> Misfire? { nil }
  func save(_ misfire: Misfire) {}
  func removeMisfire(of message: MessageID, rule: String) {}
  func newestInbound(in ref: ConversationRef) -> StoredMessage? { nil }
  func lastMessages(of ref: ConversationRef, most: Int) -> [MessageLine] { [] }
  func promptEchoes(on number: NumberID, fingerprint: String, since: Timestamp) -> Set<ContactID> { [] }
  func lastInbound(of contact: ContactID, on number: NumberID, upTo time: Timestamp) -> Timestamp? { nil }

  mutating func insertIfNew(_ entry: OutboxEntry) -> Bool {
    guard entries[entry.id] == nil else { return false }
    entries[entry.id] = entry
    return true
  }
  mutating func update(_ entry: OutboxEntry) { entries[entry.id] = entry }
  func outboxEntry(_ id: OutboxID) -> OutboxEntry? { entries[id] }
  func outboxEntry(wamid: Wamid) -> OutboxEntry? { entries.values.first { $0.wamid == wamid } }
  func heldSends(of number: NumberID, from: Timestamp, to: Timestamp, most: Int) -> [OutboxEntry] {
    Array(
      entries.values.filter { entry in
        entry.number == number && entry.isWaiting && (entry.dueAt.map { $0 > from && $0 <= to } ?? false)
      }.sorted { $0.id < $1.id }.prefix(most))
  }
  func alertCount(to person: PersonID, since: Timestamp) -> Int { 0 }

  func isForgotten(_ wamid: Wamid) -> Bool { false }
  func forgettings() -> [Forgetting] { [] }
  func save(_ forgetting: Forgetting) {}
  func removeForgetting(_ id: String) {}
  func contacts(movedTo id: ContactID, most: Int) -> [Contact] { [] }
  func unclosedConversations(of contact: ContactID) -> [Conversation] { [] }
  func hasUnsettledSend(of contacts: [ContactID]) -> Bool { false }
  func sendsInHand(to contact: ContactID, attemptedSince: Timestamp, most: Int) -> [OutboxEntry] { [] }

  func insertIfNew(_ status: StatusUpdate, receivedAt: Timestamp) -> Bool { true }
  func statuses(of wamid: Wamid) -> [StatusUpdate] { [] }

  func pager(_ person: PersonID) -> Pager? { nil }
  func pager(userID: UserID) -> PersonID? { nil }
  func save(_ pager: Pager) {}
  func survey(_ entry: OutboxID) -> Survey? { nil }
  func newestSurvey(of contact: ContactID, on number: NumberID) -> Survey? { nil }
  func save(_ survey: Survey) {}
  func letter(_ id: LetterID) -> Letter? { nil }
  func save(_ letter: Letter) {}
  func line(_ number: NumberID) -> Line? { lines[number] }
  mutating func save(_ line: Line) { lines[line.number] = line }

  func append(_ entries: [TimelineEntry], to ref: ConversationRef) {}
  func save(_ clock: ClockInstance, of ref: ConversationRef) {}
  func append(_ entry: JournalEntry) {}
}
