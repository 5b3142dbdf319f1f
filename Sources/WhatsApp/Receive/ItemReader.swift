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
  /// The change has a list of messages, which its errors may be about.
  let hasMessages: Bool

  /// A message from a user. Only its id is indispensable: without it, no duplicate could be told.
  func message(_ message: JSONValue) -> Reading {
    wamid(of: message).map { wamid in
      let context = message["context"]
      let change = change(in: message)
      // Who they were may stand there alone, beside neither phone nor user id of a sender.
      let userID = change.flatMap(formerUserID) ?? message["from_user_id"]?.userID
      var read = InboundMessage(
        wamid: wamid,
        sender: contacts.identity(phone: message["from"]?.phone, userID: userID),
        timestamp: message["timestamp"]?.timestamp, content: ContentReader(message).content,
        groupID: message["group_id"]?.identifier, quoted: context?["id"]?.wamid,
        isForwarded: context?["forwarded"]?.isTrue == true || context?["frequently_forwarded"]?.isTrue == true,
        referral: referral(of: message), isStandby: isStandby)
      read.newIdentity = change.flatMap(newIdentity)
      read.product = product(in: context)
      return .message(read)
    }
  }

  private func referral(of message: JSONValue) -> Referral? {
    guard let referral = message["referral"], referral.isObject else { return nil }
    return Referral(
      source: referral.text("source_type").map { Label.of($0) }, sourceID: referral["source_id"]?.identifier,
      url: referral.text("source_url"), headline: referral.text("headline"), body: referral.text("body"),
      clickID: referral["ctwa_clid"]?.identifier, mediaType: referral.text("media_type").map { Label.of($0) },
      mediaURL: referral.text("image_url") ?? referral.text("video_url"), thumbnailURL: referral.text("thumbnail_url"),
      welcome: referral["welcome_message"]?.text("text"))
  }

  private func product(in context: JSONValue?) -> ProductEnquiry? {
    guard let product = context?["referred_product"], let id = product["product_retailer_id"]?.identifier else {
      return nil
    }
    return ProductEnquiry(catalogID: product["catalog_id"]?.identifier, productID: id)
  }

  /// Types of `system` that say who the sender is from now on; `customer_identity_changed` speaks of keys only.
  private static let changes: Set = ["user_changed_number", "user_changed_user_id", "customer_changed_number"]

  private func change(in message: JSONValue) -> JSONValue? {
    guard message["type"]?.isText("system") == true, let system = message["system"],
      system.text("type").map(Self.changes.contains) == true
    else { return nil }
    return system
  }

  /// The property is young: elsewhere the former user id stands in the sentence only, "… changed from A to B".
  private func formerUserID(in change: JSONValue) -> UserID? {
    if let former = change["previous_user_id"]?.userID { return former }
    guard let sentence = change.text("body"), let current = change["user_id"]?.userID else { return nil }
    let end = sentence.split(separator: " ").suffix(4).map(String.init)
    guard end.count == 4, end[0] == "from", end[2] == "to", end[3] == current.rawValue, Self.isUserID(end[1]) else {
      return nil
    }
    return UserID(end[1])
  }

  /// A country's code, a point, and letters, digits and points (Meta, business-scoped user ids).
  private static func isUserID(_ word: String) -> Bool {
    let parts = word.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, parts[0].count == 2, parts[0].allSatisfy({ ("A"..."Z").contains($0) }) else { return false }
    return parts[1].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }
  }

  private func newIdentity(in change: JSONValue) -> Identity? {
    let current = Identity(phone: change["wa_id"]?.phone, userID: change["user_id"]?.userID)
    return current.isKnown ? current : nil
  }

  /// An entry of `user_id_update`. Without a former and a new user id there is nothing to link.
  func identityChange(_ update: JSONValue) -> IdentityChange? {
    guard let userID = update["user_id"], let previous = userID["previous"]?.userID,
      let current = userID["current"]?.userID
    else { return nil }
    var identity = contacts.identity(phone: update["wa_id"]?.phone, userID: current)
    identity.userID = current
    return IdentityChange(previous: Identity(userID: previous), current: identity)
  }

  /// An entry of `calls` by a user; nil if the business calls, or nobody can tell who.
  func call(_ call: JSONValue) -> IncomingCall? {
    guard call["direction"]?.isText("BUSINESS_INITIATED") != true else { return nil }
    let caller = contacts.identity(phone: call["from"]?.phone, userID: call["from_user_id"]?.userID)
    return caller.isKnown ? IncomingCall(caller: caller, timestamp: call["timestamp"]?.timestamp) : nil
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
            callbackData: status["biz_opaque_callback_data"]?.identifier, errorCodes: errorCodes(of: status),
            pricing: pricing(of: status))))
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

  private func pricing(of status: JSONValue) -> Pricing? {
    guard let pricing = status["pricing"], let category = pricing.text("category") else { return nil }
    return Pricing(category: Label.of(category), type: Label.of(pricing.text("type")))
  }

  private func errorCodes(of status: JSONValue) -> [Int] {
    guard let errors = status["errors"] else { return [] }
    return errors.oneOrMany.prefix(Self.maximumErrorCodes).compactMap(\.errorCode)
  }

  /// An error at the value; nil beside messages, and without a code.
  func accountError(_ error: JSONValue) -> AccountError? { hasMessages ? nil : AccountError(error) }

  private func wamid(of item: JSONValue) -> Result<Wamid, UnreadableItem> {
    guard item.isObject else { return .failure(.notAnObject) }
    return item["id"]?.wamid.map { .success($0) } ?? .failure(.noID)
  }
}
