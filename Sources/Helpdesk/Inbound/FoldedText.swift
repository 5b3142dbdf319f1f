/// Gathers a folded text one scalar after another; what a scalar becomes does not depend on its neighbours.
///
/// A decomposition of the whole text would put its marks in order, which takes quadratic time for a letter with
/// thousands of them, and marks are dropped.
struct FoldedText {
  /// UTF-8.
  private(set) var bytes: [UInt8] = []
  private var owesSpace = false

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    owesSpace = false
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case ..<0x80: takeASCII(UInt8(scalar.value))
    // Combining marks and variation selectors.
    case 0x300..<0x370, 0xFE00..<0xFE10: break
    // Punctuation, symbols and emoji.
    case 0x2000..<0x2070, 0x2600..<0x27C0, 0x1F300..<0x1FB00: takeDecomposed(scalar)
    case 0xA0..<0x180 where LatinLetters.plain(scalar) != nil: takeDecomposed(scalar)
    case _:
      for part in TextFold.decomposed(scalar).unicodeScalars { takeDecomposed(part) }
    }
  }

  /// A scalar that no longer decomposes.
  private mutating func takeDecomposed(_ scalar: Unicode.Scalar) {
    guard scalar.value >= 0x80 else { return takeASCII(UInt8(scalar.value)) }
    if let plain = LatinLetters.plain(scalar), !plain.isEmpty { return append(plain.utf8) }
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
      if !properties.isDefaultIgnorableCodePoint { append(properties.lowercaseMapping.utf8) }
    @unknown default: break
    }
  }

  /// Letters, digits and the signs that mean something (`$`, `+`, `<`, `=`, `>`, `|`, `~`) stay.
  private mutating func takeASCII(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "$"),
      UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "|"),
      UInt8(ascii: "~"):
      append(CollectionOfOne(byte))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(CollectionOfOne(byte | 0x20))
    case UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "^"): break
    case _: owesSpace = true
    }
  }

  private mutating func append(_ text: some Collection<UInt8>) {
    if owesSpace, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    owesSpace = false
    bytes.append(contentsOf: text)
  }
}
