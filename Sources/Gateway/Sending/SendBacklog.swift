import BusinessTime
import Helpdesk

/// What was read a moment ago and is not started yet, so that a backlog is not read anew for every send. A claim
/// looks at the entry again in its own transaction, so what is stale here does no harm.
struct SendBacklog: Sendable {
  private var entries: [OutboxEntry] = []
  private var readAt: Timestamp?
  private var passedPacedAt: Timestamp?

  mutating func keep(_ due: [OutboxEntry], at now: Timestamp, without jobs: [SendJob]) {
    entries = due
    readAt = now
    remove(jobs)
  }

  /// Nil when it is used up or too old: read the store.
  func entries(at now: Timestamp) -> [OutboxEntry]? {
    guard !entries.isEmpty, let readAt, now >= readAt, now - readAt < Sender.lookMilliseconds else { return nil }
    return entries
  }

  /// True for one look a second, however many reads that takes.
  mutating func mayPassPaced(at now: Timestamp) -> Bool {
    if let last = passedPacedAt, last != now, now >= last, now - last < 1000 { return false }
    passedPacedAt = now
    return true
  }

  mutating func remove(_ jobs: [SendJob]) {
    guard !jobs.isEmpty else { return }
    var started: Set<OutboxID> = []
    for job in jobs {
      switch job {
      case .attempt(let entry): started.insert(entry.id)
      case .settle(let id, _): started.insert(id)
      }
    }
    entries.removeAll { started.contains($0.id) }
  }
}
