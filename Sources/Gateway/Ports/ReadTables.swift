package import BusinessTime
package import Helpdesk

/// What services, the API and the command line read. Every list is bounded by its `most`.
package protocol ReadTables {
  // Alarms
  func earliestWake() throws -> Timestamp?
  /// Entities whose `wakeAt` has come, earliest first.
  func dueWakes(at now: Timestamp, most: Int) throws -> [DueWake]

  // Sends
  /// The earliest `dueAt` of an entry in `queued`, `parked`, `in_flight` or `in_doubt`.
  func earliestSend() throws -> Timestamp?
  /// Entries that wait and whose `dueAt` has come, by kind's rank, then `dueAt`, then id. Those for a recipient
  /// of `skipping` (`OutboxEntry.Recipient.key`) are left out: one busy recipient must not fill the list.
  func dueSends(at now: Timestamp, most: Int, skipping: Set<String>) throws -> [OutboxEntry]
  /// Attempts since then, an entry's last each, oldest first: rate debts are rebuilt from them after a restart.
  func recentSends(since: Timestamp, most: Int) throws -> [RecentSend]

  /// What is owed and what was, newest first.
  func outbox(_ query: OutboxQuery) throws -> [OutboxEntry]
  func outboxEntry(_ id: OutboxID) throws -> OutboxEntry?

  // Mail
  /// The earliest `dueAt` of a letter that waits.
  func earliestLetter() throws -> Timestamp?
  /// Letters that wait and whose `dueAt` has come, earliest first.
  func dueLetters(at now: Timestamp, most: Int) throws -> [LetterID]

  // Conversations
  func list(_ query: ConversationQuery) throws -> [ConversationSummary]
  func detail(_ ref: ConversationRef, messages: Int) throws -> ConversationDetail?
  /// What our own people were told about a conversation, the newest `most`, oldest first.
  func alerts(about ref: ConversationRef, most: Int) throws -> [OutboxEntry]
  /// Versions that a conversation that is not closed is pinned to.
  func versionsInUse() throws -> [RulesVersion]
  func rules(_ version: RulesVersion) throws -> StoredRules?

  // Tokens
  func token(digest: String) throws -> TokenRow?
  func tokens() throws -> [TokenRow]

  // Answers that are given again
  func keptAnswer(token: String, key: String) throws -> KeptAnswer?
  /// How many a token has, at most `most`.
  func keptAnswerCount(of token: String, most: Int) throws -> Int

  // What came in
  /// Inputs in the order in which they were handled, after that place; 0 is before the first.
  func journal(after sequence: Int64, most: Int) throws -> [JournalRow]
  func envelope(_ id: String) throws -> StoredEnvelope?

  // Forgotten customers
  func isForgotten(_ wamid: Wamid) throws -> Bool
  func forgettings() throws -> [Forgetting]
  /// Rows of one kind behind that key, in the order of their keys; nil: from the first on.
  func traces(_ kind: TraceKind, after key: String?, most: Int) throws -> [TraceRow]

  // Quarantine, counts, health
  /// Newest first.
  func quarantine(most: Int) throws -> [QuarantineRow]
  /// The same as a list shows them, older than that place; nil: from the newest on.
  func quarantineLines(before place: QuarantinePlace?, most: Int) throws -> [QuarantineLine]
  func quarantined(_ id: String) throws -> QuarantineRow?
  func counts() throws -> StoreCounts
  func brokenLines() throws -> [Line]
  /// Nil for a number of which nothing has been heard yet.
  func line(_ number: NumberID) throws -> Line?
  /// How the rules of triage fared in every quarter of an hour that the stretch of time touches.
  func ruleFigures(from: Timestamp, to: Timestamp) throws -> [RuleFigures]
  /// For whoever watches, every few seconds: its cost does not grow with what is history.
  func figures(at now: Timestamp) throws -> StoreFigures
}

extension ReadTables {
  package func dueSends(at now: Timestamp, most: Int) throws -> [OutboxEntry] {
    try dueSends(at: now, most: most, skipping: [])
  }
}

