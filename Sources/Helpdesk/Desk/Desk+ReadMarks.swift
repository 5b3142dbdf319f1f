import BusinessTime

extension Desk {
  /// Meta takes read marks of what is at most so old (Meta, read receipts and typing).
  private static var markSeconds: Int64 { 30 * 86_400 }

  /// What is marked as read before this goes out: the customer's newest message, if the rules say so and they are about
  /// to be answered. Never while the circuit is open: the probe is to be the only request.
  func messageToMark(before entry: OutboxEntry) throws -> Wamid? {
    guard context.rules.acknowledgements.marksRead, entry.isAnswer, let ref = entry.conversation,
      try tables.line(entry.number)?.probeAt == nil, let conversation = try living(ref)
    else { return nil }
    let refs = [conversation.ref] + (conversation.absorbed ?? [])
    let newest = try refs.compactMap { try tables.newestInbound(in: $0) }.max { $0.occurredAt < $1.occurredAt }
    guard let newest, newest.occurredAt.adding(seconds: Self.markSeconds) > now else { return nil }
    return newest.wamid
  }
}

extension OutboxEntry {
  /// The customer sees that somebody types, and then reads it.
  fileprivate var isAnswer: Bool {
    switch kind {
    case .acknowledgement: true
    case .reply: !isReaction
    case .alert, .update, .survey, .reminder, .optOutConfirmation: false
    }
  }
}
