/// What stands between white space, read scalar by scalar: what Swift's own characters would say of it, without
/// their cost.
struct LanguagePiece {
  /// One byte a character: its Latin-1 code, or one of the two below.
  private var characters: [UInt8] = []
  private var folded = FoldedText()
  /// Of the letters, in UTF-8.
  private var letterBytes = 0

  private static let sign: UInt8 = 0
  private static let foreignLetter: UInt8 = 1

  mutating func removeAll() {
    characters.removeAll(keepingCapacity: true)
    folded.removeAll()
    letterBytes = 0
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    folded.take(scalar)
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0x100:
      let code = UInt8(scalar.value)
      characters.append(code)
      if Self.isLetter(code) { letterBytes += code < 0x80 ? 1 : 2 }
    case ..<0xA0: characters.append(Self.sign)
    case _ where Self.extends(scalar):
      // A mark after white space is part of the white space.
      guard let last = characters.popLast() else { return }
      characters.append(Self.composed(last, scalar) ?? (Self.isLetter(last) ? Self.foreignLetter : Self.sign))
      if Self.isLetter(last) { letterBytes += UTF8.width(scalar) }
    case _ where scalar.properties.isAlphabetic:
      characters.append(Self.foreignLetter)
      letterBytes += UTF8.width(scalar)
    case _: characters.append(Self.sign)
    }
  }

  /// What the piece tells; links and mail addresses are in nobody's language.
  var points: LanguagePoints {
    var points = LanguagePoints()
    guard !characters.isEmpty, !isAddress else { return points }
    add(letters: &points)
    for word in folded.bytes.split(separator: UInt8(ascii: " ")) where word.count <= LanguageWords.mostBytes {
      if let more = LanguageWords.points[String(decoding: word, as: UTF8.self)] { points += more }
    }
    return points
  }

  /// Letters, endings and accented words that only one of the three has.
  private func add(letters points: inout LanguagePoints) {
    var word: [UInt8] = []
    var hasAccents = false
    for character in characters {
      let letter = Self.lowercased(character)
      if Self.isLetter(letter) { word.append(letter) }
      guard letter > 0x80 else { continue }
      hasAccents = true
      switch Unicode.Scalar(letter) {
      case "ñ", "¿", "¡": points.spanish += 3
      case "ã", "õ": points.portuguese += 3
      case "ç", "ê", "ô", "â", "à": points.portuguese += 2
      case _: continue
      }
    }
    for place in word.indices.dropLast() where word[place + 1] == UInt8(ascii: "h") {
      guard word[place] == UInt8(ascii: "n") || word[place] == UInt8(ascii: "l") else { continue }
      points.portuguese += 1
      break
    }
    if letterBytes > 5, word.suffix(3).elementsEqual("ing".utf8) { points.english += 1 }
    guard hasAccents else { return }
    let text = String(String.UnicodeScalarView(word.suffix(LanguageWords.mostBytes).map { Unicode.Scalar($0) }))
    if text.hasSuffix("ción") || text.hasSuffix("sión") { points.spanish += 3 }
    guard word.count <= LanguageWords.mostBytes else { return }
    points.spanish += LanguageWords.accentedSpanish[text] ?? 0
    points.portuguese += LanguageWords.accentedPortuguese[text] ?? 0
  }

  private var isAddress: Bool {
    if characters.starts(with: "www.".utf8) { return true }
    for (place, character) in characters.enumerated() {
      switch Unicode.Scalar(character) {
      case "@": return true
      case ":" where characters[place...].starts(with: "://".utf8): return true
      case "." where characters[place...].starts(with: ".com".utf8): return true
      case _: continue
      }
    }
    return false
  }

  private static func isLetter(_ code: UInt8) -> Bool {
    switch Unicode.Scalar(code) {
    case "a"..."z", "A"..."Z", "ª", "µ", "º", "À"..."Ö", "Ø"..."ö", "ø"..."ÿ", "\u{1}": true
    case _: false
    }
  }

  private static func lowercased(_ code: UInt8) -> UInt8 {
    switch Unicode.Scalar(code) {
    case "A"..."Z", "À"..."Ö", "Ø"..."Þ": code + 0x20
    case _: code
    }
  }

  /// Whether a scalar belongs to the character before it.
  private static func extends(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300..<0x370, 0x200D, 0x1F3FB...0x1F3FF: true
    case _: scalar.properties.isGraphemeExtend
    }
  }

  /// The accents of Spanish and Portuguese, as some keyboards send them: a letter and its mark.
  private static func composed(_ letter: UInt8, _ mark: Unicode.Scalar) -> UInt8? {
    let bare = letter | 0x20
    guard letter < 0x80, let code = accents[mark]?[bare] else { return nil }
    return code - (bare - letter)
  }

  private static let accents: [Unicode.Scalar: [UInt8: UInt8]] = [
    "\u{300}": table("aà"), "\u{301}": table("aá eé ií oó uú"), "\u{302}": table("aâ eê oô"),
    "\u{303}": table("aã nñ oõ"), "\u{327}": table("cç"),
  ]

  private static func table(_ pairs: String) -> [UInt8: UInt8] {
    var table: [UInt8: UInt8] = [:]
    for pair in pairs.split(separator: " ") {
      let scalars = pair.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      table[scalars[0]] = scalars[1]
    }
    return table
  }
}
