package import BusinessTime

/// A message that Meta took from the business, and what became of it.
package struct AcceptedMessage: Sendable {
  package var id: String
  package var numberID: String
  package var acceptedAt: Timestamp
  /// As it stood in `to` or `recipient`.
  package var input: String
  /// `text`, `template`, `interactive` and so on.
  package var kind: String
  package var templateName: String?
  /// What the phone shows.
  package var text: String
  package var callbackData: String?
  /// The statuses so far with their times, in the order in which they happened, told or not.
  package var statuses: [Passed] = []

  /// One status and its time.
  package struct Passed: Sendable, Equatable {
    package var status: DeliveryStatus
    package var at: Timestamp
  }

  /// Whom it is for; nil when it was silently dropped, and when nobody has the user id.
  var person: Int?
  /// The user id that nobody has; a `failed` status names it.
  var unknownUserID: String?
  var category: String
  /// The address was a phone number: a `failed` status then names no user id (whatsapp §3).
  var wentToPhone: Bool
  var asksForContact: Bool
  var plan: StatusPlan

  /// The `kind` of a reaction.
  static let reaction = "reaction"

  /// Whether that status is ever told of: of a reaction nothing is after `sent` (whatsapp §3).
  func isTold(_ status: DeliveryStatus) -> Bool {
    kind != Self.reaction || status == .sent || status == .failed
  }
}

/// What a status webhook can say of a message we sent.
package enum DeliveryStatus: String, Sendable {
  case sent, delivered, read, played, failed
}

/// How the statuses of one message are told.
struct StatusPlan: Sendable {
  var isTold = true
  var copies = 1
  /// Nothing is told before the last status; then all, latest first.
  var isReversed = false
  var echoesCallbackData = true
  var failure: GraphError?
}

/// The message at that place in `accepted` is going to reach a status.
struct DueEvent: Sendable {
  var place: Int
  var status: DeliveryStatus
}

/// One message on somebody's phone.
package struct PhoneEntry: Sendable, Equatable {
  package var at: Timestamp
  /// The business number as the phone shows it.
  package var from: String
  package var messageID: String
  /// `text`, `template`, `interactive` and so on.
  package var kind: String
  package var templateName: String?
  /// What can be read: a template with its parameters filled in.
  package var text: String
}

/// A message that reached a phone, and whose phone it was.
package struct PhoneArrival: Sendable, Equatable {
  package var waID: String
  package var entry: PhoneEntry
}
