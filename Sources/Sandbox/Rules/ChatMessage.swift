package import BusinessTime

/// A message of a chat that no send of ours made: a customer wrote it, or somebody in the phone app.
struct ChatMessage: Sendable {
  var numberID: String
  /// The place of the customer.
  var person: Int
  var sentAt: Timestamp
  /// The customer wrote it.
  var isReceived: Bool
}

extension MetaRules {
  /// A message that came to a number by other ways than `writes`: from now on it can be answered, reacted to and marked
  /// as read. Nothing is told of it. A stranger's digits make a new person; an id that is known stays what it is.
  package mutating func receives(_ id: String, from address: String, at numberID: String, sentAt: Timestamp) {
    let place = directory.place(of: address) ?? directory.placeOrStranger(digits: address)
    keep(id, ChatMessage(numberID: numberID, person: place, sentAt: sentAt, isReceived: true))
  }

  mutating func keep(_ id: String, _ message: ChatMessage) {
    guard chatMessages[id] == nil else { return }
    chatMessages[id] = message
    guard message.isReceived else { return }
    threads[ThreadKey(numberID: message.numberID, person: message.person), default: Thread()].unread
      .append(Thread.Unread(id: id, sentAt: message.sentAt))
  }

  /// When the message of that id was sent in one of the number's chats, either way; nil for one that it never had.
  func sentAt(of id: String, numberID: String) -> Timestamp? {
    if let message = chatMessages[id] { return message.numberID == numberID ? message.sentAt : nil }
    guard let message = acceptedMessage(id), message.numberID == numberID else { return nil }
    return message.acceptedAt
  }

  /// Milliseconds for which Meta lets a message be marked as read or reacted to: 30 days (whatsapp §4).
  static let referenceMilliseconds: Int64 = 30 * 86_400_000

  /// The message was sent too long ago to be marked as read or reacted to.
  static func isTooOld(_ sentAt: Timestamp, at now: Timestamp) -> Bool { now - sentAt > referenceMilliseconds }
}
