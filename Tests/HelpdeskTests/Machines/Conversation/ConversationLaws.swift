import BusinessTime
import Helpdesk

/// What must hold whenever an event has been applied to a conversation, whatever it was and whatever came before.
///
/// Written from the semantics, never by asking the machine what it would do.
enum ConversationLaws {
  private static let all: [@Sendable (Applied) -> [String]] = [
    repeatable, alarm, nothingLeftUndone, derived, outcomes, rowsWritten, steps, tellers, failOvers, actions,
    acknowledgements, bursts, mutes, replies, threads, assignments,
  ]

  static func broken(by applied: Applied) -> [String] {
    all.flatMap { $0(applied) }
  }

  /// Pure: the same event in the same state decides the same.
  private static func repeatable(_ applied: Applied) -> [String] {
    var again = applied.before
    let decisions = again.apply(applied.event, at: applied.now, under: applied.world.rules)
    return law(decisions == applied.decisions && again == applied.after, "the same event decides something else")
  }

  /// One sentence if the law does not hold.
  static func law(_ holds: Bool, _ otherwise: @autoclosure () -> String) -> [String] {
    holds ? [] : [otherwise()]
  }
}

extension Applied {
  /// Requests in the order of their own times.
  var requests: [Mark] { after.marks.filter { $0.side == .customer } }

  func instance(_ clock: ClockInstance, in conversation: Conversation) -> ClockInstance? {
    conversation.clocks.first { $0.clock == clock.clock && $0.starter == clock.starter }
  }
}

extension ClockInstance {
  /// A clock that only a person stops.
  var isForPeople: Bool { clock == .firstResponse || clock == .nextResponse }

  var isOut: Bool { if case .excluded = outcome { true } else { false } }
}
