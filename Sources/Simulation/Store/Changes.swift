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
  package var letters: Set<LetterID> = []
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

  /// An event as its machine sees it. To whoever did not send a message it is taken, delivered or lost; a line tells
  /// the losses apart that concern it; and of an entry that comes into being it is enough what brought it about.
  static func seen(by machine: String, in state: String, _ event: String) -> String {
    if machine == "entry" {
      // What a merge withdraws no longer matters.
      if state == "queued" || state == "parked", event == "identity" || event == "note" { return "settled.irrelevant" }
      guard state == "none", event.hasPrefix("settled.") || event.hasPrefix("status.") else { return event }
      return "told"
    }
    // A pager learns an address from whatever is told of what went to it.
    if machine == "pager", event.hasPrefix("settled.") || event.hasPrefix("status.") { return "told" }
    // Whatever shows that WhatsApp fails has a letter written.
    if machine == "letter", state == "none" { return "written" }
    // Whatever shows that the month's budget is spent has our people told of it.
    if machine == "budget" { return "told" }
    return switch event {
    case "settled.accepted", "status.sent": "taken"
    case "status.delivered", "status.read", "status.played": "delivered"
    case "status.failed": "lost"
    case "settled.refused.open_breaker", "settled.refused.drop_template": machine == "line" ? event : "lost"
    // Held back for somebody's quiet hours: not now is as good as never to whoever waits for the proof.
    case "put_off" where machine == "conversation": "lost"
    case _ where event.hasPrefix("settled."): "lost"
    case _: event
    }
  }

  package var text: String { "\(machine) \(state) \(event)" }

  package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}
