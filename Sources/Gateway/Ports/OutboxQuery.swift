package import Helpdesk

/// `GET /api/v1/outbox`: newest first.
package struct OutboxQuery: Sendable, Equatable {
  /// Empty: every state.
  package var states: Set<OutboxEntry.State>
  /// Only what is older than this entry; nil: from the newest on. It need not be there any more.
  package var before: OutboxID?
  package var most: Int

  package init(states: Set<OutboxEntry.State> = [], before: OutboxID? = nil, most: Int = 50) {
    self.states = states
    self.before = before
    self.most = most
  }
}
