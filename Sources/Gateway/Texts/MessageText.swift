import Helpdesk
import Mustache

/// One free-form text: mustache with optional parts (`{{#name}} {{name}}{{/name}}`), reply buttons or a list in a front
/// matter.
struct MessageText: Sendable {
  private let template: MustacheTemplate
  private let variables: Set<TextVariable>
  private let choices: FrontMatter.Choices?

  /// Everything that is wrong goes into `problems`; nil if anything is.
  init?(_ source: String, name: String, problems: inout TextProblems) {
    let before = problems.count
    let (frontMatter, body, bodyLine) = FrontMatter.split(source)
    choices = frontMatter.map { FrontMatter.choices(in: $0, problems: &problems) }
    let tags = MustacheTag.tags(in: body)
    let known = TextVariable.supplied(for: name)
    for tag in tags {
      if let sentence = tag.objection(among: known) { problems.add(sentence, line: bodyLine + tag.line + 1) }
    }
    variables = Set(tags.compactMap { TextVariable(rawValue: $0.name) })
    let longest = Self.longest(body, tags)
    let limit = choices == nil ? Self.textLimit : Self.interactiveLimit
    if longest > limit {
      problems.add("The text can grow to \(longest) characters; Meta allows \(limit).", line: bodyLine + 1)
    }
    if body.allSatisfy(\.isWhitespace) { problems.add("The text is empty.", line: bodyLine + 1) }
    guard problems.count == before else { return nil }
    do {
      template = try MustacheTemplate(string: Self.plainText + Self.trimmed(body))
    } catch {
      problems.add("The sections of the text do not match: each `{{#…}}` needs its `{{/…}}`.", line: bodyLine + 1)
      return nil
    }
  }

  func freeForm(_ values: TextValues) -> FreeForm {
    var filled: [String: String] = [:]
    for variable in variables { filled[variable.rawValue] = values.freeForm(variable) }
    let text = Self.trimmed(template.render(filled))
    guard let choices else { return .text(text) }
    return choices.opener.map { .list(body: text, opener: $0, rows: choices.items) }
      ?? .buttons(body: text, buttons: choices.items)
  }

  /// The words themselves and each variable's longest value as often as it stands there.
  private static func longest(_ body: String, _ tags: [MustacheTag]) -> Int {
    let values = tags.filter { $0.sigil == nil }.compactMap { TextVariable(rawValue: $0.name)?.limit }
    return body.utf16.count + values.reduce(0, +)
  }

  static func trimmed(_ text: String) -> String {
    let rest = text.drop(while: \.isWhitespace)
    return String(rest.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Our texts are no HTML: `&` stays `&`.
  static let plainText = "{{% CONTENT_TYPE:TEXT}}"
  /// Meta's limits of a text and of an interactive message's body.
  private static let textLimit = 4096
  private static let interactiveLimit = 1024
}
