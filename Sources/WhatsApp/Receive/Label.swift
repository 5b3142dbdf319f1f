/// Makes a name of Meta's safe to store, show and count: letters, digits, `_`, `-`, `.`, and not long.
enum Label {
  /// Longer than any field, type or status that Meta has; a metric's label must not be a way to fill memory.
  static let maximumBytes = 64

  /// Anything else becomes `_`; what is longer is cut; nothing at all is `unknown`.
  static func of(_ name: String?) -> String {
    guard let name, !name.isEmpty else { return "unknown" }
    if name.utf8.count <= maximumBytes, name.utf8.allSatisfy(isPlain) { return name }
    return String(decoding: name.utf8.prefix(maximumBytes).map { isPlain($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    case _: false
    }
  }
}
