package import BusinessTime

extension MetaRules {
  /// Marks a message that the number received as read, and with it all earlier ones of its chat (whatsapp §4).
  mutating func receipt(
    _ receipt: ReadReceipt, by number: BusinessNumber, at now: Timestamp
  ) throws(GraphError) -> GraphReply {
    guard let message = chatMessages[receipt.messageID], message.isReceived, message.numberID == number.id else {
      throw .code(131_009, "Param message_id is not a message that this number received.")
    }
    guard !Self.isTooOld(message.sentAt, at: now) else {
      throw .code(131_009, "Param message_id is older than 30 days.")
    }
    let key = ThreadKey(numberID: number.id, person: message.person)
    var thread = threads[key] ?? Thread()
    let isSeen = { (unread: Thread.Unread) in unread.sentAt < message.sentAt || unread.id == receipt.messageID }
    for unread in thread.unread where isSeen(unread) { readReceipts[unread.id] = now }
    thread.unread.removeAll(where: isSeen)
    if receipt.showsTyping { thread.typingEndsAt = now.adding(milliseconds: Self.typingMilliseconds) }
    threads[key] = thread
    return .json(["success": true])
  }

  /// Until when that person sees that an answer is being written; nil when they never saw it or an answer went out.
  package func typingEnds(numberID: String, person address: String) -> Timestamp? {
    guard let place = directory.place(of: address) else { return nil }
    return threads[ThreadKey(numberID: numberID, person: place)]?.typingEndsAt
  }

  /// How long the sign is shown unless an answer comes before (whatsapp §4).
  private static let typingMilliseconds: Int64 = 25_000
}
