package import BusinessTime

/// Meta took a template of an account out of use, or gave it back (field `message_template_status_update`).
package struct TemplateChange: Sendable, Equatable {
  package var name: String
  package var language: Language
  /// Meta's word, in upper case: `PAUSED`, `APPROVED`.
  package var event: String
  /// When Meta says that it happened; nil if it does not.
  package var timestamp: Timestamp?

  package init(name: String, language: Language, event: String, timestamp: Timestamp?) {
    self.name = name
    self.language = language
    self.event = event
    self.timestamp = timestamp
  }

  /// Whether it can be sent from then on; nil: the event says nothing of that (`FLAGGED`, `IN_APPEAL`).
  package var isUsable: Bool? {
    switch event {
    case "APPROVED", "REINSTATED", "UNPAUSED": true
    case "ARCHIVED", "DELETED", "DISABLED", "LOCKED", "PAUSED", "PENDING", "PENDING_DELETION", "REJECTED": false
    case _: nil
    }
  }
}
