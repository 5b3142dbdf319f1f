import BusinessTime
import Helpdesk

/// One send, without its text and without whoever it goes to: those stand in the conversation. Times are UTC, because
/// a list holds conversations of many calendars.
struct OutboxEntryJSON: Encodable {
  var id: String
  /// `alert`, `reply`, `acknowledgement`, `update`, `survey`, `reminder` or `opt_out_confirmation`.
  var kind: String
  /// As the contract names them.
  var state: String
  /// `customer`, or `person` for one of ours.
  var recipient: String
  @Nullable var conversation: Int64?
  var createdAt: String
  /// The next attempt, the end of the lease or of doubt; null when nothing is waited for.
  @Nullable var dueAt: String?
  /// Since it was written, or since somebody decided that it goes out once more.
  var attempts: Int
  /// Meta's code, or our own word, of the last failure.
  @Nullable var code: String?
  /// Not sent after this.
  @Nullable var validUntil: String?

  enum CodingKeys: String, CodingKey {
    case id, kind, state, recipient, conversation, attempts, code
    case createdAt = "created_at"
    case dueAt = "due_at"
    case validUntil = "valid_until"
  }

  init(_ entry: OutboxEntry) {
    id = entry.id.rawValue
    kind = entry.kind.rawValue
    state = entry.state.rawValue
    switch entry.recipient {
    case .contact: recipient = "customer"
    case .person: recipient = "person"
    }
    _conversation = Nullable(wrappedValue: entry.conversation?.number)
    createdAt = entry.createdAt.rfc3339(in: .utc)
    _dueAt = Nullable(wrappedValue: entry.dueAt?.rfc3339(in: .utc))
    attempts = entry.attempt
    _code = Nullable(wrappedValue: entry.failure)
    _validUntil = Nullable(wrappedValue: entry.validUntil?.rfc3339(in: .utc))
  }
}

struct OutboxListJSON: Encodable {
  var entries: [OutboxEntryJSON]
  /// For `cursor=` of the next page; null on the last.
  @Nullable var nextCursor: String?

  enum CodingKeys: String, CodingKey {
    case entries
    case nextCursor = "next_cursor"
  }

  init(entries: [OutboxEntryJSON], nextCursor: String?) {
    self.entries = entries
    _nextCursor = Nullable(wrappedValue: nextCursor)
  }
}
