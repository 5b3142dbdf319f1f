import Gateway
import Helpdesk

/// The delivery status is the highest of `sent < failed < delivered < read < played` ever seen, in any order of
/// arrival, and never goes back.
enum I04AnyOrder: Invariant {
  static let name = "I04"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for id in commit.changes.entries {
      guard let entry = commit.after.outbox[id], let before = commit.before.outbox[id], before.wamid == entry.wamid
      else { continue }
      if rank(entry.delivery) < rank(before.delivery) { return "a delivery status went back" }
    }
    return nil
  }

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    // What failed to be handled lies in quarantine, for somebody to look at.
    let failed = Set(end.tables.quarantined.rows { $0.reason == "handling_failed" }.map(\.bytes))
    for entry in end.tables.outbox.rows() {
      guard let wamid = entry.wamid, let told = ledger.statuses[wamid.rawValue] else { continue }
      let highest = told.map(\.rank).max() ?? 0
      let least = told.filter { !failed.contains($0.bytes) }.map(\.rank).max() ?? 0
      if !(least...highest).contains(rank(entry.delivery)) {
        return
          "\(entry.kind.rawValue) stands at \(entry.delivery.map { "\($0)" } ?? "nothing"), rank \(highest) was told"
      }
    }
    return nil
  }

  private static func rank(_ status: Helpdesk.DeliveryStatus?) -> Int {
    switch status {
    case nil: 0
    case .sent: 1
    case .failed: 2
    case .delivered: 3
    case .read: 4
    case .played: 5
    }
  }
}
