import BusinessTime
import Helpdesk

/// The alarm is the earliest thing that the state waits for, and nothing that is due was left undone.
enum I08Alarms: Invariant {
  static let name = "I08"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for conversation in commit.driven {
      let ref = conversation.ref
      // Nobody is told of what has an answer, or stands still.
      let waiting = Set(conversation.clocks.filter { $0.isUnanswered && !$0.isPaused }.map(\.subject))
      var waits = conversation.hops.filter { waiting.contains($0.key.subject) }.map(\.deadline)
      for mark in conversation.marks { if let by = mark.acceptBy { waits.append(by) } }
      for clock in conversation.clocks where clock.stoppedAt == nil {
        if case .excluded = clock.outcome { continue }
        if let due = clock.dueAt, clock.outcome == nil { waits.append(due) }
        waits += clock.plan.filter { $0.firedAt == nil }.map(\.at)
      }
      if let pending = conversation.acknowledgement.pending { waits.append(pending.until) }
      if let delay = delay(conversation) { waits.append(delay) }
      if let again = conversation.assignAgainAt { waits.append(again) }
      if conversation.state == .resolved, let closes = conversation.closesAt {
        // Not before Meta has taken, or not taken, every answer.
        waits.append(conversation.marks.compactMap(\.acceptBy).reduce(closes, max))
      }
      if let silent = silence(conversation, commit.after) { waits.append(silent) }
      let expected = waits.min()
      if conversation.state == .closed, let expected {
        return "\(ref.number) is closed and still waits for \(expected.milliseconds)"
      }
      if conversation.wakeAt != expected {
        return
          "\(ref.number) wakes at \(conversation.wakeAt?.milliseconds ?? 0), it waits for \(expected?.milliseconds ?? 0)"
      }
      if let expected, expected <= commit.now {
        return
          "\(ref.number) was left with something that was due at \(expected.milliseconds), now \(commit.now.milliseconds)"
      }
    }
    return nil
  }

  /// When a silent customer is reminded, or their matter resolved: not while nobody knows what became of the reminder.
  private static func silence(_ conversation: Conversation, _ tables: MemoryTables) -> Timestamp? {
    guard conversation.state == .waitingCustomer, let silence = conversation.silence else { return nil }
    guard let reminder = silence.reminder else { return silence.remindsAt }
    let state = reminder.entry.flatMap { tables.outbox[$0]?.state }
    return state == .accepted || state == .unconfirmed ? reminder.resolvesAt : nil
  }

  /// Two minutes before what was promised last, or half the time that was left when it was; until it has been told.
  private static func delay(_ conversation: Conversation) -> Timestamp? {
    guard let claim = conversation.acknowledgement.current, let entry = claim.entry, let at = claim.sentAt,
      let due = claim.promise, claim.tellsDelay == true, !claim.has(.delay),
      conversation.clocks.contains(where: { $0.subject == "promise:\(entry.rawValue)" && $0.isUnanswered })
    else { return nil }
    return due.adding(milliseconds: -min(120_000, max(0, due - at) / 2))
  }
}
