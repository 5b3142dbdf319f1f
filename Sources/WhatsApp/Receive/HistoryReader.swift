import Helpdesk

/// Reads one chunk of what was written before a number was connected: threads of messages, or why there are none.
struct HistoryReader {
  let contacts: ContactBook
  let ownPhone: PhoneKey?
  /// Of parts; at least one.
  let most: Int

  /// A chunk of which nothing can be told is its own only part.
  func parts(of chunk: JSONValue) -> [NewsPart] {
    var parts: [NewsPart] = []
    for member in chunk.members {
      if member.name.isText("threads") {
        for thread in member.value.oneOrMany where parts.count < most { read(thread, into: &parts) }
      } else if member.name.isText("errors") {
        for error in member.value.oneOrMany where parts.count < most {
          parts.append(NewsPart(error, AccountError(error).map { .history(.error($0)) }))
        }
      }
    }
    return parts.isEmpty ? [NewsPart(chunk, nil)] : parts
  }

  /// So is a thread without messages.
  private func read(_ thread: JSONValue, into parts: inout [NewsPart]) {
    let before = parts.count
    let other = otherSide(of: thread)
    for member in thread.members where member.name.isText("messages") {
      for message in member.value.oneOrMany where parts.count < most {
        parts.append(NewsPart(message, past(message, with: other).map { .history(.message($0)) }))
      }
    }
    if parts.count == before { parts.append(NewsPart(thread, nil)) }
  }

  /// A thread's id is the customer's phone, where it has one.
  private func otherSide(of thread: JSONValue) -> Identity {
    let context = thread["context"]
    var customer = contacts.identity(
      phone: (context?["wa_id"] ?? thread["id"])?.phone, userID: context?["user_id"]?.userID)
    customer.profileName = customer.profileName ?? context?.username
    return customer
  }

  /// Without its id it could be told from no other.
  private func past(_ message: JSONValue, with customer: Identity) -> PastMessage? {
    guard let wamid = message["id"]?.wamid else { return nil }
    let direction = direction(of: message)
    let (phone, userID) =
      switch direction {
      case .fromCustomer: (message["from"]?.phone, message["from_user_id"]?.userID)
      case .toCustomer: (message["to"]?.phone, message["to_user_id"]?.userID)
      }
    return PastMessage(
      wamid: wamid, customer: person(phone, userID, in: customer), direction: direction,
      content: ContentReader(message).content, status: message["history_context"]?.word("status"),
      timestamp: message["timestamp"]?.timestamp)
  }

  /// Whom the message names, with what the thread adds; somebody else than the thread's is who the message says.
  private func person(_ phone: String?, _ userID: UserID?, in customer: Identity) -> Identity {
    guard phone != nil || userID != nil else { return customer }
    let named = contacts.identity(phone: phone, userID: userID)
    guard Self.agree(named.phone.map(PhoneKey.init), customer.phone.map(PhoneKey.init)),
      Self.agree(named.userID, customer.userID)
    else { return named }
    return Identity(
      phone: named.phone ?? customer.phone, userID: named.userID ?? customer.userID,
      profileName: named.profileName ?? customer.profileName)
  }

  private static func agree<Name: Equatable>(_ one: Name?, _ other: Name?) -> Bool {
    one == nil || other == nil || one == other
  }

  /// Ours by its sender, or because it names somebody else as the recipient.
  private func direction(of message: JSONValue) -> PastMessage.Direction {
    if let from = message["from"]?.phone, PhoneKey(from) == ownPhone { return .toCustomer }
    if let to = message["to"]?.phone { return PhoneKey(to) == ownPhone ? .fromCustomer : .toCustomer }
    return message["to_user_id"]?.userID == nil ? .fromCustomer : .toCustomer
  }
}
