import Helpdesk

/// Every stored message came in a request with a valid signature.
enum I02NoGhosts: Invariant {
  static let name = "I02"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for wamid in commit.changes.messages {
      ledger.stored[wamid.rawValue] = ledger.stored.count
      if let ref = commit.after.messages[wamid]?.conversation { ledger.messages[ref, default: []].append(wamid) }
      if !ledger.signed.contains(wamid.rawValue) { return "a message was stored that no signed request held" }
    }
    return nil
  }
}
