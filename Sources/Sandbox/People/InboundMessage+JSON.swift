extension InboundMessage {
  /// The value of `type`.
  var type: String {
    switch content {
    case .text: "text"
    case .media(let media): media.kind.rawValue
    case .sticker: "sticker"
    case .location: "location"
    case .button: "button"
    case .buttonReply, .listReply: "interactive"
    case .reaction: "reaction"
    case .unsupported: "unsupported"
    case .other(let type, _): type
    }
  }

  /// The object that stands under the type's name; nil for types without one.
  func object(mediaID: String) -> JSON? {
    switch content {
    case .text(let body): ["body": .string(body)]
    case .media(let media): Self.media(media, id: mediaID)
    case .sticker(let isAnimated):
      [
        "mime_type": "image/webp", "sha256": .string(Self.digest), "id": .string(mediaID),
        "animated": .bool(isAnimated),
      ]
    case .location(let latitude, let longitude, let name):
      .object(present: [
        ("latitude", .double(latitude)), ("longitude", .double(longitude)), ("name", .string(optional: name)),
      ])
    case .button(let text, let payload): ["payload": .string(payload), "text": .string(text)]
    case .buttonReply(let id, let title):
      ["type": "button_reply", "button_reply": ["id": .string(id), "title": .string(title)]]
    case .listReply(let id, let title, let description):
      [
        "type": "list_reply",
        "list_reply": .object(present: [
          ("id", .string(id)), ("title", .string(title)), ("description", .string(optional: description)),
        ]),
      ]
    case .reaction(let messageID, let emoji):
      .object(present: [("message_id", .string(messageID)), ("emoji", .string(optional: emoji))])
    case .unsupported(let type, _): ["type": .string(type)]
    case .other(_, let object): object
    }
  }

  /// The `errors` of an unsupported message.
  var errors: JSON? {
    guard case .unsupported(_, let code) = content else { return nil }
    let details: JSON = ["details": "Message type is currently not supported."]
    return [
      [
        "code": .int(Int64(code)), "title": "Message type unknown", "message": "Message type unknown",
        "error_data": details,
      ]
    ]
  }

  /// The base64 of a digest of nothing in particular.
  private static let digest = "5Lr1u1qDtlXHfSJpcLPkVHkV+KlmM4EBOvJzS9v0oZ4="

  private static func media(_ media: Media, id: String) -> JSON {
    let mimeType: JSON =
      switch media.kind {
      case .image: "image/jpeg"
      case .video: "video/mp4"
      case .audio: "audio/ogg; codecs=opus"
      case .document: "application/pdf"
      }
    return .object(present: [
      ("caption", .string(optional: media.caption)),
      ("filename", .string(optional: media.filename)),
      ("mime_type", mimeType),
      ("sha256", .string(digest)),
      ("id", .string(id)),
      ("url", .string("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=\(id)")),
      ("voice", media.kind == .audio ? .bool(media.isVoice) : nil),
    ])
  }
}
