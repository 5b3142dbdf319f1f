import HTTPTypes
import Helpdesk
import WhatsApp

/// Meta's limits, as whoever wrote a reply is told of them: by the names of the order's own fields.
enum ReplyLimits {
  /// That Meta would take it. Throws `Problem` with a sentence for each limit that is not kept.
  static func check(_ form: FreeForm) throws {
    let sentences = SendLimits.problems(of: Rendering(freeForm: form, template: nil)).map(sentence)
    guard sentences.isEmpty else {
      throw Problem(
        .unprocessableContent, type: "limit-exceeded", title: "WhatsApp does not take this message.",
        problems: sentences)
    }
  }

  private static func sentence(_ problem: LimitProblem) -> String {
    switch problem {
    case .length(let field, let actual, let allowed):
      "\"\(name(field))\" has \(actual) characters; \(span(allowed)) are allowed."
    case .count(let field, let actual, let allowed):
      "\"\(name(field))\" has \(actual) items; \(span(allowed)) are allowed."
    case .repeated(let field): "Two \"\(name(field))\" are the same."
    case .whiteSpace(let field): "\"\(name(field))\" holds a line break, a tab or a run of spaces."
    case .mixedNames(let field): "Some of \"\(name(field))\" have names and some have none."
    }
  }

  private static func span(_ allowed: ClosedRange<Int>) -> String { "\(allowed.lowerBound) to \(allowed.upperBound)" }

  /// `interactive.rows[2].title` is `list.rows[2].title` here.
  private static func name(_ field: String) -> String {
    for (metas, ours) in names where field.hasPrefix(metas) { return ours + field.dropFirst(metas.count) }
    return field
  }

  /// The longer of two that begin alike stands first.
  private static let names = [
    ("interactive.body", "text"), ("interactive.buttons", "buttons"), ("interactive.button", "list.button"),
    ("interactive.rows", "list.rows"),
  ]
}
