import BusinessTime
package import Helpdesk

/// What one transaction touched, in the order in which it did: what invariants look at again, and what
/// transitions are counted by.
package struct Changes: Sendable {
  package var contacts: Set<ContactID> = []
  package var conversations: Set<ConversationRef> = []
  package var entries: Set<OutboxID> = []
  package var messages: [Wamid] = []
  package var pagers: Set<PersonID> = []
  package var lines: Set<NumberID> = []
  package var record: [(ref: ConversationRef, entries: [TimelineEntry])] = []
  package var journal: [JournalEntry] = []
  /// Raw bytes that are kept now: slices of the journal and of the quarantine.
  package var kept: [[UInt8]] = []
  package var transitions: [Transition] = []
  /// Rows written, whichever they were.
  package var writes = 0

  package init() {}

  package var isEmpty: Bool { writes == 0 }
}

/// One machine took in one input (testing: a transition is machine, state, event kind).
package struct Transition: Sendable, Hashable, Comparable {
  package var machine: String
  package var state: String
  package var event: String

  package init(_ machine: String, _ state: String, _ event: String) {
    self.machine = machine
    self.state = state
    self.event = event
  }

  /// What became of something sent, as those see it who did not send it: taken, delivered or lost. A line tells
  /// the losses apart that concern it.
  static func seen(by machine: String, _ event: String) -> String {
    // A pager learns an address from whatever is told of what went to it.
    if machine == "pager", event.hasPrefix("settled.") || event.hasPrefix("status.") { return "told" }
    return switch event {
    case "settled.accepted", "status.sent": "taken"
    case "status.delivered", "status.read", "status.played": "delivered"
    case "status.failed": "lost"
    case "settled.refused.open_breaker", "settled.refused.drop_template": machine == "line" ? event : "lost"
    case _ where event.hasPrefix("settled."): "lost"
    case _: event
    }
  }

  package var text: String { "\(machine) \(state) \(event)" }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}
