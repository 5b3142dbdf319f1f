import BusinessTime
import Helpdesk

/// Whoever waits on a promise that will break hears of it once, before it does; and whoever asks what is new is
/// answered once. Both say a time that will come, and neither is said to whoever has an answer.
enum I18Updated: Invariant {
  static let name = "I18"
  static let sees = Sight.unmerged

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    note(commit, &ledger)
    for id in commit.changes.entries.sorted() where commit.before.outbox[id] == nil {
      guard let entry = commit.after.outbox[id], entry.kind == .update, let ref = entry.conversation else { continue }
      if let wrong = said(entry, of: ref, commit, &ledger) { return wrong }
    }
    for (ref, entries) in commit.changes.record where entries.contains(where: { $0.what == "delay_untold" }) {
      ledger.untold[ref] = commit.now
    }
    for conversation in commit.driven {
      if let wrong = unsaid(to: conversation, commit, ledger) { return wrong }
    }
    return nil
  }

  /// The time has come, nobody has answered, and nothing was said, nor why not.
  private static func unsaid(to conversation: Conversation, _ commit: Evidence, _ ledger: Ledger) -> String? {
    guard !ledger.clockJumps,
      let promise = current(among: ledger.acknowledgements[conversation.ref] ?? [], commit.after),
      let at = ledger.promisedAt[promise.id], let due = promise.validUntil,
      due.adding(milliseconds: -notice(at, due)) <= commit.now,
      conversation.clocks.contains(where: { $0.subject == "promise:\(promise.id.rawValue)" && $0.isUnanswered })
    else { return nil }
    let isSaid = ledger.updates["delay \(promise.id.rawValue)"] != nil
    let isExplained = ledger.untold[conversation.ref].map { $0 >= promise.createdAt } ?? false
    return isSaid || isExplained
      ? nil : "\(conversation.ref.number) waits on a promise that breaks and was told nothing"
  }

  /// When Meta first took each acknowledgement, as whoever decided it was told: a phone that has it tells no such time.
  private static func note(_ commit: Evidence, _ ledger: inout Ledger) {
    for id in commit.changes.entries {
      guard let entry = commit.after.outbox[id], entry.kind == .acknowledgement, entry.state == .accepted,
        ledger.promisedAt[id] == nil
      else { continue }
      let isDelivered = (entry.delivery ?? .sent) >= .delivered
      ledger.promisedAt[id] = isDelivered ? commit.now : entry.acceptedAt ?? commit.now
    }
  }

  private static func said(
    _ entry: OutboxEntry, of ref: ConversationRef, _ commit: Evidence, _ ledger: inout Ledger
  ) -> String? {
    guard let until = entry.validUntil, let text = entry.rendering.freeForm?.text,
      let conversation = commit.after.conversations[ref]
    else { return "\(ref.number) was told something without a time" }
    guard let promise = current(among: ledger.acknowledgements[ref] ?? [], commit.after),
      let at = ledger.promisedAt[promise.id],
      let due = promise.validUntil
    else { return "\(ref.number) was told how it stands and had been promised nothing" }
    if let speaker = ledger.speakers[ref], ledger.silenced.contains(speaker) {
      return "\(ref.number) was told how it stands though its customer wants no automatic messages"
    }
    // What comes with a command happens before it, and may have been ended by it.
    let clocks = (commit.before.conversations[ref]?.clocks ?? []) + conversation.clocks
    let waiting = clocks.filter { Derivation.isHuman($0.clock) && $0.isUnanswered }
    if until <= entry.createdAt { return "\(ref.number) was told a time that had passed" }
    let isDelay = text.hasPrefix("delay ")
    let subject = "\(isDelay ? "delay" : "news") \(promise.id.rawValue)"
    guard ledger.updates[subject] == nil else { return "\(ref.number) was told twice: \(subject)" }
    ledger.updates[subject] = entry.id
    if waiting.isEmpty {
      // An answer that turned out to be none, found by the command that ended the waiting: neither before nor after.
      let words = commit.changes.record.filter { $0.ref == ref }.flatMap(\.entries).map(\.what)
      let isBetween =
        words.contains("reply_failed") && ["resolved", "dismissed", "replied"].contains(where: words.contains)
      return isBetween ? nil : "\(ref.number) was told how it stands and nobody waits"
    }
    let times = waiting.compactMap { next(after: isDelay ? due : entry.createdAt, $0, of: conversation) }
    if isDelay {
      let states = [commit.before.conversations[ref]?.state, conversation.state]
      // Or its time had come to be open again, found by the command that ended it.
      let record = commit.changes.record.filter { $0.ref == ref }.flatMap(\.entries).map(\.what)
      if !states.contains(.open), !record.contains("not_reminded") {
        return "\(ref.number) was told of a delay while nobody of ours was to act"
      }
      if entry.createdAt < due.adding(milliseconds: -notice(at, due)) {
        return "\(ref.number) was told of a delay too early"
      }
      return times.contains(until) ? nil : "\(ref.number) was told another time than as much again"
    }
    if !commit.changes.messages.contains(where: { ledger.news.contains($0.rawValue) }) {
      return "\(ref.number) was told what is new and had not asked"
    }
    let known = told(promise, due, ledger, commit.after).filter { $0 > entry.createdAt }
    let others = times + waiting.compactMap(\.dueAt)
    let isPaused = waiting.contains(where: \.isPaused) && until == entry.createdAt.adding(seconds: Company.staleAfter)
    return known.last == until || known.isEmpty && (others.contains(until) || isPaused)
      ? nil : "\(ref.number) was told a time that nothing says"
  }

  /// The times that whoever waits on it knows.
  private static func told(
    _ promise: OutboxEntry, _ due: Timestamp, _ ledger: Ledger, _ tables: MemoryTables
  ) -> [Timestamp] {
    let later = ["delay", "news"].compactMap { ledger.updates["\($0) \(promise.id.rawValue)"] }
      .compactMap { tables.outbox[$0] }.filter { $0.state == .accepted }.compactMap(\.validUntil)
    return [due] + later
  }

  private static func next(after time: Timestamp, _ clock: ClockInstance, of conversation: Conversation) -> Timestamp? {
    guard let target = clock.target else { return nil }
    let book = Company.book(conversation.version == "v1" ? 1 : 2)
    return book.calendars[clock.calendar]?.deadline(from: time, target: target)
  }

  /// The newest acknowledgement that is not known to have failed, or to have been left unsent.
  private static func current(among acknowledgements: [OutboxID], _ tables: MemoryTables) -> OutboxEntry? {
    acknowledgements.lazy.reversed().compactMap { tables.outbox[$0] }
      .first { ![.failed, .expired, .cancelled].contains($0.state) }
  }

  /// Two minutes, or half of what was left when Meta took it.
  private static func notice(_ at: Timestamp, _ due: Timestamp) -> Int64 { min(120_000, max(0, due - at) / 2) }
}
