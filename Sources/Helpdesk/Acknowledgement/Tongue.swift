/// The languages whose grammar the product knows; a text in any other language gets the first one's phrases.
enum Tongue: CaseIterable {
  case spanish, portuguese, english

  init(_ language: Language) {
    switch language.base {
    case "pt": self = .portuguese
    case "en": self = .english
    case _: self = .spanish
    }
  }

  /// One of three words.
  func pick<Value>(_ spanish: Value, _ portuguese: Value, _ english: Value) -> Value {
    switch self {
    case .spanish: spanish
    case .portuguese: portuguese
    case .english: english
    }
  }
}
