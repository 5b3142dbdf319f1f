/// One word of a message, as triage compares it.
package struct TriageWord: Sendable, Equatable {
  /// Folded; stretched letters ("urgenteee") are one letter.
  package var text: String
  /// The other reading of a stretched letter: two of it ("passsword"). Nil if none was stretched.
  package var doubled: String?
  /// Where it stands in the message, in Unicode scalars, the end excluded.
  package var span: Range<Int>
  /// Words of one clause share a number: an expression and a negation do not reach beyond it.
  package var clause: Int

  package init(text: String, doubled: String? = nil, span: Range<Int>, clause: Int) {
    self.text = text
    self.doubled = doubled
    self.span = span
    self.clause = clause
  }
}

extension TriageWord {
  /// WhatsApp takes no longer body; whatever stands behind it is not read.
  static let mostScalars = 4096

  /// The words of a message in their order. Emoji are words; punctuation, emphasis and invisible marks are not.
  package static func words(of message: String) -> [TriageWord] {
    var splitter = WordSplitter()
    for (place, scalar) in message.unicodeScalars.prefix(mostScalars).enumerated() { splitter.take(scalar, at: place) }
    return SpacedLetters.joined(splitter.finished())
  }

  /// A word as it was typed, folded; nil when nothing is left of it.
  init?(typed: String, span: Range<Int>, clause: Int) {
    let folded = TextFold.fold(typed)
    guard !folded.isEmpty else { return nil }
    let single = Self.squeezed(folded, to: 1)
    let double = Self.squeezed(folded, to: 2)
    self.init(text: single, doubled: double == single ? nil : double, span: span, clause: clause)
  }

  /// Three or more of one letter in a row become `count`; two stay, and digits too.
  private static func squeezed(_ word: String, to count: Int) -> String {
    let bytes = Array(word.utf8)
    var squeezed: [UInt8] = []
    squeezed.reserveCapacity(bytes.count)
    var from = 0
    while from < bytes.count {
      var end = from + 1
      while end < bytes.count, bytes[end] == bytes[from] { end += 1 }
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[from])
      let kept = isLetter && end - from > 2 ? count : end - from
      squeezed.append(contentsOf: repeatElement(bytes[from], count: kept))
      from = end
    }
    return String(decoding: squeezed, as: UTF8.self)
  }
}

/// Takes a message apart, one scalar after another.
private struct WordSplitter {
  private var words: [TriageWord] = []
  private var run = String.UnicodeScalarView()
  private var from = 0
  private var place = 0
  private var clause = 0
  /// A full stop or a comma: the end of a clause if white space follows, part of the writing if not ("s.o.s").
  private var mayEnd = false

  mutating func take(_ scalar: Unicode.Scalar, at place: Int) {
    self.place = place
    let kind = WordSplitter.kind(of: scalar)
    if mayEnd {
      mayEnd = false
      if kind == .space { clause += 1 }
    }
    switch kind {
    case .letter:
      if run.isEmpty { from = place }
      run.append(scalar)
    case .mark:
      if !run.isEmpty { run.append(scalar) }
    case .emoji:
      close(at: place)
      from = place
      run.append(scalar)
      close(at: place + 1)
    case .space, .separator:
      close(at: place)
    case .stop:
      close(at: place)
      mayEnd = true
    case .end:
      close(at: place)
      clause += 1
    }
  }

  mutating func finished() -> [TriageWord] {
    close(at: place + 1)
    return words
  }

  private mutating func close(at end: Int) {
    guard !run.isEmpty else { return }
    // Folding may find a space in one run (a fraction, a ligature): the parts share the span.
    for part in String(run).split(separator: " ") {
      if let word = TriageWord(typed: String(part), span: from..<end, clause: clause) { words.append(word) }
    }
    run = String.UnicodeScalarView()
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

/// "u r g e n t e", "u.r.g.e.n.t.e": a word that was spaced out to be seen, or to get past a filter.
private enum SpacedLetters {
  /// Three words of one letter in a row can be ordinary Spanish ("y a o"); four are not.
  private static let fewest = 4

  static func joined(_ words: [TriageWord]) -> [TriageWord] {
    guard words.count >= fewest else { return words }
    var joined: [TriageWord] = []
    var from = 0
    while from < words.count {
      var end = from
      while end < words.count, isLetter(words[end]),
        end == from || words[end].span.lowerBound - words[end - 1].span.upperBound == 1
      {
        end += 1
      }
      if end - from >= fewest {
        let text = words[from..<end].map(\.text).joined()
        let span = words[from].span.lowerBound..<words[end - 1].span.upperBound
        if let word = TriageWord(typed: text, span: span, clause: words[from].clause) { joined.append(word) }
        from = end
      } else {
        joined.append(words[from])
        from += 1
      }
    }
    return joined
  }

  private static func isLetter(_ word: TriageWord) -> Bool {
    word.text.utf8.count == 1 && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(word.text.utf8.first ?? 0)
  }
}
