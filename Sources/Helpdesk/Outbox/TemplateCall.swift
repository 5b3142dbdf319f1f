/// A call of a template that Meta approved.
package struct TemplateCall: Sendable, Equatable, Codable {
  package var name: String
  package var language: Language
  /// Body parameters in order, already cleaned (no newline, tab or long run of spaces; never empty).
  package var parameters: [Parameter]
  /// Only those that have a value of their own; nil: none has.
  package var buttons: [Button]?

  /// `name` nil: positional.
  package struct Parameter: Sendable, Equatable, Codable {
    package var name: String?
    package var text: String
    package init(name: String? = nil, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// What the customer's tap on a button brings, or where it leads.
  package struct Button: Sendable, Equatable, Codable {
    package enum Value: Sendable, Equatable, Codable {
      /// Comes back when it is tapped.
      case quickReply(payload: String)
      /// The end of the address that the template leaves open.
      case url(text: String)
    }

    /// Its place among the template's buttons, from 0.
    package var index: Int
    package var value: Value

    package init(index: Int, value: Value) {
      self.index = index
      self.value = value
    }
  }

  package init(name: String, language: Language, parameters: [Parameter], buttons: [Button]? = nil) {
    self.name = name
    self.language = language
    self.parameters = parameters
    self.buttons = buttons
  }
}
