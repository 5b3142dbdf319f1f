/// An approved message template, as the business account holds it.
package struct MessageTemplate: Sendable {
  package var name: String
  /// The exact language, such as `es_MX`; Meta does not fall back.
  package var language: String
  package var category: Category
  package var status: Status = .approved
  /// Text above the body, with parameters like the body's; nil for none.
  package var header: String?
  /// Text with `{{1}}` or `{{name}}` where a parameter goes.
  package var body: String
  package var footer: String?
  package var buttons: [Button] = []

  package init(
    name: String, language: String, category: Category = .utility, header: String? = nil, body: String,
    footer: String? = nil, buttons: [Button] = []
  ) {
    self.name = name
    self.language = language
    self.category = category
    self.header = header
    self.body = body
    self.footer = footer
    self.buttons = buttons
  }

  package enum Category: String, Sendable {
    case utility = "UTILITY"
    case marketing = "MARKETING"
    case authentication = "AUTHENTICATION"
  }

  package enum Status: String, Sendable {
    case approved = "APPROVED"
    case pending = "PENDING"
    case rejected = "REJECTED"
    case paused = "PAUSED"
    case disabled = "DISABLED"
  }
}

/// A piece of a template's text.
enum TemplatePiece: Equatable {
  case text(String)
  case parameter(String)

  /// Splits at `{{…}}`; braces that do not close are text.
  static func pieces(of text: String) -> [TemplatePiece] {
    var pieces: [TemplatePiece] = []
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
      pieces.append(.parameter(String(rest[open.upperBound..<close.lowerBound])))
      rest = rest[close.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  /// The names of the parameters in order of their first appearance; a name twice is one parameter.
  static func parameters(of text: String) -> [String] {
    pieces(of: text).reduce(into: []) { names, piece in
      if case .parameter(let name) = piece, !names.contains(name) { names.append(name) }
    }
  }
}
