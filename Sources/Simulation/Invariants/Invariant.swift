import BusinessTime
import Helpdesk
import Sandbox

/// Something that must hold after every step, whatever went wrong (docs/simulation.md lists them).
///
/// Asked after each transaction with what it changed, and once more when all is quiet. An answer is what is wrong;
/// nil is well. What is compared with is the world's own knowledge, never the gateway's word.
protocol Invariant: Sendable {
  static var name: String { get }
  /// What it is asked about.
  static var sees: Sight { get }
  /// After a transaction.
  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String?
  /// When nothing is left to happen.
  static func finally(_ end: Ending, _ ledger: Ledger) -> String?
}

/// Which conversations an invariant is asked about.
enum Sight {
  case everything
  /// Not those of which two became one: what it compares with is known by conversation.
  case unmerged
}

extension Invariant {
  static var sees: Sight { .everything }
  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? { nil }
  static func finally(_ end: Ending, _ ledger: Ledger) -> String? { nil }
}

/// One transaction that is durable.
struct Evidence {
  let before: MemoryTables
  let after: MemoryTables
  let changes: Changes
  /// Conversations that took in an event; one whose contact alone changed did not.
  let driven: [Conversation]
  /// By the machine's clock, which is what decisions are taken by.
  let now: Timestamp

  init(before: MemoryTables, after: MemoryTables, changes: Changes, now: Timestamp) {
    self.before = before
    self.after = after
    self.changes = changes
    self.now = now
    driven = changes.conversations.sorted().compactMap { ref in
      guard let conversation = after.conversations[ref] else { return nil }
      guard var old = before.conversations[ref], old.contact != conversation.contact else { return conversation }
      old.contact = conversation.contact
      return old == conversation ? nil : conversation
    }
  }

  /// As if nothing were known of these conversations.
  func without(_ refs: Set<ConversationRef>) -> Evidence {
    guard !refs.isEmpty else { return self }
    var rest = changes
    rest.conversations.subtract(refs)
    rest.record.removeAll { refs.contains($0.ref) }
    rest.entries = rest.entries.filter { id in after.outbox[id]?.conversation.map { !refs.contains($0) } ?? true }
    rest.messages.removeAll { after.messages[$0]?.conversation.map { refs.contains($0) } ?? false }
    return Evidence(before: before, after: after, changes: rest, now: now)
  }
}

/// The end of a world.
struct Ending {
  var tables: MemoryTables
  var now: Timestamp
  var accepted: [AcceptedMessage]
}

enum Invariants {
  static let all: [any Invariant.Type] = [
    // I03 before I01, which notes what is kept; I19 before I08, which sees the same of a reminder and says less.
    I03Idempotent.self, I01Durable.self, I02NoGhosts.self, I04AnyOrder.self, I05Acknowledgement.self,
    I06Breach.self, I07Ladder.self, I19Reminded.self, I08Alarms.self, I09OneAtATime.self, I10Delivery.self,
    I11Budget.self,
    I12Replay.self, I13Conserved.self, I14Quiet.self, I15Told.self, I16Asked.self, I17Promised.self,
    I18Updated.self, I20Mailed.self, I21OnePerson.self, I22InOrder.self, L1Live.self,
  ]
}
