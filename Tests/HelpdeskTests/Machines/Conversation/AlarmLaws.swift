import BusinessTime
import Helpdesk

extension ConversationLaws {
  /// I08: the alarm is the earliest thing that the state waits for, found here field by field.
  static func alarm(_ applied: Applied) -> [String] {
    let waits = waits(of: applied.after)
    return law(
      applied.after.wakeAt == waits.min(),
      "the alarm stands at \(String(describing: applied.after.wakeAt)), the state waits for \(waits)")
  }

  /// What was due is done: whatever the state still waits for lies ahead.
  static func nothingLeftUndone(_ applied: Applied) -> [String] {
    waits(of: applied.after).filter { $0 <= applied.now }.map { "what was due at \($0) is left undone" }
  }

  private static func waits(of conversation: Conversation) -> [Timestamp] {
    var waits: [Timestamp] = []
    for mark in conversation.marks {
      if let acceptBy = mark.acceptBy { waits.append(acceptBy) }
    }
    for clock in conversation.clocks where clock.stoppedAt == nil && !clock.isOut {
      for step in clock.plan where step.firedAt == nil { waits.append(step.at) }
      if clock.outcome == nil, let due = clock.dueAt { waits.append(due) }
    }
    let unanswered = conversation.clocks.filter { $0.stoppedAt == nil && !$0.isOut }
    for hop in conversation.hops where unanswered.contains(where: { $0.subject == hop.key.subject }) {
      waits.append(hop.deadline)
    }
    if let burst = conversation.acknowledgement.pending { waits.append(burst.until) }
    if let again = conversation.assignAgainAt { waits.append(again) }
    return waits
  }
}
