/// Names of properties that this version does not know. Meta adds them without notice; they are in the kept bytes, and
/// counted so that somebody hears of them (whatsapp §1).
enum Novelties {
  /// Of one item; whatever has more is another kind of thing.
  static let most = 4

  /// Of an element of `messages` or `message_echoes`. The object that its `type` names is known by that.
  static func inMessage(_ message: JSONValue) -> [String] {
    let type = message["type"]
    return labels(of: message, knowing: messageKeys, "message") { name in
      name.utf8.map { name in type?.utf8.map { name.elementsEqual($0) } ?? false } ?? true
    }
  }

  static func inStatus(_ status: JSONValue) -> [String] {
    labels(of: status, knowing: statusKeys, "status") { _ in false }
  }

  private static func labels(
    of object: JSONValue, knowing known: [StaticString], _ prefix: String, unless isKnown: (JSONValue) -> Bool
  ) -> [String] {
    var found: [String] = []
    for member in object.members where found.count < most {
      if known.contains(where: member.name.isText) || isKnown(member.name) { continue }
      let label = "\(prefix).\(Label.of(member.name.string))"
      if !found.contains(label) { found.append(label) }
    }
    return found
  }

  private static let messageKeys: [StaticString] = [
    "from", "id", "timestamp", "type", "text", "from_user_id", "from_parent_user_id", "to", "to_user_id",
    "to_parent_user_id", "group_id", "context", "referral", "errors", "identity", "message", "image", "video", "audio",
    "voice", "document", "sticker", "location", "contacts", "interactive", "button", "reaction", "order", "system",
    "request_welcome", "edit", "revoke", "unsupported", "username", "from_logical_id", "origin",
  ]

  private static let statusKeys: [StaticString] = [
    "id", "status", "timestamp", "recipient_id", "recipient_user_id", "recipient_parent_user_id", "recipient_type",
    "recipient_participant_id", "recipient_participant_user_id", "recipient_identity_key_hash",
    "biz_opaque_callback_data", "conversation", "pricing", "errors", "message", "group_id", "type", "payment",
    "recipient_logical_id", "parent_recipient_user_id",
  ]
}
