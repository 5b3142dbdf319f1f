import Helpdesk

/// A ladder belongs to one clock; its steps are decided in their order and never before their time.
enum I07Ladder: Invariant {
  static let name = "I07"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for ref in commit.changes.conversations.sorted() {
      guard let conversation = commit.after.conversations[ref] else { continue }
      let before = commit.before.conversations[ref]
      for clock in conversation.clocks {
        let old = before?.clocks.first { $0.isSame(as: clock) }
        for (place, step) in clock.plan.enumerated() {
          guard step.firedAt != nil, old?.plan.first(where: { $0.index == step.index })?.firedAt == nil else {
            continue
          }
          // What the other of two cases had decided stays decided when the clock is set back.
          let isTakenOver = ledger.clockJumps && ledger.merged.contains(ref)
          if step.at > commit.now, !isTakenOver { return "\(clock.subject) \(step.name) was decided before its time" }
          if clock.plan[..<place].contains(where: { $0.firedAt == nil }) {
            return "\(clock.subject) \(step.name) was decided before an earlier step"
          }
        }
      }
    }
    return nil
  }
}