/// An input with its place in the order of all inputs.
package struct JournalRow: Sendable, Equatable {
  package var sequence: Int64
  package var entry: JournalEntry
  package init(sequence: Int64, entry: JournalEntry) {
    self.sequence = sequence
    self.entry = entry
  }
}

package struct DueWake: Sendable, Hashable {
  package var entity: Entity
  package var at: Timestamp
  package init(entity: Entity, at: Timestamp) {
    self.entity = entity
    self.at = at
  }
}

package enum SLAState: String, Sendable, CaseIterable {
  case onTime = "on_time"
  case dueSoon = "due_soon"
  case overdue, none
}

package struct ConversationSummary: Sendable {
  package var conversation: Conversation
  package var contact: Contact
  package init(conversation: Conversation, contact: Contact) {
    self.conversation = conversation
    self.contact = contact
  }
}

package struct ConversationDetail: Sendable {
  package var summary: ConversationSummary
  /// Decided instances from their table, and those that still run from the state; oldest first.
  package var clocks: [ClockInstance]
  /// Oldest first: what came in, echoes, and what went out to the customer.
  package var messages: [MessageRecord]
  package var timeline: [TimelineEntry]
  /// Each time that the customer was asked how it was, oldest first.
  package var surveys: [Survey]

  /// Matches of its messages that people marked wrong.
  package var misfires: [Misfire]

  package init(
    summary: ConversationSummary, clocks: [ClockInstance], messages: [MessageRecord], timeline: [TimelineEntry],
    surveys: [Survey], misfires: [Misfire]
  ) {
    self.summary = summary
    self.clocks = clocks
    self.messages = messages
    self.timeline = timeline
    self.surveys = surveys
    self.misfires = misfires
  }

  /// All instances of a conversation, oldest first: what the state holds and still runs, and what was saved when
  /// it was decided, also after the state forgot it.
  package static func clocks(saved: [ClockInstance], state: [ClockInstance]) -> [ClockInstance] {
    var bySubject = Dictionary(saved.map { ($0.subject, $0) }, uniquingKeysWith: { $1 })
    for clock in state where clock.outcome == nil || bySubject[clock.subject] == nil {
      bySubject[clock.subject] = clock
    }
    return bySubject.values.sorted { ($0.startedAt, $0.subject) < ($1.startedAt, $1.subject) }
  }
}

/// A message of a conversation, whichever table it came from.
package enum MessageRecord: Sendable, Equatable {
  case stored(StoredMessage)
  case outbox(OutboxEntry)

  package var occurredAt: Timestamp {
    switch self {
    case .stored(let message): message.occurredAt
    case .outbox(let entry): entry.createdAt
    }
  }
}

package struct StoreCounts: Sendable, Equatable {
  package var conversations: Int = 0
  package var messages: Int = 0
  package var envelopes: Int = 0
  package var journal: Int = 0
  package var quarantine: Int = 0
  package var outboxByState: [OutboxEntry.State: Int] = [:]
  package init() {}
}

extension Conversation {
  /// Live state of its promises: on time (before the first step), due soon, overdue; none while nothing
  /// with a due time waits for an answer (semantics §13).
  package func sla(at now: Timestamp) -> SLAState {
    guard let nextDueAt else { return .none }
    if nextDueAt <= now { return .overdue }
    if let dueSoonAt, dueSoonAt <= now { return .dueSoon }
    return .onTime
  }
}

/// An attempt, as far as rate debts go.
package struct RecentSend: Sendable, Equatable {
  package var number: NumberID
  /// `OutboxEntry.Recipient.key`.
  package var recipient: String
  /// When it was claimed.
  package var at: Timestamp
  /// By when Meta had it for certain; nil if that is not known.
  package var acceptedAt: Timestamp?

  package init(number: NumberID, recipient: String, at: Timestamp, acceptedAt: Timestamp?) {
    self.number = number
    self.recipient = recipient
    self.at = at
    self.acceptedAt = acceptedAt
  }
}
