package import BusinessTime
package import Helpdesk

/// Kinds of rows in which a customer may have left something, in the order in which they are gone through: what says
/// whose other rows are comes before those, and the digests of message ids before all that is known by them.
package enum TraceKind: String, Sendable, CaseIterable {
  /// Looked through for their references; the rows stay.
  case conversations
  /// Mails that are over.
  case letters
  /// Only the link to the customer's words goes; the rating stays.
  case surveys
  /// Only the words that matched go; the mark stays.
  case misfires
  case messages
  case sends
  case statuses
  case timeline = "record"
  /// The answer goes; that there was one stays, so that nothing is done twice.
  case keptAnswers = "kept_answers"
  case quarantine
  case envelopes
  case journal
}

/// What a row has by which it can be told whose it is.
package struct TraceRow: Sendable, Equatable {
  /// The row's key as the store knows it; walks go by it, upwards.
  package var key: String
  /// When it came in; nil where that does not matter.
  package var at: Timestamp?
  package var contact: ContactID?
  package var conversation: ConversationRef?
  /// Ids of Meta's that it stands for.
  package var wamids: [Wamid]
  /// What it holds, to be looked through.
  package var bytes: [UInt8]
  /// Of an item: what lay around it.
  package var envelope: String?

  package init(
    key: String, at: Timestamp? = nil, contact: ContactID? = nil, conversation: ConversationRef? = nil,
    wamids: [Wamid] = [], bytes: [UInt8] = []
  ) {
    self.key = key
    self.at = at
    self.contact = contact
    self.conversation = conversation
    self.wamids = wamids
    self.bytes = bytes
  }

  /// An input: an item by its bytes, an order by the conversation or the customer that it names. What goes by ids of
  /// our own holds nothing of anybody.
  package init(_ row: JournalRow) {
    self.init(key: "\(row.sequence)", at: row.entry.at)
    switch row.entry.body {
    case .item(let slice): (bytes, envelope) = (slice.bytes, slice.envelope)
    case .command(let command): note(command)
    case .settled(_, .accepted(let wamid, let phone, let userID)):
      note([wamid.rawValue, phone, userID?.rawValue])
    case .settled, .wake, .claimed, .mailed: break
    }
  }

  private mutating func note(_ command: Command) {
    switch command {
    case .reply(let ref, _, _, _), .act(let ref, _, _): conversation = ref
    case .misfire(let order, _), .misfireUndone(let order, _): conversation = order.conversation
    case .open(let opening, _): note([opening.customer.phone, opening.customer.userID?.rawValue])
    case .retry, .discard, .tokenChanged: break
    }
  }

  private mutating func note(_ words: [String?]) {
    bytes = Array(words.compactMap { $0 }.joined(separator: " ").utf8)
  }
}
