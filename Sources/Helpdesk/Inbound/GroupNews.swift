package import BusinessTime

/// Something about a group that the business is in: to which group it happened, and what it was.
package struct GroupNews: Sendable, Equatable {
  package var field: Field
  /// Nil if Meta does not say.
  package var groupID: String?
  package var timestamp: Timestamp?
  package var change: GroupChange

  /// Meta's field.
  package enum Field: String, Sendable {
    /// Made or deleted.
    case lifecycle = "group_lifecycle_update"
    /// Somebody came or went.
    case participants = "group_participants_update"
    /// Its name, picture or description.
    case settings = "group_settings_update"
    /// Suspended, or no longer.
    case status = "group_status_update"
  }

  package init(field: Field, groupID: String?, timestamp: Timestamp?, change: GroupChange = GroupChange()) {
    self.field = field
    self.groupID = groupID
    self.timestamp = timestamp
    self.change = change
  }
}
