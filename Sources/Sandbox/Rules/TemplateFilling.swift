/// Checks the parameters of a template message and fills them in.
struct TemplateFilling {
  let template: MessageTemplate

  /// What the phone shows: header, body and footer a line each, then the buttons in brackets.
  func rendered(components: [JSON]) throws(GraphError) -> String {
    try checkUsable()
    var lines: [String] = []
    if let header = template.header {
      lines.append(try filled(header, with: parameters("header", in: components), part: "header"))
    } else {
      try refuseUnexpected("header", in: components)
    }
    lines.append(try filled(template.body, with: parameters("body", in: components), part: "body"))
    if let footer = template.footer { lines.append(footer) }
    if !template.buttons.isEmpty { lines.append(template.buttons.map { "[\($0)]" }.joined(separator: " ")) }
    let buttons = components.filter { $0["type"]?.text?.lowercased() == "button" }
    for button in buttons where !names(aButton: button) {
      throw .code(132_000, "button: index out of range")
    }
    return lines.joined(separator: "\n")
  }

  private func checkUsable() throws(GraphError) {
    switch template.status {
    case .approved: return
    case .paused: throw .code(132_015, "Template is paused due to low quality")
    case .disabled: throw .code(132_016, "Template has been paused too many times and is now disabled")
    case .pending, .rejected:
      throw .code(132_001, "template name (\(template.name)) is not approved in \(template.language)")
    }
  }

  private func parameters(_ type: String, in components: [JSON]) -> [JSON] {
    components.first { $0["type"]?.text?.lowercased() == type }?["parameters"]?.elements ?? []
  }

  private func refuseUnexpected(_ type: String, in components: [JSON]) throws(GraphError) {
    guard parameters(type, in: components).isEmpty else {
      throw .code(132_000, "\(type): number of localizable_params does not match the expected number of params (0)")
    }
  }

  private func names(aButton component: JSON) -> Bool {
    let index = component["index"]?.text.flatMap { Int($0) } ?? component["index"]?.integer.map { Int($0) }
    return index.map { template.buttons.indices.contains($0) } ?? false
  }

  private func filled(_ text: String, with given: [JSON], part: String) throws(GraphError) -> String {
    let expected = TemplatePiece.parameters(of: text)
    guard given.count == expected.count else {
      throw .code(
        132_000,
        "\(part): number of localizable_params (\(given.count)) does not match the expected number of params "
          + "(\(expected.count))")
    }
    let isNamed = expected.contains { Int($0) == nil }
    var values: [String: String] = [:]
    for (index, parameter) in given.enumerated() {
      let name = try isNamed ? self.name(of: parameter, among: expected, part: part) : String(index + 1)
      values[name] = try value(of: parameter, part: part)
    }
    return TemplatePiece.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .parameter(let name): values[name] ?? ""
      }
    }.joined()
  }

  private func name(of parameter: JSON, among expected: [String], part: String) throws(GraphError) -> String {
    guard let name = parameter["parameter_name"]?.text, expected.contains(name) else {
      throw .code(132_012, "\(part): parameter_name is missing or not one of the template's")
    }
    return name
  }

  private func value(of parameter: JSON, part: String) throws(GraphError) -> String {
    guard parameter["type"]?.text == "text", let text = parameter["text"]?.text else {
      throw .code(132_012, "\(part): expected a parameter of type text")
    }
    guard !text.isEmpty, !text.contains(where: { $0.isNewline || $0 == "\t" }), !text.contains("     ") else {
      throw .code(
        132_018, "\(part): a parameter must not be empty nor have new-lines, tabs or more than 4 consecutive spaces")
    }
    return text
  }
}
