extension SendBody {
  static func content(_ fields: Fields) throws(GraphError) -> Content {
    let kind = try fields.optionalString("type") ?? "text"
    switch kind {
    case "text": return .freeForm(kind: kind, shown: try fields.object(kind).string("body", atMost: textLimit))
    case "template": return try template(fields.object(kind))
    case "interactive": return .freeForm(kind: kind, shown: try Interactive.shown(fields.object(kind)))
    case "image", "video", "audio", "document", "sticker":
      return .freeForm(kind: kind, shown: try media(kind, fields.object(kind)))
    case "reaction":
      let reaction = try fields.object(kind)
      _ = try reaction.string("message_id")
      return .freeForm(kind: kind, shown: try reaction.string("emoji", mayBeEmpty: true))
    case "location":
      let location = try fields.object(kind)
      for name in ["latitude", "longitude"] where location.value[name] == nil { throw location.missing(name) }
      return .freeForm(kind: kind, shown: "[location]")
    case "contacts":
      let people = try fields.array(kind, count: 1...contactsLimit)
      return .freeForm(kind: kind, shown: "[contacts: \(people.count)]")
    case _: throw .code(131_009, "Param type is not one of the message types.")
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
    return .template(name: name, language: language, components: components.map(\.value))
  }

  /// A header, a body and ten buttons.
  private static let componentsLimit = 12

  private static func media(_ kind: String, _ fields: Fields) throws(GraphError) -> String {
    let hasID = try fields.optionalString("id") != nil
    let hasLink = try fields.optionalString("link") != nil
    guard hasID || hasLink else { throw fields.missing("id") }
    let caption = try fields.optionalString("caption", atMost: captionLimit)
    return "[\(kind)]" + (caption.map { " " + $0 } ?? "")
  }
}
