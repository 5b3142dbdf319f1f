package import BusinessTime
package import Helpdesk

/// What a store can tell of its present state within a bounded time, however old it is.
package struct StoreFigures: Sendable, Equatable {
  /// Rows of one kind that are counted. That many is trouble, whatever the exact figure; counting them walks as many
  /// entries of an index, which takes a millisecond or two.
  package static let mostCounted = 10_000
  /// Conversations whose clocks are looked at. A state that is not remembered takes about 60 µs to decode, so this is
  /// 60 ms at the worst, beside the writer.
  package static let mostConversations = 1000

  /// Running: its time has not come, or it has none. Overdue: its time has passed and nobody has answered.
  package struct ClockCount: Sendable, Equatable {
    package var running: Int
    package var overdue: Int

    package init(running: Int = 0, overdue: Int = 0) {
      self.running = running
      self.overdue = overdue
    }
  }

  /// Entries that somebody has to look at again, by their states, which are all there; each at most `mostCounted`.
  package var outbox: [OutboxEntry.State: Int] = [:]
  /// At most `mostCounted`.
  package var quarantine = 0
  /// Alarms whose time has come, at most `mostCounted`.
  package var alarmsDue = 0
  /// Clocks that wait for an answer, in the conversations in which something with a due time waits: those that are due
  /// first, at most `mostConversations`. A kind without such a clock is left out.
  package var clocks: [ClockKind: ClockCount] = [:]

  package init() {}

  /// The states of the outbox that are counted: those in which an entry is not settled.
  package static let outboxStates: [OutboxEntry.State] = [.queued, .parked, .inFlight, .inDoubt]

  package mutating func count(_ conversation: Conversation, at now: Timestamp) {
    for clock in conversation.clocks where clock.isUnanswered {
      let isOverdue = clock.dueAt.map { $0 <= now } ?? false
      if isOverdue {
        clocks[clock.clock, default: ClockCount()].overdue += 1
      } else if clock.outcome == nil {
        clocks[clock.clock, default: ClockCount()].running += 1
      }
    }
  }
}
