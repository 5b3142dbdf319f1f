import BusinessTime
import Helpdesk

/// One person is sent one message at a time, and what is sent again after a wait holds back what was written to them
/// later; also once two turned out to be one. The world asks as each call goes on the wire (`World.seeCalls`).
enum I22InOrder: Invariant {
  static let name = "I22"

  /// What was written before may have been on its way when the news came, as long as a claim takes.
  private static let momentMilliseconds: Int64 = 10_000

  /// Notes who turned out to be another, and what is to be sent again.
  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for id in commit.changes.contacts where commit.before.contacts[id]?.movedTo != commit.after.contacts[id]?.movedTo {
      if let kept = commit.after.contacts[id].map({ living($0, commit.after) }) { ledger.joinedAt[kept] = commit.now }
    }
    for id in commit.changes.entries where isRepeated(commit.after.outbox[id]) {
      if commit.before.outbox[id]?.attempt != commit.after.outbox[id]?.attempt
        || !isRepeated(commit.before.outbox[id])
      {
        ledger.repeatedAt[id] = commit.now
      }
    }
    return nil
  }

  /// A call goes on the wire, right after its claim. By the machine's clock, which must be right.
  static func begins(_ id: String, _ tables: MemoryTables, at now: Timestamp, _ ledger: Ledger) -> String? {
    guard let entry = tables.outbox[OutboxID(id)], let contact = contact(of: entry, tables) else { return nil }
    func isPast(_ news: Timestamp) -> Bool { entry.createdAt > news || now - news >= momentMilliseconds }
    if let joined = ledger.joinedAt[contact], !isPast(joined) { return nil }
    let others = tables.unsettled.rows { $0.id != entry.id && self.contact(of: $0, tables) == contact }
    if others.contains(where: { ledger.underWay[$0.id.rawValue, default: 0] > 0 }) {
      return "two messages to one customer were in flight"
    }
    let overtaken = others.first { other in
      guard isRepeated(other), let dueAt = other.dueAt, dueAt > now, let repeated = ledger.repeatedAt[other.id]
      else { return false }
      return isPast(repeated)
        && (other.kind.rank, other.createdAt, other.id) < (entry.kind.rank, entry.createdAt, entry.id)
    }
    return overtaken.map { "a \(entry.kind.rawValue) overtook a \($0.kind.rawValue) that waited to be sent again" }
  }

  private static func isRepeated(_ entry: OutboxEntry?) -> Bool {
    entry.map { $0.state == .queued && $0.attempt > 0 } ?? false
  }

  private static func contact(of entry: OutboxEntry, _ tables: MemoryTables) -> ContactID? {
    guard case .contact(let id) = entry.recipient else { return nil }
    return tables.contacts[id].map { living($0, tables) } ?? id
  }

  /// Who a contact is by now. Each became another one once.
  private static func living(_ contact: Contact, _ tables: MemoryTables) -> ContactID {
    var living = contact
    while let next = living.movedTo.flatMap({ tables.contacts[$0] }) { living = next }
    return living.id
  }
}
