import BusinessTime
import Helpdesk

/// What a customer was promised is measured: each acknowledgement, and each word of a delay, that reached Meta and was
/// not taken back has its clock, due when it said, kept by a person's answer and by nothing else.
enum I17Promised: Invariant {
  static let name = "I17"
  static let sees = Sight.unmerged

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for conversation in commit.driven {
      let clocks = conversation.clocks.filter { $0.clock == .promise }
      for clock in clocks {
        if let wrong = differs(clock, of: conversation, commit, ledger) { return wrong }
      }
      let told = ledger.acknowledgements[conversation.ref] ?? []
      for id in told + told.compactMap({ ledger.updates["delay \($0.rawValue)"] }) {
        guard let entry = commit.after.outbox[id], entry.state == .accepted else { continue }
        let subject = "promise:\(id.rawValue)"
        let isKnown =
          clocks.contains { $0.subject == subject }
          || commit.after.clocks["\(conversation.ref.number)/\(subject)"] != nil
        if !isKnown { return "\(conversation.ref.number) was promised a time that nobody measures" }
      }
    }
    return nil
  }

  private static func differs(
    _ clock: ClockInstance, of conversation: Conversation, _ commit: Evidence, _ ledger: Ledger
  ) -> String? {
    guard let entry = commit.after.outbox[OutboxID(clock.starter)], entry.conversation == conversation.ref else {
      return "\(clock.subject) measures no message of \(conversation.ref.number)"
    }
    if clock.dueAt != entry.validUntil { return "\(clock.subject) is due at another time than was promised" }
    if I05Acknowledgement.hasFailed(entry), !clock.isExcluded { return "\(clock.subject) binds, and was never read" }
    guard !ledger.clockJumps, !clock.isExcluded, let due = clock.dueAt else { return nil }
    if let at = clock.stoppedAt, !conversation.isTrimmed {
      let answers = conversation.marks.filter { $0.side == .human && $0.isLive }
      if !answers.contains(where: { $0.at == at }) { return "\(clock.subject) was kept by nobody" }
    }
    let outcome: ClockOutcome? =
      if let at = clock.stoppedAt { at <= due ? .met : .breached } else { due <= commit.now ? .breached : nil }
    return clock.outcome == outcome ? nil : "\(clock.subject) is \(clock.outcome?.name ?? "open")"
  }
}
