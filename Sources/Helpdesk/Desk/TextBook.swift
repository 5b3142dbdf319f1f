/// The message templates, as the desk needs them: pure, loaded before any transaction begins.
package protocol TextBook: Sendable {
  /// Both forms of a message in the first of these languages that it is written in. `values` is asked for
  /// the language that was found, because a promised time reads differently in each. Nil: no such text.
  func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering?

  /// A mail, in the first of these languages that it is written in. Nil: no such text.
  func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords?

  /// Whether our definition of that template brings exactly what Meta wants; nil: we have none.
  func fits(_ needs: TemplateNeeds, _ template: TemplateName) -> Bool?
}

extension TextBook {
  /// Of a book without mails.
  package func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords? {
    nil
  }

  /// Of a book without definitions.
  package func fits(_ needs: TemplateNeeds, _ template: TemplateName) -> Bool? { nil }
}
