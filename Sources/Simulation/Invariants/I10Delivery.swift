import Helpdesk

/// What is sent at most once reaches Meta at most once; what is sent at least once does; and every further copy is
/// paired with a recorded doubt.
enum I10Delivery: Invariant {
  static let name = "I10"

  /// Meta took a message that it did not refuse afterwards.
  static func taken(_ id: String, _ ledger: inout Ledger) -> String? {
    ledger.taken[id, default: 0] += 1
    return ledger.taken[id, default: 0] > 1 ? "one entry reached Meta twice" : nil
  }

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for id in commit.changes.entries {
      guard let entry = commit.after.outbox[id], commit.before.outbox[id] == nil, let original = entry.repeatOf
      else { continue }
      guard entry.kind == .alert else { return "a \(entry.kind.rawValue) was repeated" }
      if commit.after.outbox[original]?.state != .unconfirmed { return "an alert was repeated without a doubt" }
      if entry.rendering.freeForm?.text.contains("posible aviso repetido") == false {
        return "a repeated alert does not say that it may be one"
      }
    }
    return nil
  }

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    let entries = end.tables.outbox.rows()
    let repeated = Set(entries.compactMap(\.repeatOf))
    for entry in entries where entry.kind == .alert && entry.state == .unconfirmed {
      if entry.repeatOf == nil, !repeated.contains(entry.id) { return "an alert ended in doubt and was not repeated" }
    }
    return nil
  }
}
