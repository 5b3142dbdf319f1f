extension SendBody {
  static func content(_ fields: Fields) throws(GraphError) -> Content {
    let kind = try fields.optionalString("type") ?? "text"
    switch kind {
    case "text":
      let text = try fields.object(kind)
      _ = try text.optionalBool("preview_url")
      return .freeForm(kind: kind, shown: try text.string("body", atMost: textLimit))
    case "template": return try template(fields.object(kind))
    case "interactive":
      let interactive = try fields.object(kind)
      let shown = try Interactive.shown(interactive)
      return interactive.value["type"] == .string(Interactive.contactRequest)
        ? .contactRequest(shown: shown) : .freeForm(kind: kind, shown: shown)
    case "image", "video", "audio", "document", "sticker":
      return .freeForm(kind: kind, shown: try media(kind, fields.object(kind)))
    case "reaction":
      let reaction = try fields.object(kind)
      return .reaction(
        to: try reaction.string("message_id"), emoji: try reaction.string("emoji", mayBeEmpty: true))
    case "location":
      let location = try fields.object(kind)
      for name in ["latitude", "longitude"] where location.value[name] == nil { throw location.missing(name) }
      return .freeForm(kind: kind, shown: "[location]")
    case "contacts":
      let people = try fields.array(kind, count: 1...contactsLimit)
      return .freeForm(kind: kind, shown: "[contacts: \(people.count)]")
    case _: throw fields.bad("type", "is not one of the message types")
    }
  }

  /// Meta's bound on a text (whatsapp §4).
  private static let textLimit = 4096
  /// Meta's bound on a caption (whatsapp §4).
  private static let captionLimit = 1024
  /// More cards in one message than Meta takes.
  private static let contactsLimit = 257

  private static func template(_ fields: Fields) throws(GraphError) -> Content {
    let name = try fields.string("name")
    let language = try fields.object("language").string("code")
    guard fields.value["components"] != nil else { return .template(name: name, language: language, components: []) }
    let components = try fields.array("components", count: 0...componentsLimit)
    for component in components {
      let type = try component.string("type").lowercased()
      guard ["header", "body", "button"].contains(type) else { throw component.bad("type", "is unknown") }
    }
    return .template(name: name, language: language, components: components)
  }

  /// A header, a body and ten buttons.
  private static let componentsLimit = 12

  /// What the phone shows of a file, which is given by an id or by a link.
  static func media(_ kind: String, _ fields: Fields) throws(GraphError) -> String {
    let hasID = try fields.optionalString("id") != nil
    let hasLink = try fields.optionalString("link") != nil
    guard hasID || hasLink else { throw fields.missing("id") }
    let caption = try fields.optionalString("caption", atMost: captionLimit)
    return "[\(kind)]" + (caption.map { " " + $0 } ?? "")
  }
}
