import Helpdesk

/// Met, breached, excluded and open together are all: no clock instance is lost, counted twice or told differently
/// by its row and its state.
enum I13Conserved: Invariant {
  static let name = "I13"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for ref in commit.changes.conversations.sorted() {
      guard let conversation = commit.after.conversations[ref] else { continue }
      var subjects: Set<String> = []
      for clock in conversation.clocks {
        guard subjects.insert(clock.subject).inserted else { return "\(clock.subject) is there twice" }
        let row = commit.after.clocks["\(ref.number)/\(clock.subject)"]?.clock
        let isWritten = clock.outcome != nil || row != nil
        if isWritten, row?.outcome != clock.outcome || row?.stoppedAt != clock.stoppedAt {
          return "\(clock.subject) is \(clock.outcome?.name ?? "") and its row says \(row?.outcome?.name ?? "nothing")"
        }
      }
      for clock in commit.before.conversations[ref]?.clocks ?? [] where !subjects.contains(clock.subject) {
        let row = commit.after.clocks["\(ref.number)/\(clock.subject)"]?.clock
        if row?.outcome == nil { return "\(clock.subject) is gone without an outcome" }
      }
    }
    return nil
  }
}
