/// Guesses from a customer's own words whether they write Spanish, Portuguese or English.
///
/// Conservative, because the answer is kept for the contact: words that two of the languages share count for
/// nothing, and nil is the answer unless one language is clearly ahead. Then the number's language is used.
package enum LanguageDetector {
  /// `es`, `pt`, `en`, or nil when unsure. Only the first 1,000 characters are looked at, and of them 4,096 scalars.
  package static func language(of text: String) -> Language? {
    var points = LanguagePoints()
    var piece = LanguagePiece()
    for scalar in excerpt(of: text) {
      if isSpace(scalar) {
        points += piece.points
        piece.removeAll()
      } else {
        piece.take(scalar)
      }
    }
    points += piece.points
    return points.winner
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D: true
    case ..<0x80: false
    case _: scalar.properties.isWhitespace
    }
  }

  private static func excerpt(of text: String) -> Substring.UnicodeScalarView {
    if text.utf8.count <= excerptCharacters { return Substring(text).unicodeScalars }
    return Substring(text.unicodeScalars.prefix(excerptScalars)).prefix(excerptCharacters).unicodeScalars
  }

  private static let excerptCharacters = 1000
  /// One character may have any number of scalars.
  private static let excerptScalars = 4096
}

/// Points per language.
struct LanguagePoints {
  var spanish = 0
  var portuguese = 0
  var english = 0

  static func += (points: inout LanguagePoints, more: LanguagePoints) {
    points.spanish += more.spanish
    points.portuguese += more.portuguese
    points.english += more.english
  }

  /// Enough points, and twice as many as any other language.
  var winner: Language? {
    let ranking = [(spanish, "es"), (portuguese, "pt"), (english, "en")].sorted { $0.0 > $1.0 }
    guard ranking[0].0 >= Self.enough, ranking[0].0 >= 2 * ranking[1].0 else { return nil }
    return Language(ranking[0].1)
  }

  /// One word that tells; one that only hints is not enough.
  private static let enough = 2
}
