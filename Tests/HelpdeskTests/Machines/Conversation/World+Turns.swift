import BusinessTime
import Helpdesk

/// One application of one event, with the state before and after it: what a law is judged on. A class, because
/// every law is handed it on every edge.
final class Applied {
  let before: Conversation
  let event: ConversationEvent
  let decisions: [Decision]
  let after: Conversation
  /// Around it, as it stood when the event came.
  let world: World
  let now: Timestamp
  let alerts: [(notice: Notice, audiences: [Audience])]
  /// When people answered, as far as it counts.
  let answers: [Timestamp]

  init(before: Conversation, event: ConversationEvent, decisions: [Decision], after: Conversation, world: World) {
    self.before = before
    self.event = event
    self.decisions = decisions
    self.after = after
    self.world = world
    now = world.now
    alerts = decisions.compactMap {
      if case .alert(let notice, let audiences) = $0 { (notice, audiences) } else { nil }
    }
    answers = after.marks.filter { $0.side == .human && $0.isLive }.map(\.at)
  }
}

extension World {
  /// The desk refuses what needs more; here a handful is enough.
  private static var mostTurns: Int { 20 }

  /// Leads the conversation through an event and through what follows from it, as the desk does in one transaction,
  /// and returns what broke a law.
  mutating func turn(_ event: ConversationEvent) -> [String] {
    latest = max(latest, now)
    var faults: [String] = []
    var events = [event]
    var turns = 0
    while !events.isEmpty {
      turns += 1
      guard turns <= Self.mostTurns else { return faults + ["one event leads to another without end"] }
      let event = events.removeFirst()
      let before = conversation
      let decisions = conversation.apply(event, at: now, under: rules)
      let applied = Applied(before: before, event: event, decisions: decisions, after: conversation, world: self)
      faults += ConversationLaws.broken(by: applied)
      for decision in decisions { carryOut(decision, &events) }
    }
    return faults
  }

  /// What was done once at a time is done: the second look finds nothing.
  func stillness() -> [String] {
    var copy = conversation
    let decisions = copy.apply(.woke, at: now, under: rules)
    if !decisions.isEmpty { return ["a second look at the same time decides \(decisions)"] }
    return copy == conversation ? [] : ["a second look at the same time changes the state"]
  }

  private mutating func carryOut(_ decision: Decision, _ events: inout [ConversationEvent]) {
    switch decision {
    case .record, .decided, .askForRating:
      break
    case .say:
      said.append(Said(at: now))
      conversation.acknowledgement.isCarried(by: OutboxID("ack\(said.count)"))
    case .alert(let notice, let audiences):
      if !notice.key.step.isEmpty { told.insert(notice.key) }
      events.append(.told(notice.key, waitingFor: isNobodyReachable ? [] : Set(audiences.map(\.person))))
    case .assign:
      // Beto is free unless he has it already; then nobody is, for half an hour.
      let isFree = conversation.assignee != "beto"
      events.append(
        .assigned(to: isFree ? "beto" : nil, again: isFree ? nil : now.adding(seconds: 1800)))
    }
  }
}

extension Audience {
  /// Each audience is one person here.
  fileprivate var person: PersonID {
    switch self {
    case .assignee: "ana"
    case .lead: "lucia"
    case .team, .role, .rota: "marta"
    case .person(let id): id
    }
  }
}
