package import BusinessTime
package import Helpdesk

/// Who goes before whom (semantics §11): by kind's rank, and per recipient in the order of writing.
///
/// For one recipient only the first entry is a candidate, and it is held back by an earlier one of the same or a
/// higher rank that waits for its next attempt. An entry in doubt or parked holds back nobody.
package struct SendOrder: Sendable {
  /// Where an entry stands among those of its recipient.
  package struct Place: Sendable, Comparable {
    var rank: Int
    var createdAt: Timestamp
    var id: OutboxID

    package init(_ entry: OutboxEntry) {
      rank = entry.kind.rank
      createdAt = entry.createdAt
      id = entry.id
    }

    package static func < (a: Self, b: Self) -> Bool {
      (a.rank, a.createdAt, a.id) < (b.rank, b.createdAt, b.id)
    }
  }

  /// An entry that waits for its next attempt: remembered, because what is not due is not read from the store.
  private struct Waiting {
    var place: Place
    var dueAt: Timestamp
  }

  private var waiting: [String: [OutboxID: Waiting]] = [:]

  package init() {}

  /// Takes note of an entry as it stands now.
  package mutating func note(_ entry: OutboxEntry) {
    let key = entry.recipient.key
    if entry.state == .queued, entry.attempt > 0, let dueAt = entry.dueAt {
      waiting[key, default: [:]][entry.id] = Waiting(place: Place(entry), dueAt: dueAt)
    } else {
      waiting[key]?[entry.id] = nil
      if waiting[key]?.isEmpty == true { waiting[key] = nil }
    }
  }

  /// Two recipients are one.
  package mutating func join(_ former: String, with recipient: String) {
    guard let theirs = waiting.removeValue(forKey: former) else { return }
    waiting[recipient, default: [:]].merge(theirs) { old, _ in old }
  }

  /// The first of each recipient, those of the highest rank first, then the longest due, and the recipients
  /// that are held back. `due` holds only what may be attempted (queued or parked).
  package mutating func candidates(
    _ due: [OutboxEntry], at now: Timestamp
  ) -> (ready: [OutboxEntry], heldBack: Set<String>) {
    var first: [String: OutboxEntry] = [:]
    for entry in due {
      let key = entry.recipient.key
      if let other = first[key], Place(other) < Place(entry) { continue }
      first[key] = entry
    }
    forgetPast(now)
    let heldBack = Set(first.filter { isHeldBack($0.value, at: now) }.keys)
    let ready = first.values.filter { !heldBack.contains($0.recipient.key) }
    return (
      ready.sorted { ($0.kind.rank, $0.dueAt ?? now, $0.id) < ($1.kind.rank, $1.dueAt ?? now, $1.id) }, heldBack
    )
  }

  private func isHeldBack(_ entry: OutboxEntry, at now: Timestamp) -> Bool {
    guard let others = waiting[entry.recipient.key] else { return false }
    return others.contains { id, other in
      // What is set for later than the longest wait, as by a clock that was ahead, holds back nobody.
      id != entry.id && other.place < Place(entry) && other.dueAt - now <= Self.longestWaitMilliseconds
    }
  }

  /// The longest wait between two attempts that an error asks for: an hour (131048, 132069), half as long again for
  /// chance. A `Retry-After` may ask for a day; so long nobody waits for another.
  private static let longestWaitMilliseconds: Int64 = 5_400_000

  /// What has come due is read from the store like the rest; if it is not there, it is over.
  private mutating func forgetPast(_ now: Timestamp) {
    for key in waiting.keys {
      waiting[key] = waiting[key]?.filter { $0.value.dueAt > now }
      if waiting[key]?.isEmpty == true { waiting[key] = nil }
    }
  }

  /// When the next of those that hold back others comes due.
  package func nextDue(after now: Timestamp) -> Timestamp? {
    waiting.values.lazy.flatMap { $0.values.lazy.map { $0.dueAt } }.filter { $0 > now }.min()
  }
}
