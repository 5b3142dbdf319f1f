package import BusinessTime

/// What the store erases once its time has come (semantics §14). Conversations, contacts, clocks, the rules' versions
/// and all machines are not among it: whatever is purged, no clock loses anything that it needs.
package enum Perishable: String, Sendable, CaseIterable {
  /// Raw bytes of delivery statuses: most of what Meta sends, and of the least use.
  case statusSlices = "status_slices"
  /// The inputs as they were handled.
  case journal
  /// What lay around the slices of each webhook.
  case envelopes
  case quarantine
  /// What was answered under an `Idempotency-Key`.
  case keptAnswers = "kept_answers"
  /// Digests by which a repeated POST is known.
  case seenPosts = "seen_posts"
  /// Digests by which a repeated message of a forgotten customer is known.
  case forgotten
  /// Texts of messages that came in; the row stays, so that a repeated delivery is known.
  case messageTexts = "message_texts"
  /// Texts of what was sent; the row stays.
  case sentTexts = "sent_texts"
  /// Rows without text.
  case messages
  /// Rows of settled sends without text.
  case sentMessages = "sent_messages"
  case statuses
  /// Mails that are over.
  case letters
  /// The record of why things happened.
  case timeline
}

/// Where a walk over rows of one kind has come to: it goes on behind this row.
package struct PurgePlace: Sendable, Equatable {
  package var at: Timestamp
  /// The row's key as the store knows it.
  package var key: String

  package init(at: Timestamp, key: String) {
    self.at = at
    self.key = key
  }
}

/// What one batch did.
package struct PurgeStep: Sendable, Equatable {
  /// Rows that were deleted or emptied.
  package var erased: Int
  /// Nil when the walk has come to what is too young, or to the end.
  package var next: PurgePlace?

  package init(erased: Int, next: PurgePlace?) {
    self.erased = erased
    self.next = next
  }
}
