/// Makes a text readable whose structure is sound but in which a string or a number is not.
///
/// A half surrogate pair (a name cut in the middle of an emoji), bytes that are not UTF-8, a raw control character or
/// a number beyond every type would otherwise make all of a batch unreadable. Each is replaced by something of the
/// same length, so that every offset stays what it was. The original bytes are what is stored.
enum LexicalRepair {
  /// DEL, for one byte that cannot be read: allowed in JSON, in no id, and in nothing that a person writes.
  static let mark: UInt8 = 0x7F

  /// The repaired text; nil when there was nothing of the kind to repair.
  static func repaired(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    var repair = Repair(bytes: Array(text))
    repair.run()
    return repair.hasChanged ? repair.bytes : nil
  }

  private struct Repair {
    var bytes: [UInt8]
    var hasChanged = false
    private var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func run() {
      replaceIllFormedUTF8()
      while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "\""): passString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): passNumber()
        case _: at += 1
        }
      }
    }

    /// Each byte that belongs to no well-formed sequence becomes the mark.
    private mutating func replaceIllFormedUTF8() {
      var start = 0
      while start < bytes.count {
        let length = wellFormedLength(at: start)
        if length == 0 {
          bytes[start] = mark
          hasChanged = true
        }
        start += max(length, 1)
      }
    }

    /// The bytes of the scalar that starts here; 0 when none does (Unicode, table 3-7).
    private func wellFormedLength(at start: Int) -> Int {
      let first = bytes[start]
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0x00...0x7F: return 1
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      case _: return 0
      }
      guard start + length <= bytes.count, second.contains(bytes[start + 1]) else { return 0 }
      let rest = bytes[(start + 2)..<(start + length)]
      return rest.allSatisfy { (0x80...0xBF).contains($0) } ? length : 0
    }

    private mutating func passString() {
      at += 1
      while at < bytes.count {
        switch bytes[at] {
        case UInt8(ascii: "\""):
          at += 1
          return
        case UInt8(ascii: "\\"): passEscape()
        case 0..<0x20:
          replace(at..<at + 1, with: " ")
          at += 1
        case _: at += 1
        }
      }
    }

    /// A surrogate that has no partner becomes U+FFFD, the backslash of an escape that does not exist the mark.
    private mutating func passEscape() {
      guard at + 1 < bytes.count else {
        at += 1
        return
      }
      switch bytes[at + 1] {
      case UInt8(ascii: "u"): passUnicodeEscape()
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
        UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        at += 2
      case _:
        replace(at..<at + 1, with: "\u{7F}")
        at += 1
      }
    }

    private mutating func passUnicodeEscape() {
      guard let first = escapedUnit(at: at) else {
        replace(at..<at + 1, with: "\u{7F}")
        at += 1
        return
      }
      if UTF16.isLeadSurrogate(first), let second = escapedUnit(at: at + 6), UTF16.isTrailSurrogate(second) {
        at += 12
        return
      }
      if UTF16.isLeadSurrogate(first) || UTF16.isTrailSurrogate(first) {
        replace(at..<at + 6, with: #"\ufffd"#)
      }
      at += 6
    }

    private func escapedUnit(at start: Int) -> UInt16? {
      guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else {
        return nil
      }
      var unit: UInt16 = 0
      for byte in bytes[(start + 2)..<(start + 6)] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
        unit = unit << 4 | UInt16(digit)
      }
      return unit
    }

    /// A number that fits neither 64 bits nor a double becomes a zero that no reader takes for an id, a time or a
    /// code. As a number of the same length it keeps its slice, which white space around a `null` would cut short.
    private mutating func passNumber() {
      let start = at
      while at < bytes.count, Self.isNumeric(bytes[at]) { at += 1 }
      guard at - start >= 4 else { return }
      let token = String(decoding: bytes[start..<at], as: UTF8.self)
      let isWhole = bytes[start..<at].allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
      let fits = isWhole ? Int64(token) != nil || UInt64(token) != nil : Double(token)?.isFinite == true
      if !fits {
        replace(start..<at, with: "0." + String(repeating: "0", count: at - start - 2))
      }
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      case _: false
      }
    }

    private mutating func replace(_ range: Range<Int>, with text: String) {
      bytes.replaceSubrange(range, with: text.utf8)
      hasChanged = true
    }
  }
}
