import Gateway
import Helpdesk
import Sandbox

/// What is sent at most once reaches Meta at most once; what is sent at least once does; every further copy is paired
/// with a recorded doubt; and each goes to whom it is for, from the number that owes it.
enum I10Delivery: Invariant {
  static let name = "I10"

  /// `numberID` and `recipient` are what Meta was asked for; `isHim` tells whether the recipient is whoever has that name.
  static func misdirected(
    _ id: String, from numberID: String, to recipient: String, _ tables: MemoryTables, _ ledger: Ledger,
    isHim: (String) -> Bool
  ) -> String? {
    guard let entry = tables.outbox[OutboxID(id)] else { return nil }
    if entry.number.rawValue != numberID { return "a \(entry.kind.rawValue) went out from another number" }
    let meant: String? =
      switch entry.recipient {
      case .contact: entry.conversation.flatMap { ledger.speakers[$0] }
      case .person(let id): Company.people.first { $0.id == id }?.whatsapp
      }
    guard let meant, !isHim(meant), !ledger.isExcusable(id, to: meant) else { return nil }
    return "a \(entry.kind.rawValue) went to somebody else"
  }

  /// What is marked as read came from a customer, on that number, and lies in a case whose customer is being answered.
  static func marked(_ id: String, on numberID: String, _ tables: MemoryTables) -> String? {
    guard let message = tables.messages[Wamid(id)], message.direction == .inbound, message.number.rawValue == numberID
    else { return "something was marked as read that nobody wrote to that number" }
    let isAnswered = !tables.outbox.rows { entry in
      entry.isUnsettled && living(entry.conversation, tables) == living(message.conversation, tables)
        && (entry.kind == .acknowledgement || entry.kind == .reply)
    }.isEmpty
    return isAnswered ? nil : "a message was marked as read of whom nobody answers"
  }

  private static func living(_ ref: ConversationRef?, _ tables: MemoryTables) -> ConversationRef? {
    var ref = ref
    while let next = ref.flatMap({ tables.conversations[$0]?.mergedInto }) { ref = next }
    return ref
  }

  /// Meta took a message that it did not refuse afterwards.
  static func taken(_ id: String, _ ledger: inout Ledger) -> String? {
    ledger.taken[id, default: 0] += 1
    return ledger.taken[id, default: 0] > 1 ? "one entry reached Meta twice" : nil
  }

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for id in commit.changes.entries.sorted() {
      if let entry = commit.after.outbox[id], let wrong = end(of: entry, commit) { return wrong }
    }
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

  /// An alert is given up for a reason that holds: only a warning goes out of date, and only what somebody has
  /// answered no longer matters.
  private static func end(of entry: OutboxEntry, _ commit: Evidence) -> String? {
    guard entry.kind == .alert, let notice = entry.notice, commit.before.outbox[entry.id]?.state != entry.state else {
      return nil
    }
    if entry.state == .expired, notice.step != "-5m" { return "an alert of \(notice.step) went out of date" }
    guard entry.state == .cancelled, entry.failure == "irrelevant", let ref = entry.conversation else { return nil }
    let clock = commit.after.conversations[ref]?.clocks.first { $0.subject == notice.subject }
    return clock?.isUnanswered == true ? "an alert of \(notice.step) was dropped while somebody waits" : nil
  }

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    let entries = end.tables.outbox.rows()
    let taken = Set(end.accepted.compactMap(\.callbackData))
    for entry in entries where entry.state == .accepted && !taken.contains(entry.id.rawValue) {
      return "a \(entry.kind.rawValue) is said to be accepted, and Meta never had it"
    }
    let repeated = Set(entries.compactMap(\.repeatOf))
    for entry in entries where entry.kind == .alert && entry.state == .unconfirmed {
      if entry.repeatOf == nil, !repeated.contains(entry.id) { return "an alert ended in doubt and was not repeated" }
    }
    return nil
  }
}
