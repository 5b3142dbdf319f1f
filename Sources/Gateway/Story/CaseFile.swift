package import BusinessTime
package import Helpdesk

/// All that is known of one conversation, read at one moment: what its story is told from.
package struct CaseFile: Sendable {
  package var detail: ConversationDetail
  /// What our own people were told about it, oldest first.
  package var alerts: [OutboxEntry]
  /// Names of people and numbers, as they are now.
  package var rules: RuleSet
  /// What it is pinned to; the current one if its own is lost.
  package var book: PolicyBook
  package var now: Timestamp

  /// Messages and alerts that a story is told with; of more, only the newest.
  package static let most = 500

  package init(
    detail: ConversationDetail, alerts: [OutboxEntry], rules: RuleSet, book: PolicyBook, now: Timestamp
  ) {
    self.detail = detail
    self.alerts = alerts
    self.rules = rules
    self.book = book
    self.now = now
  }

  var conversation: Conversation { detail.summary.conversation }

  /// What went out to the customer and to our people, oldest first.
  var sends: [OutboxEntry] {
    let toCustomer = detail.messages.compactMap { record -> OutboxEntry? in
      if case .outbox(let entry) = record { entry } else { nil }
    }
    return (toCustomer + alerts).sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  /// That of the policy's calendar.
  package var zone: Zone {
    book.policy(named: conversation.policy).flatMap { book.calendars[$0.calendar] }?.zone ?? .utc
  }
}
