import BusinessTime
import Gateway
import Helpdesk

/// When faults have ended and time is past the last deadline, nothing is due, pending, in flight or in doubt.
enum L1Live: Invariant {
  static let name = "L1"

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    if let wake = try? end.tables.dueWakes(at: end.now, most: 1).first { return "\(wake.entity.key) is still due" }
    for entry in end.tables.outbox.rows() {
      switch entry.state {
      case .queued, .inFlight, .inDoubt: return "a \(entry.kind.rawValue) is still \(entry.state.rawValue)"
      case .parked:
        // Waits for the customer to write again, or for the end of quiet hours; never for a time that has passed.
        guard let due = entry.dueAt else { return "a \(entry.kind.rawValue) is parked and nobody will look at it" }
        if due <= end.now { return "a \(entry.kind.rawValue) is parked beyond its time" }
      case .accepted, .failed, .expired, .cancelled, .unconfirmed: break
      }
    }
    return nil
  }
}
