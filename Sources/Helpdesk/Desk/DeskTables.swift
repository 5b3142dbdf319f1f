package import BusinessTime

/// The tables as the desk sees them, inside one transaction: few and dumb, so that a store is easily
/// right. Every write is at most one row unless it says otherwise. No method waits for anything.
package protocol DeskTables {
  // Contacts
  func contact(_ id: ContactID) throws -> Contact?
  func contact(userID: UserID) throws -> Contact?
  /// The contact that holds this phone now, in any of its variants.
  func contact(phone: PhoneKey) throws -> Contact?
  mutating func save(_ contact: Contact) throws
  /// Contacts whose `movedTo` is this one; `most` rows.
  func contacts(movedTo id: ContactID, most: Int) throws -> [Contact]

  // Conversations
  func conversation(_ ref: ConversationRef) throws -> Conversation?
  /// The conversation of this contact on this number that is not `closed`, if any; the oldest of several.
  func openConversation(of contact: ContactID, on number: NumberID) throws -> Conversation?
  /// All conversations of this contact that are not `closed`: one a number, unless something is wrong.
  func unclosedConversations(of contact: ContactID) throws -> [Conversation]
  /// One more than the highest ever given; the first is 1001.
  func nextRef() throws -> ConversationRef
  /// Inserts or replaces, with the columns that lists need and its `wakeAt`.
  mutating func save(_ conversation: Conversation) throws
  /// Conversations that each of these people holds and in which somebody waits for an answer (`nextDueAt` is set, and
  /// neither resolved nor closed); absent means none.
  func loads(of people: [PersonID]) throws -> [PersonID: Int]
  /// Whoever of this team was given a conversation last.
  func lastAssigned(in team: TeamID) throws -> PersonID?

  // Messages (inbound and echoed; what we send stands in the outbox)
  /// False, and nothing written, if a message with this wamid is there already. Counts each of its verdict's
  /// `matchedRules` in the quarter of an hour in which it was received, a row each.
  mutating func insertIfNew(_ message: StoredMessage) throws -> Bool
  func message(_ wamid: Wamid) throws -> StoredMessage?
  func message(_ id: MessageID, in ref: ConversationRef) throws -> StoredMessage?
  /// What the customer last wrote in a conversation; what is of `MessageContent.wordlessKinds` is no writing.
  func newestInbound(in ref: ConversationRef) throws -> StoredMessage?
  /// The last messages of a conversation, both directions, newest first; `most` rows.
  func lastMessages(of ref: ConversationRef, most: Int) throws -> [MessageLine]
  /// Contacts to whom an echo with this fingerprint went on this number since then, within 60 s of their
  /// own message (semantics §4: the app's greeting and away messages).
  func promptEchoes(on number: NumberID, fingerprint: String, since: Timestamp) throws -> Set<ContactID>
  /// When this contact last wrote on this number up to then, in whatever conversation; nil if they never did. What is
  /// of `MessageContent.wordlessKinds` is no writing.
  func lastInbound(of contact: ContactID, on number: NumberID, upTo time: Timestamp) throws -> Timestamp?

  // Misfires
  func misfire(of message: MessageID, rule: String) throws -> Misfire?
  /// Inserts or replaces that message's mark of that rule.
  mutating func save(_ misfire: Misfire) throws
  mutating func removeMisfire(of message: MessageID, rule: String) throws

  // Outbox
  /// False, and nothing written, if an alert with this notice column is there already.
  mutating func insertIfNew(_ entry: OutboxEntry) throws -> Bool
  mutating func update(_ entry: OutboxEntry) throws
  func outboxEntry(_ id: OutboxID) throws -> OutboxEntry?
  func outboxEntry(wamid: Wamid) throws -> OutboxEntry?
  /// What waits to be sent from a number at a time in that stretch, `from` excluded and `to` included: by kind's rank,
  /// then `dueAt`, then id.
  func heldSends(of number: NumberID, from: Timestamp, to: Timestamp, most: Int) throws -> [OutboxEntry]
  /// What is still to be sent to a contact or may be under way, and what was attempted since then; by id.
  func sendsInHand(to contact: ContactID, attemptedSince: Timestamp, most: Int) throws -> [OutboxEntry]
  /// Alerts to a person created since then that were not cancelled, for the hourly cap.
  func alertCount(to person: PersonID, since: Timestamp) throws -> Int

  /// Whether something to one of them, or about a conversation of theirs, is still to be sent or may be under way.
  func hasUnsettledSend(of contacts: [ContactID]) throws -> Bool

  // Forgotten customers
  /// Whether the message was one of somebody who was forgotten: only a keyed digest of its id is left.
  func isForgotten(_ wamid: Wamid) throws -> Bool
  /// Those that are not finished, `Forgetting.most` at most.
  func forgettings() throws -> [Forgetting]
  /// Inserts or replaces.
  mutating func save(_ forgetting: Forgetting) throws
  mutating func removeForgetting(_ id: String) throws

  // Statuses
  /// False, and nothing written, if this (wamid, status, recipient) is there already.
  mutating func insertIfNew(_ status: StatusUpdate, receivedAt: Timestamp) throws -> Bool
  /// Statuses that came before the wamid was known to us.
  func statuses(of wamid: Wamid) throws -> [StatusUpdate]

  // Surveys
  func survey(_ entry: OutboxID) throws -> Survey?
  /// The last one that this contact was asked on this number.
  func newestSurvey(of contact: ContactID, on number: NumberID) throws -> Survey?
  /// Inserts or replaces.
  mutating func save(_ survey: Survey) throws

  // Mail
  func letter(_ id: LetterID) throws -> Letter?
  /// Inserts or replaces.
  mutating func save(_ letter: Letter) throws

  // Machines
  func pager(_ person: PersonID) throws -> Pager?
  func pager(userID: UserID) throws -> PersonID?
  mutating func save(_ pager: Pager) throws
  func line(_ number: NumberID) throws -> Line?
  mutating func save(_ line: Line) throws

  // Record
  /// All entries of one input for one conversation are one row.
  mutating func append(_ entries: [TimelineEntry], to ref: ConversationRef) throws
  /// Inserts or replaces the row of a decided clock instance.
  mutating func save(_ clock: ClockInstance, of ref: ConversationRef) throws
  mutating func append(_ entry: JournalEntry) throws
}

