import BusinessTime
import Helpdesk

/// A customer who is waited for and says nothing is reminded once, not before the time for it; their matter is
/// resolved only once they had the time that they were told; and whoever could not be reminded is waited for no more.
enum I19Reminded: Invariant {
  static let name = "I19"
  static let sees = Sight.unmerged

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for conversation in commit.driven {
      if let wrong = resolved(conversation, commit, ledger) { return wrong }
    }
    for id in commit.changes.entries.sorted() where commit.before.outbox[id] == nil {
      guard let entry = commit.after.outbox[id], entry.kind == .reminder, let ref = entry.conversation else { continue }
      if let wrong = reminded(entry, of: ref, commit, ledger) { return wrong }
      ledger.reminders[ref] = .init(entry: id)
    }
    for conversation in commit.driven { listen(to: conversation, commit, &ledger) }
    return unheard(commit, ledger)
  }

  /// Under rules that say how long a customer is waited for, nobody is waited for without end.
  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    guard let rules = ledger.rules.last, Company.waitsCount(rules.version) else { return nil }
    let unseen = end.tables.conversations.rows { $0.state == .waitingCustomer && $0.silence == nil }.first
    return unseen.map { "\($0.ref.number) waits for its customer unseen" }
  }

  private static func reminded(
    _ entry: OutboxEntry, of ref: ConversationRef, _ commit: Evidence, _ ledger: Ledger
  ) -> String? {
    let states = [commit.before.conversations[ref]?.state, commit.after.conversations[ref]?.state]
    if !states.contains(.waitingCustomer) { return "\(ref.number) was reminded and nobody waits for its customer" }
    if let speaker = ledger.speakers[ref], ledger.silenced.contains(speaker) {
      return "\(ref.number) was reminded though its customer wants no automatic messages"
    }
    if let last = ledger.reminders[ref], !last.mayFollow, !isBroken(ref, commit) {
      return "\(ref.number) was reminded twice"
    }
    guard !ledger.clockJumps, let since = ledger.waitsSince[ref] else { return nil }
    // Working time is never longer than the time that passes, of which calendars count whole seconds.
    return entry.createdAt - since <= (Company.remindAfter - 1) * 1000 ? "\(ref.number) was reminded too early" : nil
  }

  /// Of itself, not by somebody of ours.
  private static func resolved(_ conversation: Conversation, _ commit: Evidence, _ ledger: Ledger) -> String? {
    let ref = conversation.ref
    guard isResolvedBySilence(ref, commit) else { return nil }
    guard let last = ledger.reminders[ref], let entry = commit.before.outbox[last.entry] else {
      return "\(ref.number) was resolved by itself and its customer had not been reminded"
    }
    if last.isAnswered { return "\(ref.number) was resolved by itself though its customer had written" }
    // Within one transaction it may have become known before, or have failed after.
    let hasArrived = [entry, commit.after.outbox[last.entry] ?? entry].contains { entry in
      entry.state == .accepted && entry.delivery != .failed || entry.state == .unconfirmed
    }
    if !hasArrived { return "\(ref.number) was resolved by itself after a reminder that is \(entry.state.rawValue)" }
    return !ledger.clockJumps && commit.now - entry.createdAt < Company.resolveAfter * 1000
      ? "\(ref.number) was resolved before its customer had the time that they were told" : nil
  }

  static func isResolvedBySilence(_ ref: ConversationRef, _ commit: Evidence) -> Bool {
    commit.changes.record.contains { record in
      record.ref == ref && record.entries.contains { $0.what == "resolved" && !$0.why.hasPrefix("by ") }
    }
  }

  /// Since when it has been silent, at the earliest that the desk may count from.
  private static func listen(to conversation: Conversation, _ commit: Evidence, _ ledger: inout Ledger) {
    let ref = conversation.ref
    guard conversation.state == .waitingCustomer else {
      ledger.waitsSince[ref] = nil
      ledger.reminders[ref] = nil
      return
    }
    if commit.before.conversations[ref]?.state != .waitingCustomer { ledger.waitsSince[ref] = commit.now }
    if isBroken(ref, commit) { ledger.reminders[ref]?.mayFollow = true }
    // Of what comes in one transaction nobody can say which was first.
    guard let last = ledger.reminders[ref], commit.before.outbox[last.entry] != nil else { return }
    let thanks = commit.changes.messages.compactMap { commit.after.messages[$0] }.contains { message in
      message.conversation == ref && message.direction == .inbound && !message.counts && message.kind == "text"
    }
    if thanks { ledger.reminders[ref]?.isAnswered = true }
  }

  /// Somebody wrote, or moved it.
  private static func isBroken(_ ref: ConversationRef, _ commit: Evidence) -> Bool {
    commit.changes.messages.contains { commit.after.messages[$0]?.conversation == ref }
      || commit.changes.journal.contains { entry in
        switch entry.body {
        case .command(.act(ref, _, _)), .command(.reply(ref, _, _, _)): true
        case _: false
        }
      }
  }

  /// It will not arrive, and the case waits on.
  private static func unheard(_ commit: Evidence, _ ledger: Ledger) -> String? {
    for id in commit.changes.entries {
      guard let entry = commit.after.outbox[id], entry.kind == .reminder, let ref = entry.conversation,
        let last = ledger.reminders[ref], last.entry == id, !last.mayFollow
      else { continue }
      switch entry.state {
      case .failed, .expired, .cancelled: return "\(ref.number) waits for a customer who could not be reminded"
      case .accepted where entry.delivery == .failed:
        return "\(ref.number) waits for a customer whom the reminder did not reach"
      case .queued, .parked, .inFlight, .inDoubt, .accepted, .unconfirmed: continue
      }
    }
    return nil
  }
}
