/// Writes JSON whose bytes depend on nothing but the calls: no spaces, members in the order in which they are written.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  /// One object, filled by `body`.
  static func object(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.bytes.reserveCapacity(512)
    writer.nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    return writer.bytes
  }

  mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    write(text)
  }

  mutating func member(_ name: StaticString, _ truth: Bool) {
    key(name)
    bytes.append(contentsOf: (truth ? "true" : "false").utf8)
  }

  mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    key(name)
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// An array of objects, one for each item.
  mutating func objects<Item>(_ name: StaticString, _ items: [Item], _ body: (Item, inout JSONWriter) -> Void) {
    key(name)
    nest(UInt8(ascii: "["), UInt8(ascii: "]")) { array in
      for item in items {
        array.separate()
        array.nest(UInt8(ascii: "{"), UInt8(ascii: "}")) { body(item, &$0) }
      }
    }
  }

  private mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(contentsOf: "\":".utf8)
  }

  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    bytes.append(open)
    isFirst = true
    body(&self)
    bytes.append(close)
    isFirst = false
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  /// Escapes only what must be (RFC 8259 §7); all else goes as UTF-8.
  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: #"\n"#.utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: #"\r"#.utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: #"\t"#.utf8)
      case 0..<0x20:
        bytes.append(contentsOf: #"\u00"#.utf8)
        bytes.append(Self.hexDigit(byte >> 4))
        bytes.append(Self.hexDigit(byte & 0xF))
      case _: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }
}
