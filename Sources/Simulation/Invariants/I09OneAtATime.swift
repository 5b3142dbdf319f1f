import Helpdesk

/// Never two attempts in flight for one entry of the outbox, and none after a recorded success. The world asks as
/// each call goes on the wire (`World.seeCalls`).
enum I09OneAtATime: Invariant {
  static let name = "I09"

  static func begins(_ id: String, _ tables: MemoryTables, _ ledger: inout Ledger) -> String? {
    ledger.underWay[id, default: 0] += 1
    ledger.sends[id, default: 0] += 1
    if ledger.underWay[id, default: 0] > 1 { return "two attempts of one entry were in flight" }
    guard let entry = tables.outbox[OutboxID(id)] else { return "something was sent that is not in the outbox" }
    return entry.state == .inFlight ? nil : "an entry was sent while it was \(entry.state.rawValue)"
  }
}
