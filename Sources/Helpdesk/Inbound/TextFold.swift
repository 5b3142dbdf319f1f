import Foundation

/// One spelling for all the ways in which the same words are typed: what texts are compared by, never shown.
///
/// Lower case, no accents, compatibility forms undone (`ﬁ`, `Ａ`, `²`), nothing invisible, punctuation and white space
/// of any length as one space, apostrophes gone. Emoji stay, without skin tones and variation selectors.
package enum TextFold {
  package static func fold(_ text: String) -> String {
    var folder = Folder()
    for scalar in text.unicodeScalars where !folder.take(scalar) {
      folder = Folder()
      for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars { folder.takeDecomposed(scalar) }
      break
    }
    return String(folder.folded)
  }

  /// 64 bits (FNV-1a) of the folded text as 16 hexadecimal digits; nil when nothing is left of it.
  ///
  /// Not a secret and no proof: two texts with one fingerprint are taken for the same by the loop guard only.
  package static func fingerprint(of text: String) -> String? {
    let folded = fold(text)
    guard !folded.isEmpty else { return nil }
    let hash = folded.utf8.reduce(offsetBasis) { ($0 ^ UInt64($1)) &* prime }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static let offsetBasis: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01b3
}

/// Gathers the folded text one scalar after another.
private struct Folder {
  var folded = String.UnicodeScalarView()
  private var owesSpace = false

  /// False: only the compatibility decomposition of the whole text can tell, start again with it.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x80: takeASCII(scalar)
    case 0xA0..<0x180:
      guard let plain = LatinLetters.plain(scalar) else { return false }
      if plain.isEmpty { takeDecomposed(scalar) } else { append(plain) }
    case 0x2000..<0x2070, 0x1F300...: takeDecomposed(scalar)
    case _: return false
    }
    return true
  }

  /// A scalar that no longer decomposes.
  mutating func takeDecomposed(_ scalar: Unicode.Scalar) {
    guard scalar.value >= 0x80 else { return takeASCII(scalar) }
    if let plain = LatinLetters.plain(scalar), !plain.isEmpty { return append(plain) }
    if scalar == "\u{2018}" || scalar == "\u{2019}" || scalar == "\u{2BC}" { return }
    let properties = scalar.properties
    if properties.isWhitespace {
      owesSpace = true
      return
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .modifierSymbol, .surrogate: break
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .lineSeparator, .paragraphSeparator, .spaceSeparator:
      owesSpace = true
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
      .decimalNumber, .letterNumber, .otherNumber, .mathSymbol, .currencySymbol, .otherSymbol, .privateUse,
      .unassigned:
      if !properties.isDefaultIgnorableCodePoint { append(properties.lowercaseMapping) }
    @unknown default: break
    }
  }

  /// Letters, digits and the signs that mean something (`$`, `+`, `<`, `=`, `>`, `|`, `~`) stay.
  private mutating func takeASCII(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "a"..."z", "0"..."9", "$", "+", "<", "=", ">", "|", "~": append(scalar)
    case "A"..."Z": append(Unicode.Scalar(UInt8(scalar.value) + 32))
    case "'", "`", "^": break
    case _: owesSpace = true
    }
  }

  private mutating func append(_ text: String) {
    for scalar in text.unicodeScalars { append(scalar) }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if owesSpace, !folded.isEmpty { folded.append(" ") }
    owesSpace = false
    folded.append(scalar)
  }
}
