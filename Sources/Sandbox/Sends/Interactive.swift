/// Buttons, lists and requests for contact data, within Meta's bounds (whatsapp §4).
enum Interactive {
  /// The `type` of a request for somebody's contact card, and the name of its action.
  static let contactRequest = "request_contact_info"

  /// What the phone shows: header, body, footer a line each, then what can be tapped in brackets.
  static func shown(_ fields: Fields) throws(GraphError) -> String {
    let kind = try fields.string("type")
    var lines: [String] = []
    if fields.value["header"] != nil { lines.append(try header(fields.object("header"), over: kind)) }
    let bodyLimit = kind == "list" ? listBodyLimit : buttonBodyLimit
    lines.append(try fields.object("body").string("text", atMost: bodyLimit))
    if fields.value["footer"] != nil {
      lines.append(try fields.object("footer").string("text", atMost: smallTextLimit))
    }
    let action = try fields.object("action")
    switch kind {
    case "button": lines.append(try InteractiveButtons.shown(action))
    case "list": lines.append(try InteractiveList.shown(action))
    case contactRequest:
      guard try action.string("name") == kind else { throw action.bad("name", "must be \(contactRequest)") }
      lines.append("[contact info]")
    case _: throw fields.bad("type", "is not one of the interactive types")
    }
    return lines.joined(separator: "\n")
  }

  /// Meta's bound on a header and on a footer (whatsapp §4).
  private static let smallTextLimit = 60
  private static let buttonBodyLimit = 1024
  private static let listBodyLimit = 4096

  /// Over buttons a file may stand; over anything else only a text (Meta, interactive list messages).
  private static func header(_ header: Fields, over kind: String) throws(GraphError) -> String {
    let type = try header.string("type")
    switch (type, kind) {
    case ("text", _): return try header.string("text", atMost: smallTextLimit)
    case ("image", "button"), ("video", "button"), ("document", "button"):
      return try SendBody.media(type, header.object(type))
    case _: throw header.bad("type", "is not allowed here")
    }
  }
}
