import Helpdesk

extension Cursor {
  /// `es`, `es_MX`, `fil`: as Meta spells languages. `es-MX` is read as `es_MX`.
  func language() -> Language? {
    guard let text = text(example: "es_MX") else { return nil }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "_" || $0 == "-" }
    let isBase = (2...3).contains(parts[0].count) && parts[0].allSatisfy { $0.isASCII && $0.isLowercase }
    let isRegion = parts.count < 2 || (parts[1].count == 2 && parts[1].allSatisfy { $0.isASCII && $0.isUppercase })
    guard parts.count <= 2, isBase, isRegion else {
      fail(
        "\(label) takes a language tag, not \(Shown.name(text)).",
        hint: Self.tag(for: text).map { "did you mean `\($0)`?" } ?? "for example `es`, `es_MX`, `pt_BR` or `en`")
      return nil
    }
    return Language(parts.joined(separator: "_"))
  }

  /// What somebody meant who wrote a language's name or the wrong case.
  private static func tag(for text: String) -> String? {
    switch text.lowercased() {
    case "spanish", "español", "espanol", "castellano": return "es"
    case "portuguese", "português", "portugues", "portugués": return "pt"
    case "english", "inglés", "ingles": return "en"
    default:
      let parts = text.split { $0 == "_" || $0 == "-" }
      guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isLetter } })
      else { return nil }
      return "\(parts[0].lowercased())_\(parts[1].uppercased())"
    }
  }
}
