/// Takes a message apart, one scalar after another.
struct WordSplitter {
  private var words: [TriageWord] = []
  private var run = FoldedText()
  /// Whether a run has begun, though nothing of it may be left.
  private var isInRun = false
  private var from = (scalar: 0, byte: 0)
  private var place = (scalar: 0, byte: 0)
  private var clause = 0
  /// A full stop or a comma: the end of a clause if white space follows, part of the writing if not ("s.o.s").
  private var mayEnd = false

  mutating func take(_ scalar: Unicode.Scalar) {
    let kind = WordSplitter.kind(of: scalar)
    if mayEnd {
      mayEnd = false
      if kind == .space { clause += 1 }
    }
    switch kind {
    case .letter, .emoji:
      if kind == .emoji { close() }
      if !isInRun {
        from = place
        isInRun = true
      }
      run.take(scalar)
    case .mark:
      if isInRun { run.take(scalar) }
    case .space, .separator:
      close()
    case .stop:
      close()
      mayEnd = true
    case .end:
      close()
      clause += 1
    }
    place.scalar += 1
    place.byte += UTF8.width(scalar)
    if kind == .emoji { close() }
  }

  mutating func finished() -> [TriageWord] {
    close()
    return words
  }

  private mutating func close() {
    guard isInRun else { return }
    let word = TriageWord(
      folded: run.bytes, span: from.scalar..<place.scalar, bytes: from.byte..<place.byte, clause: clause)
    if let word { words.append(word) }
    run.removeAll()
    isInRun = false
  }

  private enum Kind { case letter, mark, emoji, space, separator, stop, end }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "'": return .letter
    case " ", "\t": return .space
    case ".", ",": return .stop
    case "\n", "\r", ";", "!", "?", "¿", "¡", "…", "\u{2028}", "\u{2029}": return .end
    case "\u{2018}", "\u{2019}", "\u{2BC}", "`", "´": return .mark
    case _ where scalar.value < 0x80: return .separator
    case _: break
    }
    let properties = scalar.properties
    if properties.isWhitespace { return .space }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      return .letter
    case .nonspacingMark, .spacingMark, .enclosingMark, .format, .modifierSymbol: return .mark
    case .otherSymbol: return .emoji
    default: return .separator
    }
  }
}
