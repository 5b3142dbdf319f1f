package import BusinessTime

/// The business saved or removed somebody in the address book of its phone app (field `smb_app_state_sync`).
package struct AddressBookChange: Sendable, Equatable {
  /// Without a name of their own; neither phone nor user id: they have only a username.
  package var person: Identity
  /// What the business calls them.
  package var fullName: String?
  /// Without `@`.
  package var username: String?
  package var action: MetaWord<Action>
  package var timestamp: Timestamp?

  package enum Action: String, Sendable { case add, remove }

  package init(
    person: Identity, fullName: String? = nil, username: String? = nil, action: MetaWord<Action>,
    timestamp: Timestamp? = nil
  ) {
    self.person = person
    self.fullName = fullName
    self.username = username
    self.action = action
    self.timestamp = timestamp
  }
}
