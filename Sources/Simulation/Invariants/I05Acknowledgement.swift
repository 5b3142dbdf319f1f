import BusinessTime
import Helpdesk

/// Two acknowledgements of one conversation that did not definitely fail are at least the interval apart; each
/// request has one, decided from an interval before it to the end of its quiet window, or a recorded reason why not;
/// and what they promise is what the clock says.
enum I05Acknowledgement: Invariant {
  static let name = "I05"
  static let sees = Sight.unmerged

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for id in commit.changes.entries.sorted() {
      guard let entry = commit.after.outbox[id], commit.before.outbox[id] == nil, entry.kind == .acknowledgement,
        let ref = entry.conversation
      else { continue }
      for other in ledger.acknowledgements[ref] ?? [] {
        guard let earlier = commit.after.outbox[other], !hasFailed(earlier) else { continue }
        let apart = entry.createdAt - earlier.createdAt
        if apart >= 0, apart < Company.interval * 1000 {
          return "two acknowledgements of \(ref.number) are \(apart / 1000) s apart"
        }
      }
      ledger.acknowledgements[ref, default: []].append(id)
      if let wrong = isEarly(in: ref, commit, ledger) ?? isOutOfPlace(entry, in: ref, commit, ledger)
        ?? promise(of: entry, in: ref, commit) ?? isBeyondBudget(entry, in: ref, commit, ledger)
      {
        return wrong
      }
    }
    let wrong = Refusals.check(commit, &ledger)
    note(commit, &ledger)
    return wrong ?? overdue(commit, ledger)
  }

  /// Never to whoever asked for silence, nor while a person of ours is answering.
  private static func isOutOfPlace(
    _ entry: OutboxEntry, in ref: ConversationRef, _ commit: Evidence, _ ledger: Ledger
  ) -> String? {
    if let speaker = ledger.speakers[ref], ledger.silenced.contains(speaker) {
      return "\(ref.number) was acknowledged though its customer wants no automatic messages"
    }
    let fiveMinutes: Int64 = 300_000
    let isAnswering = (ledger.replies[ref] ?? []).contains { id in
      guard let reply = commit.after.outbox[id], reply.author != nil else { return false }
      return (0..<fiveMinutes).contains(entry.createdAt - reply.createdAt)
    }
    return isAnswering ? "\(ref.number) was acknowledged while a person was answering" : nil
  }

  /// Once a number has sent what it may in a month, only what is high or urgent is acknowledged.
  private static func isBeyondBudget(
    _ entry: OutboxEntry, in ref: ConversationRef, _ commit: Evidence, _ ledger: Ledger
  ) -> String? {
    let priorities = [commit.before, commit.after].compactMap { $0.conversations[ref]?.priority }
    let services = Refusals.services(on: entry.number, at: commit.now, in: commit.before).sure
    guard priorities.allSatisfy({ $0 < .high }), let most = Company.monthlyBudget(ledger.version(of: commit)),
      services >= most
    else { return nil }
    return "\(ref.number) was acknowledged though the month's budget of its number is spent"
  }

  /// The time in the text is one that will come, and the due time of the clock that runs; or, when it is late, as
  /// much time from now on as that clock gives.
  private static func promise(of entry: OutboxEntry, in ref: ConversationRef, _ commit: Evidence) -> String? {
    guard let conversation = commit.after.conversations[ref], let until = entry.validUntil,
      let text = entry.rendering.freeForm?.text
    else { return "\(ref.number) was acknowledged without a promise" }
    // What came in with it, or right after it in the same transaction, may have put another clock in the place of the
    // one that was promised, or ended it.
    let old = commit.before.conversations[ref]?.clocks ?? []
    let clocks =
      (old.filter(\.isUnanswered)
      + conversation.clocks.filter { clock in
        clock.isUnanswered || !old.contains { $0.isSame(as: clock) && $0.outcome == clock.outcome }
      }).filter { Derivation.isHuman($0.clock) }
    let book = Company.book(conversation.version == "v1" ? 1 : 2)
    if text.hasPrefix("ack_late ") {
      let isGiven = clocks.contains { clock in
        clock.target.map { book.calendars[clock.calendar]?.deadline(from: entry.createdAt, target: $0) == until }
          ?? false
      }
      return isGiven ? nil : "\(ref.number) was promised a late time that its target does not give"
    }
    if until <= entry.createdAt { return "\(ref.number) was promised a time that had passed" }
    guard let clock = clocks.first(where: { $0.dueAt == until }) else {
      return "\(ref.number) was promised another time than its clock is due at"
    }
    let isOpen = book.calendars[clock.calendar]?.isOpen(at: entry.createdAt) ?? false
    return text.hasPrefix(isOpen ? "ack " : "ack_closed ")
      ? nil : "\(ref.number) was told that it is open when it is closed, or the reverse"
  }

  private static func note(_ commit: Evidence, _ ledger: inout Ledger) {
    for wamid in commit.changes.messages {
      guard let message = commit.after.messages[wamid], message.counts, message.direction == .inbound,
        let ref = message.conversation
      else { continue }
      ledger.unsaid[ref, default: []].append(commit.now)
    }
    for (ref, entries) in commit.changes.record where entries.contains(where: { isRefusal($0) && !isAfterwards($0) }) {
      ledger.unsaid[ref] = nil
    }
    for id in commit.changes.entries where commit.before.outbox[id] == nil {
      guard let entry = commit.after.outbox[id], entry.kind == .acknowledgement, let ref = entry.conversation,
        !isReplacement(in: ref, commit)
      else { continue }
      ledger.unsaid[ref] = nil
    }
  }

  /// Says why there is no acknowledgement.
  static func isRefusal(_ entry: TimelineEntry) -> Bool {
    entry.what == "not_acknowledged" || entry.what == "excluded" && entry.why.hasPrefix("acknowledgement")
  }

  /// Tells what became of an earlier acknowledgement, and nothing to whoever waits for one now.
  private static func isAfterwards(_ entry: TimelineEntry) -> Bool {
    ["failed: ", "expired", "unconfirmed", "superseded"].contains { entry.why.hasPrefix("acknowledgement: " + $0) }
  }

  /// A burst is gathered until two seconds after its last message, but no longer than ten after its first.
  private static func windowEnd(_ asked: [Timestamp]) -> Timestamp? {
    guard let first = asked.first, let last = asked.max() else { return nil }
    return min(last.adding(seconds: Company.quiet), first.adding(seconds: 10))
  }

  /// Said before the burst was whole. A late text in place of one that expired belongs to an earlier burst.
  private static func isEarly(in ref: ConversationRef, _ commit: Evidence, _ ledger: Ledger) -> String? {
    guard !ledger.clockJumps else { return nil }
    // What came with this very input has not been gathered at all.
    if let end = windowEnd(ledger.unsaid[ref] ?? []), end <= commit.now { return nil }
    return isReplacement(in: ref, commit)
      ? nil : "\(ref.number) was acknowledged while its burst was still being gathered"
  }

  private static func isReplacement(in ref: ConversationRef, _ commit: Evidence) -> Bool {
    commit.changes.record.contains { of, entries in
      of == ref && entries.contains { $0.what == "acknowledged" && $0.why.hasSuffix("the first one expired unsent") }
    }
  }

  /// Whoever looks at the conversation when its burst is whole has to say something.
  private static func overdue(_ commit: Evidence, _ ledger: Ledger) -> String? {
    guard !ledger.clockJumps else { return nil }
    for conversation in commit.driven {
      if let end = windowEnd(ledger.unsaid[conversation.ref] ?? []), end <= commit.now {
        return "a request of \(conversation.ref.number) was neither acknowledged in time nor told why not"
      }
    }
    return nil
  }

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    for ref in ledger.unsaid.keys.sorted() where !ledger.merged.contains(ref) {
      return "a request of \(ref.number) was neither acknowledged nor refused one with a reason"
    }
    let gathering = end.tables.conversations.rows { $0.acknowledgement.pending != nil }.first
    return gathering.map { "a burst of \($0.ref.number) is still being gathered" }
  }

  /// Known not to have reached anybody.
  static func hasFailed(_ entry: OutboxEntry) -> Bool {
    entry.state == .failed || entry.state == .expired || entry.state == .cancelled
  }
}
