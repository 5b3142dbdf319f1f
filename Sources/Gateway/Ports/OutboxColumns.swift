package import Helpdesk

/// What a store must be able to look an entry up by, derived in one place for every store.
extension OutboxEntry {
  /// The unique column of an alert: one decision is told to one person once. Nil for what is no alert to a
  /// person, and for one that repeats another after its doubt ended: that is the same decision once more. An alert
  /// about no conversation has 0 in the place of its number.
  package var noticeColumn: String? {
    guard repeatOf == nil, let notice, case .person(let person) = recipient else { return nil }
    return notice.column(conversation ?? ConversationRef(0), person)
  }

  /// Somebody has to look at it again at `dueAt`: it is to be sent, its lease runs, or it is in doubt.
  package var isUnsettled: Bool {
    switch state {
    case .queued, .parked, .inFlight, .inDoubt: true
    case .accepted, .failed, .expired, .cancelled, .unconfirmed: false
    }
  }

  /// A person's key, `automation:name` for a program's token, or `acuse` for the gateway itself.
  package var writer: String {
    author?.rawValue ?? automation.map { Author.automation(name: $0).name } ?? "acuse"
  }

  package var isToContact: Bool {
    if case .contact = recipient { true } else { false }
  }

  /// As a line of its conversation. It stands at the time at which it was written, not at which it went out.
  package var messageLine: MessageLine {
    MessageLine(
      isInbound: false, author: writer, kind: isReaction ? "reaction" : kind.rawValue, text: rendering.freeForm?.text,
      occurredAt: createdAt)
  }
}

extension StoredMessage {
  /// As a line of its conversation. An echo was written in the business's own app, by nobody we know by name.
  package var messageLine: MessageLine {
    let author = person?.rawValue ?? (direction == .inbound ? "customer" : "app")
    return MessageLine(
      isInbound: direction == .inbound, author: author, kind: kind, text: text, occurredAt: occurredAt)
  }
}

extension StatusUpdate {
  /// Whose status it is: a message to a group has one for each member. By the phone first, which the status carries
  /// itself: the user id may come from what was brought beside it, and not be there when it is brought again.
  package var recipientColumn: String {
    recipient.phone ?? recipient.userID?.rawValue ?? ""
  }
}
