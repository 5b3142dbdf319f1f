extension JSON {
  /// Why some bytes are not JSON, with the place where that was seen.
  package struct Unreadable: Error, Equatable {
    package var offset: Int
  }

  /// Reads one value that fills all the bytes; nesting deeper than 64 is refused.
  package init(bytes: [UInt8]) throws {
    var reader = Reader(bytes: bytes)
    self = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.atEnd else { throw reader.unreadable }
  }

  /// Deeper nesting than any body of the interface has; it bounds the recursion.
  private static let depthLimit = 64

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    var atEnd: Bool { at == bytes.count }
    var unreadable: Unreadable { Unreadable(offset: at) }

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func value(depth: Int) throws -> JSON {
      guard depth < JSON.depthLimit else { throw unreadable }
      skipSpace()
      guard at < bytes.count else { throw unreadable }
      switch bytes[at] {
      case UInt8(ascii: "{"): return try object(depth: depth)
      case UInt8(ascii: "["): return try array(depth: depth)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      case _: return try number()
      }
    }

    private mutating func object(depth: Int) throws -> JSON {
      var members: [Member] = []
      at += 1
      if take(UInt8(ascii: "}")) { return .object([]) }
      repeat {
        skipSpace()
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw unreadable }
        let name = try string()
        guard take(UInt8(ascii: ":")) else { throw unreadable }
        members.append(Member(name, try value(depth: depth + 1)))
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw unreadable }
      return .object(members)
    }

    private mutating func array(depth: Int) throws -> JSON {
      var elements: [JSON] = []
      at += 1
      if take(UInt8(ascii: "]")) { return .array([]) }
      repeat { elements.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "]")) else { throw unreadable }
      return .array(elements)
    }

    private mutating func string() throws -> String {
      at += 1
      if let plain = plainString() { return plain }
      var units: [UInt8] = []
      while at < bytes.count {
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""):
          guard let text = String(validating: units, as: UTF8.self) else { throw unreadable }
          return text
        case UInt8(ascii: "\\"): try escape(into: &units)
        case 0..<0x20: throw unreadable
        case _: units.append(byte)
        }
      }
      throw unreadable
    }

    /// Most strings are printable ASCII without an escape, and are read as they stand; nil if this one is not.
    private mutating func plainString() -> String? {
      var end = at
      while end < bytes.count, (0x20...0x7E).contains(bytes[end]) {
        if bytes[end] == UInt8(ascii: "\"") {
          defer { at = end + 1 }
          return String(decoding: bytes[at..<end], as: UTF8.self)
        }
        if bytes[end] == UInt8(ascii: "\\") { return nil }
        end += 1
      }
      return nil
    }

    private mutating func escape(into units: inout [UInt8]) throws {
      guard at < bytes.count else { throw unreadable }
      let letter = bytes[at]
      at += 1
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(letter)
      case UInt8(ascii: "b"): units.append(0x08)
      case UInt8(ascii: "f"): units.append(0x0C)
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "u"): units.append(contentsOf: String(try escapedScalar()).utf8)
      case _: throw unreadable
      }
    }

    private mutating func escapedScalar() throws -> Character {
      let first = try hexUnit()
      guard UTF16.isLeadSurrogate(first) else { return try character(UInt32(first)) }
      guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
        throw unreadable
      }
      at += 2
      let second = try hexUnit()
      guard UTF16.isTrailSurrogate(second) else { throw unreadable }
      return try character(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    }

    private func character(_ value: UInt32) throws -> Character {
      guard let scalar = Unicode.Scalar(value) else { throw unreadable }
      return Character(scalar)
    }

    private mutating func hexUnit() throws -> UInt16 {
      guard at + 4 <= bytes.count, let unit = UInt16(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
      else { throw unreadable }
      at += 4
      return unit
    }

    private mutating func number() throws -> JSON {
      let start = at
      while at < bytes.count, "+-0123456789.eE".utf8.contains(bytes[at]) { at += 1 }
      let text = String(decoding: bytes[start..<at], as: UTF8.self)
      if let whole = Int64(text) { return .int(whole) }
      guard let number = Double(text), number.isFinite else { throw unreadable }
      return .double(number)
    }

    private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
      guard bytes[at...].starts(with: word.utf8) else { throw unreadable }
      at += word.utf8.count
      return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard at < bytes.count, bytes[at] == byte else { return false }
      at += 1
      return true
    }

    mutating func skipSpace() {
      while at < bytes.count, bytes[at] == 0x20 || (0x09...0x0A).contains(bytes[at]) || bytes[at] == 0x0D { at += 1 }
    }
  }
}
