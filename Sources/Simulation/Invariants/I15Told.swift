import BusinessTime
import Helpdesk

/// Whom a step names is told and what it orders is done, in the same transaction; and who is not reached within five
/// minutes is followed by the next, nobody else and nobody sooner.
///
/// By the ladder of `Company`, written out once more by hand: half the target tells nobody, five minutes before the
/// assignee, at the due time the lead and then management, half an hour later management.
enum I15Told: Invariant {
  static let name = "I15"
  static let sees = Sight.unmerged

  private static let failOverMilliseconds: Int64 = 300_000
  /// A reply that Meta has not taken yet holds a fail-over back for so long.
  private static let replyMilliseconds: Int64 = 120_000

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for conversation in commit.driven {
      let before = commit.before.conversations[conversation.ref]
      var fired: [String] = []
      for clock in conversation.clocks {
        let old = before?.clocks.first { $0.isSame(as: clock) }
        let names = clock.plan.filter { step in
          step.firedAt != nil && old?.plan.first { $0.index == step.index }?.firedAt == nil
        }.map(\.name)
        if let wrong = tells(names, of: clock, in: conversation, commit, &ledger) { return wrong }
        fired += names
      }
      if let wrong = actions(fired, in: conversation, before, commit) ?? failOvers(of: conversation, commit, &ledger) {
        return wrong
      }
    }
    return hops(commit, &ledger)
  }

  /// The last of the steps at once that tells anybody.
  private static func tells(
    _ steps: [String], of clock: ClockInstance, in conversation: Conversation, _ commit: Evidence,
    _ ledger: inout Ledger
  ) -> String? {
    guard let teller = steps.last(where: { $0 != "50%" }) else { return nil }
    let told = alerts(commit.changes.entries, commit.after) {
      $0.conversation == conversation.ref && $0.notice?.subject == clock.subject && $0.notice?.step == teller
        && $0.notice?.hop == 0
    }
    let people = Set(told.map(\.recipient))
    let expected: Set<OutboxEntry.Recipient>? =
      switch teller {
      case "due": [.person("lucia")]
      case "+30m": [.person("marta")]
      case _: nil
      }
    if people.isEmpty || expected.map({ $0 != people }) ?? false {
      return "\(clock.subject) \(teller) told \(people.map(\.key).sorted())"
    }
    if teller == "due" { ledger.hops[conversation.ref, default: [:]][clock.subject] = commit.now }
    return nil
  }

  private static func actions(
    _ steps: [String], in conversation: Conversation, _ before: Conversation?, _ commit: Evidence
  ) -> String? {
    let ref = conversation.ref.number
    let isJudged = commit.changes.journal.contains { entry in
      if case .command(.act(conversation.ref, .priority, _)) = entry.body { true } else { false }
    }
    if steps.contains("+30m"), conversation.priority != .urgent, !isJudged {
      return "\(ref) is not urgent half an hour after"
    }
    guard steps.contains("due") else { return nil }
    if !conversation.tags.contains("vencido") { return "\(ref) is overdue and not tagged" }
    let record = commit.changes.record.filter { $0.ref == conversation.ref }.flatMap(\.entries).map(\.what)
    let isGivenOn = record.contains("assigned")
    if !isGivenOn, !record.contains("unassigned") { return "\(ref) is overdue and was not given to somebody else" }
    // Whoever was given it by hand in the same moment may have had it before that.
    let isMoved = commit.changes.journal.contains { entry in
      if case .command(.act(conversation.ref, .assign, _)) = entry.body { true } else { false }
    }
    let isOnce = steps.count { $0 == "due" } == 1 && before != nil && !isMoved
    if isGivenOn, isOnce, conversation.assignee == before?.assignee {
      return "\(ref) was given to whoever had it"
    }
    return nil
  }

  /// Five minutes after, somebody has it on their phone, or the next one was told, or nobody waits any more.
  private static func failOvers(
    of conversation: Conversation, _ commit: Evidence, _ ledger: inout Ledger
  ) -> String? {
    let waiting = (ledger.hops[conversation.ref] ?? [:]).sorted { $0.key < $1.key }
    for (subject, toldAt) in waiting where commit.now - toldAt >= failOverMilliseconds {
      guard let clock = conversation.clocks.first(where: { $0.subject == subject }), clock.isUnanswered, !clock.isPaused
      else {
        // It may run again, when its answer turns out to be none or the pause is over.
        ledger.hops[conversation.ref]?[subject] = commit.now.adding(
          milliseconds: replyMilliseconds - failOverMilliseconds)
        continue
      }
      ledger.hops[conversation.ref]?[subject] = nil
      let told = commit.after.outbox.rows {
        $0.conversation == conversation.ref && $0.notice?.subject == subject && $0.notice?.step == "due"
      }
      if !told.contains(where: { $0.notice?.hop == 1 || isDelivered($0) }) {
        return "\(subject) is overdue, nobody was reached, and nobody else was told"
      }
    }
    return nil
  }

  /// Who is told instead: management, and only while the first has not been reached.
  private static func hops(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for id in commit.changes.entries where commit.after.outbox[id]?.state == .parked { ledger.putOff.insert(id) }
    let second = alerts(commit.changes.entries, commit.after) { $0.notice?.hop == 1 && $0.repeatOf == nil }
    for entry in second where commit.before.outbox[entry.id] == nil {
      if entry.recipient != .person("marta") { return "\(entry.recipient.key) was told instead of management" }
      let first = commit.after.outbox.rows {
        $0.conversation == entry.conversation && $0.notice?.subject == entry.notice?.subject
          && $0.notice?.step == entry.notice?.step && $0.notice?.hop == 0
      }
      // What arrived in the same transaction may have come after management was told.
      let hadArrived = first.compactMap { commit.before.outbox[$0.id] }.contains(where: isDelivered)
      if hadArrived { return "management was told though the lead had been reached" }
      let isEarly = first.allSatisfy { entry.createdAt - $0.createdAt < failOverMilliseconds }
      // Who has quiet hours, or is written to through a closed account, cannot be reached: the next is told at once, or
      // as soon as somebody waits again, and what was put off may have gone out since.
      // Nor does it count as on its way what was said to have failed, whatever was heard of it later.
      let isLost =
        first.contains { isSaidToHaveFailed($0, ledger) } || first.contains { ledger.putOff.contains($0.id) }
        || !commit.changes.lines.isEmpty
        || commit.after.lines.rows().contains { $0.stateName == "open" }
      if isEarly, !isLost, first.contains(where: mayStillArrive) {
        return "management was told before the lead's five minutes were over"
      }
    }
    return nil
  }

  private static func alerts(
    _ ids: Set<OutboxID>, _ tables: MemoryTables, where matches: (OutboxEntry) -> Bool
  ) -> [OutboxEntry] {
    ids.sorted().compactMap { tables.outbox[$0] }.filter { $0.kind == .alert && matches($0) }
  }

  private static func isSaidToHaveFailed(_ entry: OutboxEntry, _ ledger: Ledger) -> Bool {
    entry.wamid.map { ledger.offered[$0.rawValue]?.contains { $0.rank == Items.ranks["failed"] } ?? false } ?? false
  }

  private static func isDelivered(_ entry: OutboxEntry) -> Bool { entry.delivery.map { $0 >= .delivered } ?? false }

  private static func mayStillArrive(_ entry: OutboxEntry) -> Bool {
    switch entry.state {
    case .queued, .inFlight, .inDoubt, .accepted: true
    case .parked, .failed, .expired, .cancelled, .unconfirmed: false
    }
  }
}
