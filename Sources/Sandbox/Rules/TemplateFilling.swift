/// Checks the parameters of a template message and fills them in.
struct TemplateFilling {
  let template: MessageTemplate
  let components: [Fields]

  /// What the phone shows: header, body and footer a line each, then the buttons in brackets.
  func rendered() throws(GraphError) -> String {
    try checkUsable()
    var lines: [String] = []
    if let header = try part("header", template.header, atMost: Self.headerLimit) { lines.append(header) }
    if let body = try part("body", template.body, atMost: Self.bodyLimit) { lines.append(body) }
    if let footer = template.footer { lines.append(footer) }
    if !template.buttons.isEmpty { lines.append(template.buttons.map { "[\($0.title)]" }.joined(separator: " ")) }
    try TemplateButtons(buttons: template.buttons).check(given("button"))
    return lines.joined(separator: "\n")
  }

  /// Characters of a header with its parameter filled in (Meta, template components).
  private static let headerLimit = 60
  /// Characters of a body with its parameters filled in (Meta, template components).
  private static let bodyLimit = 1024

  private func checkUsable() throws(GraphError) {
    switch template.status {
    case .approved: return
    case .paused: throw .code(132_015, "The template is paused.")
    case .disabled: throw .code(132_016, "The template is disabled for good.")
    case .pending, .rejected: throw .code(132_001, "The template is not approved in that language.")
    }
  }

  private func given(_ type: String) -> [Fields] { components.filter { $0.value["type"]?.text?.lowercased() == type } }

  /// One part of the template with its parameters filled in; nil when the template has no such part.
  private func part(_ type: String, _ text: String?, atMost limit: Int) throws(GraphError) -> String? {
    let given = given(type)
    guard given.count <= 1 else { throw .code(131_009, "\(type): the component is given twice.") }
    let names = text.map(TemplatePiece.parameters) ?? []
    if names.isEmpty, !given.isEmpty {
      throw .code(132_000, "\(type): the template has no parameters there, so the component must be left out.")
    }
    guard let text else { return nil }
    let values = try TemplateValues(names: names, part: type).read(parameters(of: given.first))
    let filled = TemplatePiece.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .parameter(let name): values[name] ?? ""
      }
    }.joined()
    guard !filled.isLonger(than: limit) else {
      throw .code(132_005, "\(type): with its parameters it is longer than \(limit) characters.")
    }
    return filled
  }

  private func parameters(of component: Fields?) throws(GraphError) -> [Fields] {
    guard let component, component.value["parameters"] != nil else { return [] }
    return try component.array("parameters", count: 0...Self.parametersLimit)
  }

  /// More parameters than any template has.
  private static let parametersLimit = 100
}
