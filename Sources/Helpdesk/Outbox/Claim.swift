/// An entry that was claimed for one attempt: committed as `in_flight` before anything is sent.
package struct Claim: Sendable, Equatable {
  package var entry: OutboxEntry
  /// Chosen by the 24-hour window at the moment of the claim.
  package var useTemplate: Bool
  /// Digits for `to`; nil when only the user id is known.
  package var phone: String?
  /// For `recipient`; Meta lets the phone win when both are given.
  package var userID: UserID?
  /// The customer's newest message, to be marked as read just before this goes out; nil: nothing is marked.
  package var marksRead: Wamid?

  package init(entry: OutboxEntry, useTemplate: Bool, phone: String?, userID: UserID?, marksRead: Wamid? = nil) {
    self.entry = entry
    self.useTemplate = useTemplate
    self.phone = phone
    self.userID = userID
    self.marksRead = marksRead
  }
}

package enum ClaimAnswer: Sendable, Equatable {
  /// Send it.
  case claimed(Claim)
  /// Not yet: its `dueAt` was moved (breaker, no template while the window is closed).
  case putOff
  /// It is over: expired, irrelevant, refused here, or no longer waiting.
  case over
}
