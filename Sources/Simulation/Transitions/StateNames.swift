package import Helpdesk

extension Conversation {
  /// The state as the list of transitions knows it: does somebody wait, and for whom.
  package var stateName: String {
    if isOver { return state.rawValue }
    let waiting = clocks.filter { ($0.clock == .firstResponse || $0.clock == .nextResponse) && $0.isUnanswered }
    if waiting.contains(where: { $0.outcome == .breached }) { return "overdue" }
    return waiting.isEmpty ? heldByAgent == nil ? "idle" : "held" : "waiting"
  }
}

extension Pager {
  /// But for the letters.
  func isSame(as other: Pager) -> Bool {
    userID == other.userID && sendPhone == other.sendPhone && lastInbound == other.lastInbound && told == other.told
  }
}

extension Line {
  package var stateName: String {
    switch breaker {
    case .closed: "closed"
    case .open: "open"
    }
  }
}

extension StoredMessage {
  /// What it is to the machines that take it in.
  var eventName: String {
    if person != nil { return "staff" }
    switch direction {
    case .inbound: return counts ? "request" : "note"
    case .echo: return counts ? "person" : "automatic"
    }
  }
}

extension JournalEntry {
  /// The input's kind; `hint` tells what an item was.
  func eventName(hint: String?) -> String {
    switch body {
    case .item: hint ?? "other"
    case .command(.reply(_, _, _, .person)): "reply"
    case .command(.reply(_, _, _, .automation)): "automation"
    case .command(.act): "act"
    case .command(.open): "open"
    case .command(.retry): "retry"
    case .command(.discard): "discard"
    case .command(.misfire): "misfire"
    case .command(.misfireUndone): "misfire_undone"
    case .command(.tokenChanged): "token_changed"
    case .wake: "wake"
    case .settled(_, let outcome): "settled.\(outcome.eventName)"
    case .mailed(_, let outcome): "mailed.\(outcome.eventName)"
    case .claimed(_, let lease): lease > 0 ? "claimed" : "put_off"
    }
  }
}

extension Letter.Outcome {
  var eventName: String {
    switch self {
    case .taken: "taken"
    case .putOff: "put_off"
    case .refused: "refused"
    case .void: "void"
    }
  }
}

extension Outcome {
  package var eventName: String {
    switch self {
    case .accepted: "accepted"
    case .refused(_, let remedy): "refused.\(remedy.eventName)"
    case .inDoubt: "in_doubt"
    case .leaseEnded: "lease_ended"
    case .doubtEnded: "doubt_ended"
    case .expired: "expired"
    case .irrelevant: "irrelevant"
    }
  }
}

extension Remedy {
  var eventName: String {
    switch self {
    case .retry: "retry"
    case .waitForRecipient: "wait_for_recipient"
    case .slowNumber: "slow_number"
    case .useTemplate: "use_template"
    case .dropTemplate: "drop_template"
    case .openBreaker: "open_breaker"
    case .giveUp: "give_up"
    }
  }
}
