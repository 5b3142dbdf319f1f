import Helpdesk

/// Reads what a message holds. A type whose own object is missing or broken becomes `other` with its name: the message
/// was sent, and somebody is waiting, whatever its payload lacks.
struct ContentReader {
  private let message: JSONValue

  init(_ message: JSONValue) {
    self.message = message
  }

  var content: MessageContent {
    let type = message.text("type")
    switch type {
    case "text": return text ?? .other(type: "text", subtype: nil)
    case "image": return media(.image, message["image"])
    case "video": return media(.video, message["video"])
    case "audio": return media(.audio, message["audio"])
    case "voice": return media(.audio, message["voice"] ?? message["audio"], isVoice: true)
    case "document": return media(.document, message["document"])
    case "sticker": return media(.sticker, message["sticker"])
    case "button": return button ?? .other(type: "button", subtype: nil)
    case "interactive": return interactive
    case "reaction": return reaction ?? .other(type: "reaction", subtype: nil)
    case "system": return other("system", subtypeIn: message["system"])
    case "unsupported": return other("unsupported", subtypeIn: message["unsupported"])
    case _: return .other(type: Label.of(type), subtype: nil)
    }
  }

  private var text: MessageContent? {
    message["text"]?.text("body").map { .text($0) }
  }

  private func media(_ kind: MessageContent.Media.Kind, _ object: JSONValue?, isVoice: Bool = false) -> MessageContent {
    .media(
      MessageContent.Media(
        kind: kind, mediaID: object?["id"]?.identifier, mimeType: object?.text("mime_type"),
        caption: object?.text("caption"), filename: object?.text("filename"),
        isVoice: isVoice || object?["voice"]?.isTrue == true))
  }

  /// The tap of a template's quick reply; its payload stands in for a text that is missing.
  private var button: MessageContent? {
    guard let button = message["button"] else { return nil }
    let payload = button.text("payload")
    return (button.text("text") ?? payload).map { .button(text: $0, payload: payload) }
  }

  /// May arrive without its object, with an error at the value instead (whatsapp §3).
  private var interactive: MessageContent {
    guard let interactive = message["interactive"] else { return .other(type: "interactive", subtype: nil) }
    if let reply = interactive["button_reply"], let id = reply.text("id") {
      return .buttonReply(id: id, title: reply.text("title") ?? "")
    }
    if let reply = interactive["list_reply"], let id = reply.text("id") {
      return .listReply(id: id, title: reply.text("title") ?? "", description: reply.text("description"))
    }
    return other("interactive", subtypeIn: interactive)
  }

  /// A missing or empty emoji takes the reaction back.
  private var reaction: MessageContent? {
    guard let reaction = message["reaction"], let target = reaction["message_id"]?.wamid else { return nil }
    let emoji = reaction.text("emoji")
    return .reaction(emoji: emoji?.isEmpty == true ? nil : emoji, to: target)
  }

  private func other(_ type: String, subtypeIn object: JSONValue?) -> MessageContent {
    .other(type: type, subtype: object?.text("type").map { Label.of($0) })
  }
}
