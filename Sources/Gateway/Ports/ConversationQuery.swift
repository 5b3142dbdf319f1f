package import BusinessTime
package import Helpdesk

/// `GET /api/v1/conversations`.
package struct ConversationQuery: Sendable, Equatable {
  package enum Sort: String, Sendable, CaseIterable { case due, newest }
  package var states: Set<ConversationState> = []
  package var sla: SLAState?
  package var assignee: PersonID?
  package var team: TeamID?
  /// Part of the contact's name, digits of the phone, or `1042`/`#1042`.
  package var text: String?
  package var sort: Sort = .due
  /// Judged at this time.
  package var now: Timestamp
  /// Only what stands behind it in the list's order; nil: from the head on. Nothing need stand there any more.
  package var after: ConversationPlace?
  package var most: Int = 50

  package init(now: Timestamp) { self.now = now }
}

/// Where a conversation stands in a list: by what the list is sorted by, then by reference.
package struct ConversationPlace: Sendable, Equatable {
  /// The due time or that of the opening, by the list's sort; nil: without a due time, which stands behind all others.
  package var time: Timestamp?
  package var ref: ConversationRef

  package init(time: Timestamp?, ref: ConversationRef) {
    self.time = time
    self.ref = ref
  }

  /// Where a conversation stands now.
  package init(of conversation: Conversation, in sort: ConversationQuery.Sort) {
    ref = conversation.ref
    switch sort {
    case .due: time = conversation.nextDueAt
    case .newest: time = conversation.openedAt
    }
  }

  /// Stands before the other in that order.
  package func precedes(_ other: Self, in sort: ConversationQuery.Sort) -> Bool {
    switch sort {
    case .due:
      let never = Timestamp(milliseconds: .max)
      return (time ?? never, ref) < (other.time ?? never, other.ref)
    case .newest:
      let never = Timestamp(milliseconds: .min)
      return (time ?? never, ref) > (other.time ?? never, other.ref)
    }
  }
}
