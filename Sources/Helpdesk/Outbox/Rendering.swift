/// The two forms of a message, both made when it was decided. Which one goes out is chosen by the 24-hour
/// window at the moment of sending (semantics §11).
package struct Rendering: Sendable, Equatable, Codable {
  /// Inside the window; nil: this message has no free form.
  package var freeForm: FreeForm?
  /// Outside the window; nil: there is no approved template for it.
  package var template: TemplateCall?

  package init(freeForm: FreeForm?, template: TemplateCall?) {
    self.freeForm = freeForm
    self.template = template
  }
}

package enum FreeForm: Sendable, Equatable, Codable {
  case text(String)
  case buttons(body: String, buttons: [ReplyButton])
  /// A list that opens when the customer taps `opener`.
  case list(body: String, opener: String, rows: [ReplyButton])

  package var text: String {
    switch self {
    case .text(let body): body
    case .buttons(let body, _), .list(let body, _, _): body
    }
  }
}

/// A reply button: id ≤ 256, title ≤ 20 characters; a list's row: id ≤ 200, title ≤ 24 (Meta, interactive messages).
package struct ReplyButton: Sendable, Equatable, Codable {
  package var id: String
  package var title: String
  package init(id: String, title: String) {
    self.id = id
    self.title = title
  }
}

/// A call of a template that Meta approved.
package struct TemplateCall: Sendable, Equatable, Codable {
  package var name: String
  package var language: Language
  /// Body parameters in order, already cleaned (no newline, tab or long run of spaces; never empty).
  package var parameters: [Parameter]

  /// `name` nil: positional.
  package struct Parameter: Sendable, Equatable, Codable {
    package var name: String?
    package var text: String
    package init(name: String? = nil, text: String) {
      self.name = name
      self.text = text
    }
  }

  package init(name: String, language: Language, parameters: [Parameter]) {
    self.name = name
    self.language = language
    self.parameters = parameters
  }
}
