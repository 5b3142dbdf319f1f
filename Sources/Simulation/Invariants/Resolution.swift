import BusinessTime
import Helpdesk

/// The resolution clock and the state of a conversation, by what must be so of them whatever happened.
enum Resolution {
  static func differs(
    _ conversation: Conversation, of policy: Policy, in book: PolicyBook, isAsked: Bool, at now: Timestamp,
    clockJumps: Bool
  ) -> String? {
    if let wrong = (clockJumps ? nil : pauses(of: conversation)) ?? rest(of: conversation) { return wrong }
    let clocks = conversation.clocks.filter { $0.clock == .resolution }
    guard isAsked, let rule = policy.clocks[.resolution], let calendar = book.calendars[rule.calendar] else {
      return clocks.isEmpty ? nil : "\(conversation.ref.number) has a resolution clock that nobody ordered"
    }
    guard clocks.count == 1, let clock = clocks.first, clock.startedAt == conversation.openedAt else {
      return "\(conversation.ref.number) has \(clocks.count) resolution clocks, or one that began at another time"
    }
    if clock.stoppedAt != conversation.resolvedAt { return "\(clock.subject) does not end when it was resolved" }
    let still = conversation.pauses.map { $0.from..<($0.to ?? max(now, $0.from)) }
    if let due = clock.dueAt {
      // Measured by the other function: exactly the target has passed by then, and less a second before.
      let (worked, before) = (
        calendar.elapsed(from: clock.startedAt, to: due, without: still),
        calendar.elapsed(from: clock.startedAt, to: due.adding(seconds: -1), without: still)
      )
      if worked != rule.target || before >= rule.target { return "\(clock.subject) is due at another time" }
      let outcome: ClockOutcome? =
        if let at = clock.stoppedAt { at <= due ? .met : .breached } else { due <= now ? .breached : nil }
      if clock.outcome != outcome, clock.outcome != .breached { return "\(clock.subject) has another outcome" }
    } else if conversation.pauses.last?.to != nil || conversation.pauses.isEmpty {
      return "\(clock.subject) stands still and nothing holds it"
    }
    return nil
  }

  /// In order and apart; only the last may go on, and only while the state says so.
  private static func pauses(of conversation: Conversation) -> String? {
    let waits = conversation.state == .waitingCustomer || conversation.state == .waitingThirdParty
    var ended: Timestamp?
    for (place, pause) in conversation.pauses.enumerated() {
      let isLast = place == conversation.pauses.count - 1
      if pause.to == nil, !isLast || pause.state != conversation.state { return "a pause goes on that is over" }
      if let to = pause.to, to < pause.from { return "a pause ends before it begins" }
      if let ended, pause.from < ended, pause.state != .resolved { return "two pauses hold the same time" }
      ended = pause.to
    }
    if waits, conversation.pauses.last?.to != nil { return "\(conversation.ref.number) waits without a pause" }
    return nil
  }

  /// Whoever rests owes nothing: nobody waits, no search goes on, and what is closed waits for nothing at all.
  private static func rest(of conversation: Conversation) -> String? {
    switch conversation.state {
    case .open, .waitingCustomer, .waitingThirdParty:
      return conversation.resolvedAt == nil && conversation.closesAt == nil
        ? nil : "\(conversation.ref.number) is open and was resolved"
    case .resolved, .closed:
      if conversation.clocks.contains(where: { Derivation.isHuman($0.clock) && $0.isUnanswered }) {
        return "\(conversation.ref.number) is resolved and somebody waits"
      }
      if conversation.assignAgainAt != nil { return "\(conversation.ref.number) is resolved and looks for somebody" }
      return conversation.resolvedAt.map { conversation.closesAt == $0.adding(seconds: Company.reopenWithin) } ?? false
        ? nil : "\(conversation.ref.number) is resolved and closes at another time"
    }
  }
}
