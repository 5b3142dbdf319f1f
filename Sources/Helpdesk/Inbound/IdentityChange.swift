/// Meta says that one person goes by another phone or user id from now on (field `user_id_update`, or a `system`
/// message).
package struct IdentityChange: Sendable, Equatable {
  package var previous: Identity
  /// What is absent here is not known to anybody: an old phone is not theirs any more.
  package var current: Identity

  package init(previous: Identity, current: Identity) {
    self.previous = previous
    self.current = current
  }
}
