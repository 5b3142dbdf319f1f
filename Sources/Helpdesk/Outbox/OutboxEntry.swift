package import BusinessTime

/// One message that we owe somebody: decided, rendered and stored before anything is sent.
package struct OutboxEntry: Sendable, Equatable, Codable {
  package var id: OutboxID
  package var kind: Kind
  /// The business number that it is sent from.
  package var number: NumberID
  package var recipient: Recipient
  /// The conversation that it belongs to or is about.
  package var conversation: ConversationRef?
  /// Who wrote it: a person, or nil for the gateway itself.
  package var author: PersonID?
  /// The program whose token sent it, when it was none of our people.
  package var automation: String?
  /// Alerts only: what was decided, unique with the person.
  package var notice: NoticeKey?
  /// Alerts only: what it is about, so that it can be written anew when it has to be repeated.
  package var matter: Notice.Matter?
  package var createdAt: Timestamp
  /// Both renderings are made when the message is decided: a retry is byte-identical.
  package var rendering: Rendering
  /// Not sent after this.
  package var validUntil: Timestamp?
  package var state: State
  /// Next attempt, end of the lease or end of doubt, by `state`; nil when there is nothing to wait for.
  package var dueAt: Timestamp?
  /// Attempts made so far.
  package var attempt: Int = 0
  /// When the last one was claimed: from then on it may have reached Meta.
  package var attemptedAt: Timestamp?
  /// Which rendering went out last.
  package var sentAsTemplate: Bool = false
  /// The other rendering was tried because Meta refused the first (131047): once.
  package var switchedPath: Bool = false
  package var wamid: Wamid?
  /// The first attempt's id, once the other rendering has taken its place: what is still told of it says nothing.
  package var replacedWamid: Wamid?
  package var acceptedAt: Timestamp?
  package var delivery: DeliveryStatus?
  /// When each status was first reached, by Meta's time.
  package var deliveredAt: Timestamp?
  package var readAt: Timestamp?
  /// Meta's code, or the transport's, of the last failure: for the API and the timeline.
  package var failure: String?
  /// The entry in doubt that this one may repeat.
  package var repeatOf: OutboxID?
  /// Alerts only: somebody else is told if it does not arrive; nil: nobody is.
  package var failsOver: Bool?
  /// Passes quiet hours and the hourly cap.
  package var isUrgent: Bool = false

  package init(
    id: OutboxID, kind: Kind, number: NumberID, recipient: Recipient, conversation: ConversationRef?,
    author: PersonID? = nil, notice: NoticeKey? = nil, createdAt: Timestamp, rendering: Rendering,
    validUntil: Timestamp? = nil, dueAt: Timestamp? = nil, state: State = .queued
  ) {
    self.id = id
    self.kind = kind
    self.number = number
    self.recipient = recipient
    self.conversation = conversation
    self.author = author
    self.notice = notice
    self.createdAt = createdAt
    self.rendering = rendering
    self.validUntil = validUntil
    self.dueAt = dueAt ?? createdAt
    self.state = state
  }

  /// What it is for: decides its place in the queue and what doubt does to it.
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case alert, reply, acknowledgement, survey, optOutConfirmation = "opt_out_confirmation"
    /// Says how the matter of somebody who waits stands: a delay, or an answer to whoever asks.
    case update
    /// Asks a customer whom we wait for to write.
    case reminder

    /// Alerts and human replies before acknowledgements before the rest (semantics §11). Lower goes first.
    package var rank: Int {
      switch self {
      case .alert, .reply: 0
      case .acknowledgement, .update: 1
      case .survey, .reminder, .optOutConfirmation: 2
      }
    }
  }

  /// One of our people wrote it to the customer. A reaction is nobody's answer.
  package var isHumanAnswer: Bool { kind == .reply && author != nil && !isReaction }

  package var isReaction: Bool { rendering.freeForm?.isReaction == true }

  package enum Recipient: Sendable, Hashable, Codable {
    case contact(ContactID)
    case person(PersonID)

    /// Order is kept per recipient; this is the column that says whose.
    package var key: String {
      switch self {
      case .contact(let id): "c:\(id.rawValue)"
      case .person(let id): "p:\(id.rawValue)"
      }
    }

    /// How long Meta may count what one recipient was sent: 45 messages at 6 s, rounded up (Meta, pair rate limits).
    package static var debtSeconds: Int64 { 300 }
  }

  /// As the contract names them.
  package enum State: String, Sendable, Codable, CaseIterable {
    case queued, parked
    case inFlight = "in_flight"
    case inDoubt = "in_doubt"
    case accepted, failed, expired, cancelled, unconfirmed
  }
}

/// Which decision an alert tells of. With the person it is unique: nobody is told twice of one thing.
package struct NoticeKey: Sendable, Hashable, Codable {
  /// The clock instance's starter and kind, or the trigger's name.
  package var subject: String
  /// The ladder step's name (`-5m`, `due`), or empty.
  package var step: String
  /// 0 for the step itself, then one for each fail-over.
  package var hop: Int

  package init(subject: String, step: String, hop: Int) {
    self.subject = subject
    self.step = step
    self.hop = hop
  }

  /// The unique column of the outbox, for one person of one conversation.
  package func column(_ ref: ConversationRef, _ person: PersonID) -> String {
    "\(ref.number)/\(subject)/\(step)/\(hop)/\(person.rawValue)"
  }
}
