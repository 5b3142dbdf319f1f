package import BusinessTime

/// The question how it was, asked once a matter is resolved, and what came of it (semantics §12, R58, R72).
package struct Survey: Sendable, Equatable, Codable {
  /// How long an answer counts, and how long nobody is asked again, in seconds.
  package static let openSeconds: Int64 = 24 * 3600
  /// How long the question may wait to be sent, in seconds: hours later it would be about another day.
  package static let sendWithinSeconds: Int64 = 4 * 3600

  /// The entry that carries the question.
  package var entry: OutboxID
  package var conversation: ConversationRef
  package var contact: ContactID
  package var number: NumberID
  /// Who held the conversation when it was resolved: whose work is rated.
  package var person: PersonID?
  /// The policy that it was kept under.
  package var policy: String
  package var askedAt: Timestamp
  /// When a phone had the question; nil: none is known to.
  package var deliveredAt: Timestamp?
  /// The last answer, if there is one.
  package var rating: Rating?
  package var ratedAt: Timestamp?
  /// The message with the customer's words about it; they are kept and erased with that message.
  package var comment: MessageID?

  package init(
    entry: OutboxID, conversation: ConversationRef, contact: ContactID, number: NumberID, person: PersonID?,
    policy: String, askedAt: Timestamp
  ) {
    self.entry = entry
    self.conversation = conversation
    self.contact = contact
    self.number = number
    self.person = person
    self.policy = policy
    self.askedAt = askedAt
  }

  /// Whether something written at that time can be about it. Meta's times are whole seconds.
  func isOpen(at time: Timestamp) -> Bool {
    time >= askedAt.flooredToSecond && time < askedAt.adding(seconds: Self.openSeconds)
  }
}
