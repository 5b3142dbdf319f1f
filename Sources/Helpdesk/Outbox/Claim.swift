/// An entry that was claimed for one attempt: committed as `in_flight` before anything is sent.
package struct Claim: Sendable, Equatable {
  package var entry: OutboxEntry
  /// Chosen by the 24-hour window at the moment of the claim.
  package var useTemplate: Bool
  /// Digits for `to`; nil when only the user id is known.
  package var phone: String?
  /// For `recipient`; Meta lets the phone win when both are given.
  package var userID: UserID?

  package init(entry: OutboxEntry, useTemplate: Bool, phone: String?, userID: UserID?) {
    self.entry = entry
    self.useTemplate = useTemplate
    self.phone = phone
    self.userID = userID
  }
}

package enum ClaimAnswer: Sendable, Equatable {
  /// Send it.
  case claimed(Claim)
  /// Mark this message of the customer's as read first, if that was not done yet, and claim then. Nothing is held
  /// meanwhile: what has changed by then is seen by the claim.
  case marks(Wamid)
  /// Not yet: its `dueAt` was moved (breaker, no template while the window is closed).
  case putOff
  /// It is over: expired, irrelevant, refused here, or no longer waiting.
  case over
}
