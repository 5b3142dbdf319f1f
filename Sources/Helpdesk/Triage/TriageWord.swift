/// One word of a message, as triage compares it.
package struct TriageWord: Sendable, Equatable {
  /// Folded; stretched letters ("urgenteee") are one letter.
  package var text: String
  /// The other reading of a stretched letter: two of it ("passsword"). Nil if none was stretched.
  package var doubled: String?
  /// Where it stands in the message, in Unicode scalars, the end excluded.
  package var span: Range<Int>
  /// The same place in bytes of UTF-8, for whoever cuts the word out.
  var bytes: Range<Int>
  /// Words of one clause share a number: an expression and a negation do not reach beyond it.
  package var clause: Int

  init(text: String, doubled: String? = nil, span: Range<Int>, bytes: Range<Int>, clause: Int) {
    self.text = text
    self.doubled = doubled
    self.span = span
    self.bytes = bytes
    self.clause = clause
  }
}

extension TriageWord {
  /// WhatsApp takes no longer body; whatever stands behind it is not read.
  static let mostScalars = 4096

  /// The words of a message in their order. Emoji are words; punctuation, emphasis and invisible marks are not.
  package static func words(of message: String) -> [TriageWord] {
    var splitter = WordSplitter()
    for scalar in message.unicodeScalars.prefix(mostScalars) { splitter.take(scalar) }
    return SpacedLetters.joined(splitter.finished())
  }

  /// A word as it was folded; nil when nothing is left of it.
  init?(folded: [UInt8], span: Range<Int>, bytes: Range<Int>, clause: Int) {
    guard !folded.isEmpty else { return nil }
    if Self.isStretched(folded) {
      self.init(
        text: Self.squeezed(folded, to: 1), doubled: Self.squeezed(folded, to: 2), span: span, bytes: bytes,
        clause: clause)
    } else {
      self.init(text: String(decoding: folded, as: UTF8.self), span: span, bytes: bytes, clause: clause)
    }
  }

  /// Whether a letter stands three times in a row.
  private static func isStretched(_ word: [UInt8]) -> Bool {
    guard word.count > 2 else { return false }
    for place in 2..<word.count where word[place] == word[place - 1] && word[place] == word[place - 2] {
      if isLetter(word[place]) { return true }
    }
    return false
  }

  /// Three or more of one letter in a row become `count`; two stay, and digits too.
  private static func squeezed(_ word: [UInt8], to count: Int) -> String {
    var squeezed: [UInt8] = []
    squeezed.reserveCapacity(word.count)
    var from = 0
    while from < word.count {
      var end = from + 1
      while end < word.count, word[end] == word[from] { end += 1 }
      let kept = isLetter(word[from]) && end - from > 2 ? count : end - from
      squeezed.append(contentsOf: repeatElement(word[from], count: kept))
      from = end
    }
    return String(decoding: squeezed, as: UTF8.self)
  }

  fileprivate static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}

/// "u r g e n t e", "u.r.g.e.n.t.e": a word that was spaced out to be seen, or to get past a filter.
private enum SpacedLetters {
  /// Three words of one letter in a row can be ordinary Spanish ("y a o"); four are not.
  private static let fewest = 4

  static func joined(_ words: [TriageWord]) -> [TriageWord] {
    guard areSpaced(words) else { return words }
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
        let (first, last) = (words[from], words[end - 1])
        let word = TriageWord(
          folded: words[from..<end].flatMap(\.text.utf8), span: first.span.lowerBound..<last.span.upperBound,
          bytes: first.bytes.lowerBound..<last.bytes.upperBound, clause: first.clause)
        if let word { joined.append(word) }
        from = end
      } else {
        joined.append(words[from])
        from += 1
      }
    }
    return joined
  }

  /// Nearly no message holds that many letters alone, whatever stands between them.
  private static func areSpaced(_ words: [TriageWord]) -> Bool {
    var row = 0
    for word in words {
      row = isLetter(word) ? row + 1 : 0
      if row == fewest { return true }
    }
    return false
  }

  private static func isLetter(_ word: TriageWord) -> Bool {
    word.text.utf8.count == 1 && TriageWord.isLetter(word.text.utf8.first ?? 0)
  }
}
