/// Buttons, lists and requests for contact data, within Meta's bounds (whatsapp §4).
enum Interactive {
  /// What the phone shows: header, body, footer a line each, then what can be tapped in brackets.
  static func shown(_ fields: Fields) throws(GraphError) -> String {
    let kind = try fields.string("type")
    var lines: [String] = []
    if fields.value["header"] != nil {
      let header = try fields.object("header")
      lines.append(try header.string("type") == "text" ? header.string("text", atMost: smallTextLimit) : "[header]")
    }
    let bodyLimit = kind == "list" ? listBodyLimit : buttonBodyLimit
    lines.append(try fields.object("body").string("text", atMost: bodyLimit))
    if fields.value["footer"] != nil {
      lines.append(try fields.object("footer").string("text", atMost: smallTextLimit))
    }
    let action = try fields.object("action")
    switch kind {
    case "button": lines.append(try buttons(action))
    case "list": lines.append(try list(action))
    case "request_contact_info":
      guard try action.string("name") == kind else { throw action.bad("name", "must be request_contact_info") }
      lines.append("[contact info]")
    case _: throw fields.bad("type", "is not one of the interactive types")
    }
    return lines.joined(separator: "\n")
  }

  private static let smallTextLimit = 60
  private static let buttonBodyLimit = 1024
  private static let listBodyLimit = 4096
  private static let buttonCount = 1...3
  private static let buttonTitleLimit = 20
  private static let buttonIDLimit = 256
  private static let sectionCount = 1...10
  private static let rowLimit = 10
  private static let rowTitleLimit = 24
  private static let rowIDLimit = 200
  private static let rowDescriptionLimit = 72

  private static func buttons(_ action: Fields) throws(GraphError) -> String {
    var ids: Set<String> = []
    var titles: [String] = []
    for button in try action.array("buttons", count: buttonCount) {
      guard try button.string("type") == "reply" else { throw button.bad("type", "must be reply") }
      let reply = try button.object("reply")
      guard ids.insert(try reply.string("id", atMost: buttonIDLimit)).inserted else {
        throw reply.bad("id", "must be unique")
      }
      titles.append("[\(try reply.string("title", atMost: buttonTitleLimit))]")
    }
    return titles.joined(separator: " ")
  }

  private static func list(_ action: Fields) throws(GraphError) -> String {
    var lines = ["[\(try action.string("button", atMost: buttonTitleLimit))]"]
    var ids: Set<String> = []
    let sections = try action.array("sections", count: sectionCount)
    for section in sections {
      if sections.count > 1 { _ = try section.string("title", atMost: rowTitleLimit) }
      for row in try section.array("rows", count: 1...rowLimit) {
        guard ids.insert(try row.string("id", atMost: rowIDLimit)).inserted else {
          throw row.bad("id", "must be unique")
        }
        lines.append("- \(try row.string("title", atMost: rowTitleLimit))")
        _ = try row.optionalString("description", atMost: rowDescriptionLimit)
      }
    }
    guard ids.count <= rowLimit else { throw action.bad("sections", "must have at most \(rowLimit) rows in all") }
    return lines.joined(separator: "\n")
  }
}
