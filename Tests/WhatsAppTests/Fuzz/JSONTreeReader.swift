/// Reads a text into a tree by its structure alone: what stands in a string or a number is taken as it is.
struct JSONTreeReader {
  /// The tree is walked by recursion; deeper texts are mutated as bytes.
  private static let maximumDepth = 64

  private let text: [UInt8]
  private var at = 0

  /// nil when the brackets, quotes and commas do not hold together.
  static func read(_ text: [UInt8]) -> JSONTree? {
    var reader = JSONTreeReader(text: text)
    guard let tree = reader.value(depth: 0) else { return nil }
    reader.passSpace()
    return reader.at == text.count ? tree : nil
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func value(depth: Int) -> JSONTree? {
    passSpace()
    guard at < text.count, depth < Self.maximumDepth else { return nil }
    switch text[at] {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map { .token($0) }
    case _: return word().map { .token($0) }
    }
  }

  private mutating func object(_ depth: Int) -> JSONTree? {
    at += 1
    var members: [JSONTree.Member] = []
    if passes("}") { return .object([]) }
    repeat {
      passSpace()
      guard let name = string(), passes(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(JSONTree.Member(name: name, value: value))
    } while passes(",")
    return passes("}") ? .object(members) : nil
  }

  private mutating func array(_ depth: Int) -> JSONTree? {
    at += 1
    var elements: [JSONTree] = []
    if passes("]") { return .array([]) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
    } while passes(",")
    return passes("]") ? .array(elements) : nil
  }

  private mutating func string() -> [UInt8]? {
    let start = at
    guard at < text.count, text[at] == UInt8(ascii: "\"") else { return nil }
    at += 1
    while at < text.count, text[at] != UInt8(ascii: "\"") { at += text[at] == UInt8(ascii: "\\") ? 2 : 1 }
    guard at < text.count else { return nil }
    at += 1
    return Array(text[start..<at])
  }

  private mutating func word() -> [UInt8]? {
    let start = at
    while at < text.count, text[at] > 0x20, !#",:[]{}""#.utf8.contains(text[at]) { at += 1 }
    return at > start ? Array(text[start..<at]) : nil
  }

  private mutating func passSpace() {
    while at < text.count, text[at] <= 0x20 { at += 1 }
  }

  private mutating func passes(_ character: Unicode.Scalar) -> Bool {
    passSpace()
    guard at < text.count, text[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }
}
