import Foundation

/// A template's definition in Meta's own words (`POST /<account>/message_templates`), and one key of ours.
struct MetaDefinition: Decodable {
  var name: String
  var language: String
  var category: String
  var parameterFormat: String?
  /// Ours, for positional parameters only: what `{{1}}`, `{{2}}`, … stand for.
  var variables: [String]?
  var components: [Component]

  struct Component: Decodable {
    var type: String
    var format: String?
    var text: String?
    var example: Example?
    var buttons: [Button]?
  }

  struct Example: Decodable {
    var named: [NamedExample]?
    var positional: [[String]]?

    enum CodingKeys: String, CodingKey {
      case named = "body_text_named_params"
      case positional = "body_text"
    }
  }

  struct NamedExample: Decodable {
    var name: String
    var example: String

    enum CodingKeys: String, CodingKey {
      case name = "param_name"
      case example
    }
  }

  struct Button: Decodable {
    var type: String
    var text: String
  }

  enum CodingKeys: String, CodingKey {
    case name, language, category, variables, components
    case parameterFormat = "parameter_format"
  }

  var isNamed: Bool { parameterFormat == "NAMED" }
  var body: Component? { components.first { $0.type == "BODY" } }
  var bodyText: String { body?.text ?? "" }

  /// What stands between the braces of the body, each once, in order.
  var placeholders: [String] {
    MustacheTag.tags(in: bodyText).reduce(into: []) { names, tag in
      let name = (tag.sigil.map(String.init) ?? "") + tag.name
      if !names.contains(name) { names.append(name) }
    }
  }

  /// The variables behind the placeholders.
  var variableNames: [String] { isNamed ? placeholders : variables ?? [] }

  /// What JSON's decoder stumbled over, without its jargon.
  static func sentence(for error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "`\(key.stringValue)` is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` is of the wrong kind"
    case _: "it is no valid JSON"
    }
  }
}
