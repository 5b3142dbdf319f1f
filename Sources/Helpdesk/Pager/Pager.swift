package import BusinessTime

/// What one of our people has been told and may be told (semantics §7).
///
/// Their 24-hour windows and the user id that Meta gave them are learned from what reaches us.
package struct Pager: Sendable, Equatable, Codable {
  package var person: PersonID
  package var userID: UserID?
  /// What Meta returned as their `wa_id`, when it differs from the rules file.
  package var sendPhone: String?
  /// Their last message on each business number: opens the window there.
  package var lastInbound: [String: Timestamp] = [:]

  package init(person: PersonID) { self.person = person }

  /// Nothing here waits: what is held for quiet hours waits in the outbox.
  package var wakeAt: Timestamp? { nil }
}
