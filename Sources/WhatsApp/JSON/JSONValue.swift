import CSimdJSON

/// One value of a text that is being read: a place in the parser's table.
///
/// Valid only inside the closure of `JSONParser.read`. Every question has an answer for every kind of value: asking a
/// number for its members finds none.
struct JSONValue {
  private let values: UnsafePointer<acuse_json_value>
  private let index: Int

  init(values: UnsafePointer<acuse_json_value>, index: Int) {
    self.values = values
    self.index = index
  }

  var isObject: Bool { kind == ACUSE_JSON_OBJECT }
  var isArray: Bool { kind == ACUSE_JSON_ARRAY }
  var isContainer: Bool { isObject || isArray }
  var isNull: Bool { kind == ACUSE_JSON_NULL }

  /// The value's own bytes within the text.
  var range: Range<Int> { Int(raw.start)..<Int(raw.end) }

  /// The value of the first member with that name; nil when there is none or this is no object.
  subscript(name: StaticString) -> JSONValue? {
    var members = self.members
    while let member = members.next() {
      if member.name.isText(name) { return member.value }
    }
    return nil
  }

  /// The members in the order of the text, repeated names included.
  var members: JSONMembers {
    JSONMembers(values: values, at: index + 1, end: isObject ? Int(raw.next) : index + 1)
  }

  /// The elements of an array; none of anything else.
  var elements: JSONElements {
    JSONElements(values: values, at: index + 1, end: isArray ? Int(raw.next) : index + 1)
  }

  /// The elements of an array; anything else but null stands for its only element.
  var oneOrMany: JSONElements {
    if isArray { return elements }
    return isNull ? JSONElements(values: values, at: index, end: index) : alone
  }

  /// The value as the only element of a list.
  var alone: JSONElements { JSONElements(values: values, at: index, end: Int(raw.next)) }

  /// A string's text. U+FFFD stands for NUL, where libraries that count to the first NUL would cut it, and for DEL,
  /// which is what `LexicalRepair` leaves in place of what could not be read.
  var string: String? {
    guard let bytes = utf8 else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard Self.hasUnwritable(bytes) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" || $0 == "\u{7F}" ? "\u{FFFD}" : $0 }))
  }

  /// A string's unescaped bytes.
  var utf8: UnsafeBufferPointer<UInt8>? {
    guard kind == ACUSE_JSON_STRING else { return nil }
    return UnsafeBufferPointer(start: raw.scalar.text, count: Int(raw.length))
  }

  /// A whole number within Int64.
  var integer: Int64? { kind == ACUSE_JSON_INTEGER ? raw.scalar.integer : nil }

  /// Any number.
  var number: Double? {
    switch kind {
    case ACUSE_JSON_INTEGER: Double(raw.scalar.integer)
    case ACUSE_JSON_REAL: raw.scalar.real
    case _: nil
    }
  }

  var isTrue: Bool { kind == ACUSE_JSON_TRUE }

  /// Whether this is a string of exactly these bytes.
  func isText(_ text: StaticString) -> Bool {
    guard let bytes = utf8, bytes.count == text.utf8CodeUnitCount else { return false }
    for at in 0..<bytes.count where bytes[at] != text.utf8Start[at] { return false }
    return true
  }

  /// Without an early end, so that the loop is done 32 bytes at a time.
  private static func hasUnwritable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var found: UInt8 = 0
    for byte in bytes { found |= (byte == 0 ? 1 : 0) | (byte == LexicalRepair.mark ? 1 : 0) }
    return found != 0
  }

  private var raw: acuse_json_value { values[index] }
  private var kind: acuse_json_kind { acuse_json_kind(rawValue: raw.kind) }
}

/// An object's members, one after another.
struct JSONMembers: Sequence, IteratorProtocol {
  fileprivate let values: UnsafePointer<acuse_json_value>
  fileprivate var at: Int
  fileprivate let end: Int

  mutating func next() -> (name: JSONValue, value: JSONValue)? {
    guard at + 1 < end else { return nil }
    let value = at + 1
    defer { at = Int(values[value].next) }
    return (JSONValue(values: values, index: at), JSONValue(values: values, index: value))
  }
}

/// An array's elements, one after another.
struct JSONElements: Sequence, IteratorProtocol {
  fileprivate let values: UnsafePointer<acuse_json_value>
  fileprivate var at: Int
  fileprivate let end: Int

  mutating func next() -> JSONValue? {
    guard at < end else { return nil }
    defer { at = Int(values[at].next) }
    return JSONValue(values: values, index: at)
  }
}
