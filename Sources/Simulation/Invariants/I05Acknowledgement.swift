import BusinessTime
import Helpdesk

/// Two acknowledgements of one conversation that did not definitely fail are at least the interval apart; and each
/// request has one, decided from an interval before it to the end of its quiet window, or a recorded reason why not.
enum I05Acknowledgement: Invariant {
  static let name = "I05"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for id in commit.changes.entries.sorted() {
      guard let entry = commit.after.outbox[id], commit.before.outbox[id] == nil, entry.kind == .acknowledgement,
        let ref = entry.conversation
      else { continue }
      for other in ledger.acknowledgements[ref] ?? [] {
        guard let earlier = commit.after.outbox[other], !hasFailed(earlier) else { continue }
        let apart = entry.createdAt - earlier.createdAt
        if apart >= 0, apart < Company.interval * 1000 {
          return "two acknowledgements of \(ref.number) are \(apart / 1000) s apart"
        }
      }
      ledger.acknowledgements[ref, default: []].append(id)
      ledger.answersToWanting[ref, default: []].append(commit.trueNow)
    }
    note(commit, &ledger)
    return nil
  }

  private static func note(_ commit: Evidence, _ ledger: inout Ledger) {
    for (ref, entries) in commit.changes.record {
      let hasReason = entries.contains { entry in
        entry.what == "not_acknowledged" || entry.what == "excluded" && entry.why.hasPrefix("acknowledgement")
      }
      if hasReason { ledger.answersToWanting[ref, default: []].append(commit.trueNow) }
    }
    for wamid in commit.changes.messages {
      guard let message = commit.after.messages[wamid], message.counts, message.direction == .inbound,
        let ref = message.conversation
      else { continue }
      ledger.requests[ref, default: []].append(commit.trueNow)
    }
  }

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    for (ref, requests) in ledger.requests {
      let answers = ledger.answersToWanting[ref] ?? []
      let interval = Company.interval * 1000
      for asked in requests
      where !answers.contains(where: { ledger.clockJumps || $0 - asked >= -interval }) {
        return "a request of \(ref.number) was neither acknowledged nor refused one with a reason"
      }
      if end.tables.conversations[ref]?.acknowledgement.pending != nil {
        return "a burst of \(ref.number) is still being gathered"
      }
    }
    return nil
  }

  /// Known not to have reached anybody.
  private static func hasFailed(_ entry: OutboxEntry) -> Bool {
    entry.state == .failed || entry.state == .expired || entry.state == .cancelled
  }
}
