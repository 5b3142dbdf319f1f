import Helpdesk

/// Duplicate deliveries leave the store as it was; the world asks when it commits nothing but one (`World.commit`).
enum I03Idempotent: Invariant {
  static let name = "I03"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    guard ledger.expectsNothing, !commit.changes.isEmpty else { return nil }
    return "a request that had been answered 200 wrote \(commit.changes.writes) rows when it came again"
  }
}
