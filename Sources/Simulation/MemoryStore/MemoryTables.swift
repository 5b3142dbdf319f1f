internal import BusinessTime
internal import Gateway
internal import Helpdesk

/// All tables as one value. What is looked up otherwise than by its key is looked for; only what the services ask for
/// all the time has a table of its own.
package struct MemoryTables: Sendable {
  var contacts = Table<ContactID, Contact>()
  private(set) var conversations = Table<ConversationRef, Conversation>()
  /// Conversations that wait for a time.
  private(set) var alarms = Table<ConversationRef, DueWake>()
  var messages = Table<Wamid, StoredMessage>()
  /// By quarter and rule.
  var ruleMatches = Table<String, RuleMatches>()
  /// By message and rule.
  var misfires = Table<String, Misfire>()
  private(set) var outbox = Table<OutboxID, OutboxEntry>()
  /// Entries that somebody has to look at again.
  private(set) var unsettled = Table<OutboxID, OutboxEntry>()
  /// The unique column of alerts, with the entry that has it.
  var notices = Table<String, OutboxID>()
  /// Wamids of what we sent, unique as well.
  var sentWamids = Table<Wamid, OutboxID>()
  /// By message, in the order of their arrival.
  var statuses = Table<Wamid, [StatusUpdate]>()
  /// The same in the order of their arrival over all messages.
  var arrivals = Log<(status: StatusUpdate, receivedAt: Timestamp)>()
  var surveys = Table<OutboxID, Survey>()
  var letters = Table<LetterID, Letter>()
  var pagers = Table<PersonID, Pager>()
  var lines = Table<NumberID, Line>()
  var timeline = Log<(ref: ConversationRef, entries: [TimelineEntry])>()
  var clocks = Table<String, (ref: ConversationRef, clock: ClockInstance)>()
  var journalLog = Log<JournalEntry>()
  var envelopes = Table<String, StoredEnvelope>()
  var seenPosts = Table<String, SeenPost>()
  var quarantined = Table<String, QuarantineRow>()
  /// By token and key.
  var keptAnswers = Table<String, KeptAnswer>()
  /// By message, when it was forgotten: no digests, since nothing of this outlives the process.
  var forgotten = Table<Wamid, Timestamp>()
  var forgettingRows = Table<String, Forgetting>()
  var storedRules = Table<RulesVersion, StoredRules>()
  var tokenRows = Table<String, TokenRow>()

  mutating func keep(_ conversation: Conversation) {
    conversations[conversation.ref] = conversation
    alarms[conversation.ref] = conversation.wakeAt.map { DueWake(entity: .conversation(conversation.ref), at: $0) }
  }

  mutating func keep(_ entry: OutboxEntry) {
    outbox[entry.id] = entry
    unsettled[entry.id] = entry.isUnsettled ? entry : nil
  }

  mutating func erase(_ id: OutboxID) {
    guard let entry = outbox[id] else { return }
    if let notice = entry.noticeColumn { notices[notice] = nil }
    if let wamid = entry.wamid { sentWamids[wamid] = nil }
    outbox[id] = nil
    unsettled[id] = nil
  }

  /// Why this transaction can no longer be committed, once somebody threw that.
  var doom: StoreError?
}

/// What a database would call a violated constraint.
struct ConstraintViolated: Error, Equatable {
  var table: String
}

extension MemoryTables: TransactionTables {
  /// A copy before, put back if `body` throws.
  package mutating func savepoint<R>(_ body: (inout MemoryTables) throws -> R) throws -> R {
    if let doom { throw doom }
    let before = self
    do {
      let result = try body(&self)
      if let doom { throw doom }
      return result
    } catch {
      let lost = doom ?? (error as? StoreError)
      self = before
      doom = lost
      throw lost ?? error
    }
  }
}
