import BusinessTime
import Helpdesk

/// Whoever goes by another number or id is one customer to us once we were told, in whatever order: of the two cases
/// that they have open on one number the older goes on, and whoever waited in either waits no longer there.
///
/// That nobody lands in somebody else's case is I02's to see, and that nothing goes to somebody else I10's.
enum I21OnePerson: Invariant {
  static let name = "I21"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for ref in commit.changes.conversations.sorted() {
      guard let conversation = commit.after.conversations[ref] else { continue }
      if let wrong = second(of: conversation, commit, ledger) { return wrong }
      if conversation.mergedInto != nil, commit.before.conversations[ref]?.mergedInto == nil,
        let wrong = merged(conversation, commit)
      {
        return wrong
      }
    }
    return commit.changes.messages.lazy.compactMap { unlearned($0, commit) }.first
  }

  /// Whoever answers our request for their phone with their card has one from then on. A card that comes from somebody
  /// else, as far as anybody can know, says nothing; nor does one that they sent under an id that they have no more.
  private static func unlearned(_ wamid: Wamid, _ commit: Evidence) -> String? {
    guard let message = commit.after.messages[wamid], case .contacts = message.details?.content,
      let quoted = message.details?.quoted, let asked = try? commit.before.outboxEntry(wamid: quoted),
      case .contactRequest = asked.rendering.freeForm, let ref = message.conversation,
      let sender = commit.after.conversations[ref]?.contact, let contact = commit.after.contacts[sender],
      asked.conversation.flatMap({ commit.before.conversations[$0]?.contact }) == sender, let userID = contact.userID,
      commit.changes.journal.contains(where: { names(userID, $0, of: wamid) })
    else { return nil }
    return contact.phone == nil ? "\(ref.number)'s customer sent the card that we asked for and has no phone" : nil
  }

  /// Whether an input is this message and came under this id.
  private static func names(_ userID: UserID, _ input: JournalEntry, of wamid: Wamid) -> Bool {
    guard case .item(let slice) = input.body else { return false }
    let text = String(decoding: slice.bytes, as: UTF8.self)
    return text.contains("\"\(wamid.rawValue)\"") && text.contains("\"\(userID.rawValue)\"")
  }

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    let open = end.tables.conversations.rows { $0.state != .closed }
    for (place, conversation) in open.enumerated() {
      guard let speaker = ledger.speakers[conversation.ref] else { continue }
      let other = open[(place + 1)...].first {
        $0.number == conversation.number && ledger.speakers[$0.ref] == speaker
      }
      if let other { return "\(conversation.ref.number) and \(other.ref.number) are one customer's" }
    }
    return nil
  }

  private static func second(of conversation: Conversation, _ commit: Evidence, _ ledger: Ledger) -> String? {
    guard conversation.state != .closed, let speaker = ledger.speakers[conversation.ref] else { return nil }
    let others = commit.after.conversations.rows { other in
      other.ref != conversation.ref && other.number == conversation.number && !isOver(other, at: commit.now)
        && ledger.speakers[other.ref] == speaker
    }
    guard let other = others.first, !isOver(conversation, at: commit.now) else { return nil }
    return "\(conversation.ref.number) and \(other.ref.number) are one customer's"
  }

  /// Closed, or about to be as soon as somebody looks.
  private static func isOver(_ conversation: Conversation, at now: Timestamp) -> Bool {
    conversation.state == .closed
      || conversation.state == .resolved && (conversation.closesAt.map { $0 <= now } ?? false)
  }

  /// When a clock that stands still is due.
  private static let never = Timestamp(milliseconds: .max)

  private static func merged(_ newer: Conversation, _ commit: Evidence) -> String? {
    guard newer.state == .closed, let into = newer.mergedInto, let older = commit.after.conversations[into],
      older.state != .closed, older.absorbed?.contains(newer.ref) == true, older.number == newer.number
    else { return "\(newer.ref.number) was merged into nothing that goes on" }
    if (newer.openedAt, newer.ref) < (older.openedAt, older.ref) {
      return "\(newer.ref.number) was merged into a newer one"
    }
    if newer.clocks.contains(where: \.isUnanswered) { return "\(newer.ref.number) was merged and goes on" }
    let both = [newer.ref, older.ref].compactMap { commit.before.conversations[$0] }
    guard !both.contains(where: { $0.heldByAgent != nil }) else { return nil }
    let waited = both.flatMap(\.clocks).filter { Derivation.isHuman($0.clock) && $0.isUnanswered }
    let waits = older.clocks.filter { Derivation.isHuman($0.clock) && $0.isUnanswered }
    guard let due = waited.compactMap(\.dueAt).min(), let since = waited.map(\.startedAt).min() else { return nil }
    // A person's answer in one is one in the other; and one that has just turned out to be none has clocks run again.
    let corrected = commit.changes.record.contains { record in
      record.ref == into && record.entries.contains { $0.what == "runs_again" }
    }
    guard !corrected, !both.flatMap(\.marks).contains(where: { $0.side == .human && $0.at >= since }) else {
      return nil
    }
    guard let first = waits.min(by: { ($0.dueAt ?? never) < ($1.dueAt ?? never) }) else {
      return "\(newer.ref.number) was merged into \(into.number), and nobody waits there who waited here"
    }
    // What was missed there already is late enough.
    return first.outcome == .breached || first.dueAt.map { $0 <= due } ?? false
      ? nil : "\(newer.ref.number) was merged into \(into.number), where its customer waits longer"
  }
}
