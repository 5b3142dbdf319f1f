internal import BusinessTime
internal import Gateway
internal import Helpdesk

/// All tables as one value. No index: what is looked up otherwise than by its key is looked for.
package struct MemoryTables: Sendable {
  var contacts = Table<ContactID, Contact>()
  var conversations = Table<ConversationRef, Conversation>()
  var messages = Table<Wamid, StoredMessage>()
  var outbox = Table<OutboxID, OutboxEntry>()
  /// The unique column of alerts, with the entry that has it.
  var notices = Table<String, OutboxID>()
  /// Wamids of what we sent, unique as well.
  var sentWamids = Table<Wamid, OutboxID>()
  var statuses = Log<StatusUpdate>()
  var pagers = Table<PersonID, Pager>()
  var lines = Table<NumberID, Line>()
  var timeline = Log<(ref: ConversationRef, entries: [TimelineEntry])>()
  var clocks = Table<String, (ref: ConversationRef, clock: ClockInstance)>()
  var journalLog = Log<JournalEntry>()
  var envelopes = Table<String, StoredEnvelope>()
  var seenPosts = Table<String, SeenPost>()
  var quarantined = Table<String, QuarantineRow>()
  var storedRules = Table<RulesVersion, StoredRules>()
  var tokenRows = Table<String, TokenRow>()

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
