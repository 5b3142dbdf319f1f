/// A JSON text as a tree of tokens, for mutating: order, repeated names and every odd byte survive a round trip.
///
/// It shares nothing with the decoder that it is used against.
indirect enum JSONTree {
  case object([Member])
  case array([JSONTree])
  /// A string, number or word exactly as written; a mutation may put any bytes here.
  case token([UInt8])

  struct Member {
    /// With its quotes.
    var name: [UInt8]
    var value: JSONTree
  }

  static func text(_ text: String) -> JSONTree { .token(Array(text.utf8)) }

  var children: [JSONTree] {
    switch self {
    case .object(let members): members.map(\.value)
    case .array(let elements): elements
    case .token: []
    }
  }

  var isContainer: Bool {
    if case .token = self { false } else { true }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  /// How many nodes below and including this one are of the wanted kind.
  func count(_ isWanted: (JSONTree) -> Bool) -> Int {
    children.reduce(isWanted(self) ? 1 : 0) { $0 + $1.count(isWanted) }
  }

  /// Changes the wanted node that `index` counts down to, in the order of the text.
  mutating func change(_ index: inout Int, _ isWanted: (JSONTree) -> Bool, _ body: (inout JSONTree) -> Void) {
    if isWanted(self) {
      if index == 0 { body(&self) }
      index -= 1
    }
    guard index >= 0 else { return }
    switch self {
    case .object(var members):
      for at in members.indices where index >= 0 { members[at].value.change(&index, isWanted, body) }
      self = .object(members)
    case .array(var elements):
      for at in elements.indices where index >= 0 { elements[at].change(&index, isWanted, body) }
      self = .array(elements)
    case .token: break
    }
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .token(let token): bytes += token
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (at, member) in members.enumerated() {
        if at > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += member.name
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (at, element) in elements.enumerated() {
        if at > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    }
  }
}
