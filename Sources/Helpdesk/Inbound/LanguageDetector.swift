/// Guesses from a customer's own words whether they write Spanish, Portuguese or English.
///
/// Conservative, because the answer is kept for the contact: words that two of the languages share count for
/// nothing, and nil is the answer unless one language is clearly ahead. Then the number's language is used.
package enum LanguageDetector {
  /// `es`, `pt`, `en`, or nil when unsure. Only the first 1,000 characters are looked at.
  package static func language(of text: String) -> Language? {
    var score = LanguageScore()
    for piece in text.prefix(excerptCharacters).split(whereSeparator: \.isWhitespace) where !isAddress(piece) {
      score.add(accented: piece.lowercased())
      for word in TextFold.fold(String(piece)).split(separator: " ") { score.add(folded: String(word)) }
    }
    return score.winner
  }

  /// Links and mail addresses are in nobody's language.
  private static func isAddress(_ piece: Substring) -> Bool {
    piece.contains("@") || piece.contains("://") || piece.contains(".com") || piece.hasPrefix("www.")
  }

  private static let excerptCharacters = 1000
}

/// Points per language.
private struct LanguageScore {
  private var spanish = 0
  private var portuguese = 0
  private var english = 0

  mutating func add(folded word: String) {
    spanish += LanguageWords.spanish[word] ?? 0
    portuguese += LanguageWords.portuguese[word] ?? 0
    english += LanguageWords.english[word] ?? 0
  }

  /// Letters, endings and accented words that only one of the three has.
  mutating func add(accented piece: String) {
    let word = piece.filter(\.isLetter)
    spanish += LanguageWords.accentedSpanish[word] ?? 0
    portuguese += LanguageWords.accentedPortuguese[word] ?? 0
    for letter in piece {
      switch letter {
      case "ñ", "¿", "¡": spanish += 3
      case "ã", "õ": portuguese += 3
      case "ç", "ê", "ô", "â", "à": portuguese += 2
      case _: continue
      }
    }
    if word.hasSuffix("ción") || word.hasSuffix("sión") { spanish += 3 }
    if word.contains("nh") || word.contains("lh") { portuguese += 1 }
    if word.utf8.count > 5, word.hasSuffix("ing") { english += 1 }
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
