package import BusinessTime

/// The only place where state changes: loads what an input concerns, applies it, and turns decisions about
/// others into *their* events, in the same transaction and in a bounded number of steps.
///
/// Synchronous and pure apart from its tables, so that its body may be run again. A store, the simulator
/// and a replay all run this same script.
package struct Desk<Tables: DeskTables> {
  package var tables: Tables
  let context: DeskContext
  let now: Timestamp
  let seed: Seed
  var ids: IDSource
  /// A command found something due, which happened before it: that stands, whatever becomes of the command.
  var hasWoken = false
  /// What happened, for whoever watches; complete once `handle` has returned.
  package private(set) var happenings: [Happening] = []
  /// Clocks that this input gave an outcome, or another than they had: for whoever counts.
  package private(set) var verdicts: [ClockInstance] = []
  /// Contacts that turned out to be others, in this order: for whoever remembers something by contact.
  package internal(set) var moves: [ContactMove] = []

  /// More steps than this for one input would be a loop between machines, which is a bug: the input is
  /// refused whole rather than half carried out.
  static var mostSteps: Int { 200 }

  package init(tables: Tables, context: DeskContext, now: Timestamp, seed: Seed) {
    self.tables = tables
    self.context = context
    self.now = now
    self.seed = seed
    ids = IDSource(seed: seed)
  }

  /// Takes in one input. Throws what the tables throw, and `DeskError`; then nothing may be committed.
  package mutating func handle(_ input: Input) throws -> Answer {
    switch input {
    case .item(let item, let slice):
      let answer = try take(item, isLate: slice.isLate)
      if answer != .duplicate { try journal(.item(slice)) }
      return answer
    case .command(let command):
      let answer = try carryOut(command)
      if case .refused = answer, !hasWoken { return answer }
      try journal(.command(command))
      return answer
    case .wake(let entity):
      if try wake(entity) { try journal(.wake(entity)) }
      return .done
    case .settled(let id, let outcome):
      if try settle(id, outcome) { try journal(.settled(id, outcome)) }
      return .done
    case .mailed(let id, let outcome):
      if try settle(id, outcome) { try journal(.mailed(id, outcome)) }
      return .done
    }
  }

  /// Runs one conversation through an event and through all that follows from it, then saves it once.
  mutating func drive(_ conversation: inout Conversation, _ contact: Contact, _ event: ConversationEvent) throws {
    var turn = Turn(conversation: conversation, contact: contact, events: [event])
    try run(&turn)
    conversation = turn.conversation
  }

  mutating func run(_ turn: inout Turn) throws {
    var steps = 0
    let before = turn.conversation.clocks
    while !turn.events.isEmpty {
      steps += 1
      guard steps <= Self.mostSteps else { throw DeskError.tooManySteps }
      let event = turn.events.removeFirst()
      let rules = ConversationRules(
        book: context.book(turn.conversation.version), acknowledgements: context.rules.acknowledgements,
        closing: context.rules.closing, humanWroteAt: turn.contact.lastHuman[turn.conversation.number.rawValue],
        isOptedOut: turn.contact.isOptedOut, budget: try budget(of: turn.conversation))
      for decision in turn.conversation.apply(event, at: now, under: rules) {
        try carryOut(decision, &turn)
      }
    }
    try tables.save(turn.conversation)
    try keep(turn.record, in: turn.conversation.ref)
    verdicts += turn.decided.filter { clock in
      clock.outcome != nil && before.first { $0.isSame(as: clock) }?.outcome != clock.outcome
    }
  }

  /// Appends to a conversation's record.
  mutating func keep(_ record: [TimelineEntry], in ref: ConversationRef) throws {
    if !record.isEmpty { try tables.append(record, to: ref) }
    happenings += record.map { Happening(conversation: ref, entry: $0) }
  }

  mutating func journal(_ body: JournalEntry.Body) throws {
    try tables.append(JournalEntry(at: now, seed: seed, body: body))
  }
}

/// One conversation on its way through one input.
struct Turn {
  var conversation: Conversation
  var contact: Contact
  var events: [ConversationEvent]
  var record: [TimelineEntry] = []
  /// Clocks whose row was written.
  var decided: [ClockInstance] = []

  init(conversation: Conversation, contact: Contact, events: [ConversationEvent]) {
    self.conversation = conversation
    self.contact = contact
    self.events = events
  }
}

/// Something that happened in a conversation, for the live feed.
package struct Happening: Sendable, Equatable {
  package var conversation: ConversationRef
  package var entry: TimelineEntry

  package init(conversation: ConversationRef, entry: TimelineEntry) {
    self.conversation = conversation
    self.entry = entry
  }
}

package enum DeskError: Error, Equatable {
  case tooManySteps
  /// No policy matched: the checker demands an unconditional one, so the rules were not checked.
  case noPolicy
}
