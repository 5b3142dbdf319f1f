import BusinessTime
import Helpdesk

/// Reads one message, status or echo, knowing only its change's contacts.
struct ItemReader {
  typealias Reading = Result<WebhookEvent, UnreadableItem>

  /// A `failed` status carries one or two.
  private static let maximumErrorCodes = 16

  /// Field `standby`: Meta's own agent holds the thread.
  let isStandby: Bool
  let contacts: ContactBook

  /// A message from a user. Only its id is indispensable: without it, no duplicate could be told.
  func message(_ message: JSONValue) -> Reading {
    wamid(of: message).map { wamid in
      let context = message["context"]
      return .message(
        InboundMessage(
          wamid: wamid,
          sender: contacts.identity(phone: message["from"]?.phone, userID: message["from_user_id"]?.userID),
          timestamp: message["timestamp"]?.timestamp, content: ContentReader(message).content,
          groupID: message["group_id"]?.identifier, quoted: context?["id"]?.wamid,
          isForwarded: context?["forwarded"]?.isTrue == true || context?["frequently_forwarded"]?.isTrue == true,
          hasReferral: message["referral"]?.isObject == true, isStandby: isStandby))
    }
  }

  /// What the business wrote from its phone app, or Meta's agent in a thread that it holds.
  func echo(_ echo: JSONValue) -> Reading {
    // Under `standby`, what was written stands in a `message` of its own beside the id.
    let inner = echo["message"]
    let words = inner?.isObject == true ? inner ?? echo : echo
    let to = (words["to"] ?? echo["to"])?.phone
    let userID = (words["to_user_id"] ?? echo["to_user_id"])?.userID
    return wamid(of: echo).map { wamid in
      .echo(
        EchoedMessage(
          wamid: wamid, recipient: contacts.identity(phone: to, userID: userID),
          timestamp: (echo["timestamp"] ?? words["timestamp"])?.timestamp, content: ContentReader(words).content,
          isFromMetaAgent: isStandby))
    }
  }

  /// What became of a message of ours. A status that this version does not know is kept by its name.
  func status(_ status: JSONValue) -> Reading {
    wamid(of: status).flatMap { wamid in
      guard let name = status.text("status"), !name.isEmpty else { return .failure(.noStatus) }
      guard let known = DeliveryStatus(rawValue: name) else {
        return .success(.other(field: Label.of("statuses.\(name)")))
      }
      return .success(
        .status(
          StatusUpdate(
            wamid: wamid, status: known, timestamp: status["timestamp"]?.timestamp, recipient: recipient(of: status),
            callbackData: status["biz_opaque_callback_data"]?.identifier, errorCodes: errorCodes(of: status))))
    }
  }

  /// In a group, `recipient_id` is the group; the person is the participant.
  private func recipient(of status: JSONValue) -> Identity {
    if status["recipient_type"]?.isText("group") == true {
      return contacts.identity(
        phone: status["recipient_participant_id"]?.phone,
        userID: status["recipient_participant_user_id"]?.userID)
    }
    return contacts.identity(phone: status["recipient_id"]?.phone, userID: status["recipient_user_id"]?.userID)
  }

  private func errorCodes(of status: JSONValue) -> [Int] {
    guard let errors = status["errors"] else { return [] }
    return errors.oneOrMany.prefix(Self.maximumErrorCodes).compactMap { error in
      guard let code = error["code"] else { return nil }
      return code.integer.map(Int.init) ?? code.string.flatMap { Int($0) }
    }
  }

  private func wamid(of item: JSONValue) -> Result<Wamid, UnreadableItem> {
    guard item.isObject else { return .failure(.notAnObject) }
    return item["id"]?.wamid.map { .success($0) } ?? .failure(.noID)
  }
}
