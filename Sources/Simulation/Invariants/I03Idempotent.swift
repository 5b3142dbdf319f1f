import Gateway
import Helpdesk

/// Duplicate deliveries leave the store as it was: a POST of nothing else changes nothing (the world knows when it
/// commits nothing but one, `World.commit`), and what comes again beside something new is not handled again.
enum I03Idempotent: Invariant {
  static let name = "I03"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    // What failed to be handled lies in quarantine, and is handled when it comes again.
    let failed = failures(commit.before)
    if ledger.expectsNothing, !commit.changes.isEmpty, failures(commit.after).count == failed.count {
      return "a request that is known wrote \(commit.changes.writes) rows when it came again"
    }
    let again = commit.changes.journal.count { entry in
      guard case .item(let slice) = entry.body else { return false }
      return ledger.kept.contains(slice.bytes) && !failed.contains(slice.bytes) && !Items.isTimeless(slice.bytes)
    }
    return again == 0 ? nil : "\(again) items that are known were handled again"
  }

  private static func failures(_ tables: MemoryTables) -> [[UInt8]] {
    tables.quarantined.rows { $0.reason == "handling_failed" }.map(\.bytes)
  }
}
