import Gateway
import Helpdesk

/// Every item of every request that was answered 200 is in the store, byte for byte, after any later crash.
enum I01Durable: Invariant {
  static let name = "I01"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for bytes in commit.changes.kept { ledger.kept.insert(bytes) }
    return nil
  }

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? { missing(in: end.tables, ledger) }

  /// From the tables themselves, as a new process finds them.
  static func missing(in tables: MemoryTables, _ ledger: Ledger) -> String? {
    let kept = keptBytes(of: tables)
    let lost = ledger.accepted.count { !kept.contains($0) }
    return lost == 0 ? nil : "\(lost) items that were answered 200 are gone"
  }

  static func keptBytes(of tables: MemoryTables) -> Set<[UInt8]> {
    var kept = Set(tables.quarantined.rows().map(\.bytes))
    for row in tables.journalLog.rows(after: 0, most: .max) {
      if case .item(let slice) = row.row.body { kept.insert(slice.bytes) }
    }
    return kept
  }
}