/// One line of a conversation, whichever way it went.
package struct MessageLine: Sendable, Equatable {
  package var isInbound: Bool
  package var author: String
  package var kind: String
  package var text: String?
  package var occurredAt: Timestamp

  package init(isInbound: Bool, author: String, kind: String, text: String?, occurredAt: Timestamp) {
    self.isInbound = isInbound
    self.author = author
    self.kind = kind
    self.text = text
    self.occurredAt = occurredAt
  }
}

/// A message that reached us: a customer's, one of our people's, or an echo.
package struct StoredMessage: Sendable, Equatable {
  package enum Direction: String, Sendable, Codable { case inbound, echo }

  package var id: MessageID
  package var wamid: Wamid
  package var direction: Direction
  package var number: NumberID
  /// Nil for messages of our own people and of groups.
  package var contact: ContactID?
  package var conversation: ConversationRef?
  /// One of our people, when it was they who wrote.
  package var person: PersonID?
  /// Meta's type.
  package var kind: String
  package var text: String?
  /// Meta's own time, or the time of receipt if that was unreadable or out of bounds.
  package var occurredAt: Timestamp
  package var receivedAt: Timestamp
  /// `occurredAt` was replaced by the time of receipt (semantics §3).
  package var isTimeReplaced: Bool
  /// Of an echo: counts as a human's answer. Of an inbound message: counts as a request.
  package var counts: Bool
  /// Folded text in short, for the loop guard and automatic echoes; nil without text.
  package var fingerprint: String?
  /// Of an echo: within 60 s of that contact's own message.
  package var isPrompt: Bool
  /// What a request was sorted into, and by which words.
  package var verdict: TriageVerdict?
  /// Nil if the text says it all, or is erased.
  package var details: MessageDetails?

  package init(
    id: MessageID, wamid: Wamid, direction: Direction, number: NumberID, contact: ContactID?,
    conversation: ConversationRef?, person: PersonID?, kind: String, text: String?, occurredAt: Timestamp,
    receivedAt: Timestamp, isTimeReplaced: Bool, counts: Bool, fingerprint: String?, isPrompt: Bool,
    verdict: TriageVerdict? = nil, details: MessageDetails? = nil
  ) {
    self.id = id
    self.wamid = wamid
    self.direction = direction
    self.number = number
    self.contact = contact
    self.conversation = conversation
    self.person = person
    self.kind = kind
    self.text = text
    self.occurredAt = occurredAt
    self.receivedAt = receivedAt
    self.isTimeReplaced = isTimeReplaced
    self.counts = counts
    self.fingerprint = fingerprint
    self.isPrompt = isPrompt
    self.verdict = verdict
    self.details = details
  }
}

/// What happened, and why, in words for people (`acuse explain`, the API's timeline).
package struct TimelineEntry: Sendable, Equatable, Codable {
  package var at: Timestamp
  /// A stable name: `opened`, `acknowledged`, `step`, `breached`, `replied`, …
  package var what: String
  /// The reason with its figures; no phone, no text of a message.
  package var why: String

  package init(at: Timestamp, what: String, why: String) {
    self.at = at
    self.what = what
    self.why = why
  }
}

/// One input as it was handled: enough to decide it again.
package struct JournalEntry: Sendable, Equatable {
  package enum Body: Sendable, Equatable {
    case item(RawSlice)
    case command(Command)
    case wake(Entity)
    case settled(OutboxID, Outcome)
    /// An attempt began, or was put off (`leaseSeconds` 0): what follows is judged by it.
    case claimed(OutboxID, leaseSeconds: Int64)
    case mailed(LetterID, Letter.Outcome)
  }
  package var at: Timestamp
  package var seed: Seed
  package var body: Body

  package init(at: Timestamp, seed: Seed, body: Body) {
    self.at = at
    self.seed = seed
    self.body = body
  }
}
