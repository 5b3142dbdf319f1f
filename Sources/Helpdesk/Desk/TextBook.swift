/// The message templates, as the desk needs them: pure, loaded before any transaction begins.
package protocol TextBook: Sendable {
  /// Both forms of a message in the first of these languages that it is written in. `values` is asked for
  /// the language that was found, because a promised time reads differently in each. Nil: no such text.
  func render(_ template: String, in languages: [Language], values: (Language) -> [String: String]) -> Rendering?

  /// A mail, in the first of these languages that it is written in. Nil: no such text.
  func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords?
}

extension TextBook {
  /// Of a book without mails.
  package func mail(_ name: String, in languages: [Language], values: (Language) -> [String: String]) -> MailWords? {
    nil
  }
}
