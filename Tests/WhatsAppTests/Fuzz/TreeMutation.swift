/// What a careless, changed or hostile sender does to the structure of a body. Each keeps brackets and quotes whole.
enum TreeMutation: String, CaseIterable {
  case delete, duplicate, rename, repeatKey, swap, insertUnknown
  case otherType, wrapInItself, exchangeKinds, nest, nestBeyondBound
  case brokenUTF8, loneSurrogate, nul, badEscape, longText, hugeNumber, splice

  /// Those that may happen inside one item without costing the body: only depth is bounded for all together.
  static let bearable = allCases.filter { $0 != .nestBeyondBound }

  /// Changes one node, chosen at random; false when there is none for it. `donor` gives what is spliced in.
  func apply(to tree: inout JSONTree, donor: JSONTree, using generator: inout SeededGenerator) -> Bool {
    let isWanted: (JSONTree) -> Bool = { needsChildren ? !$0.children.isEmpty : true }
    let candidates = tree.count(isWanted)
    guard candidates > 0 else { return false }
    var index = Int.random(in: 0..<candidates, using: &generator)
    tree.change(&index, isWanted) { node in
      if needsChildren { rearrange(&node, &generator) } else { replace(&node, donor, &generator) }
    }
    return true
  }

  private var needsChildren: Bool {
    switch self {
    case .delete, .duplicate, .rename, .repeatKey, .swap, .insertUnknown: true
    case .otherType, .wrapInItself, .exchangeKinds, .nest, .nestBeyondBound, .brokenUTF8, .loneSurrogate, .nul,
      .badEscape, .longText, .hugeNumber, .splice:
      false
    }
  }

  private func rearrange(_ node: inout JSONTree, _ generator: inout SeededGenerator) {
    switch node {
    case .array(var elements):
      let at = Int.random(in: elements.indices, using: &generator)
      if self == .delete { elements.remove(at: at) } else { elements.insert(elements[at], at: 0) }
      if self == .swap { elements.shuffle(using: &generator) }
      node = .array(elements)
    case .object(var members):
      let at = Int.random(in: members.indices, using: &generator)
      let other = Int.random(in: members.indices, using: &generator)
      switch self {
      case .delete: members.remove(at: at)
      case .duplicate: members.insert(members[at], at: other)
      case .rename: members[at].name = MutationTokens.names.randomElement(using: &generator)!
      case .repeatKey: members[at].name = members[other].name
      case .swap: (members[at].value, members[other].value) = (members[other].value, members[at].value)
      case _:
        let value = JSONTree.token(MutationTokens.values.randomElement(using: &generator)!)
        members.insert(JSONTree.Member(name: Array(#""novelty""#.utf8), value: value), at: at)
      }
      node = .object(members)
    case .token: break
    }
  }

  private func replace(_ node: inout JSONTree, _ donor: JSONTree, _ generator: inout SeededGenerator) {
    switch self {
    case .otherType: node = .token(MutationTokens.values.randomElement(using: &generator)!)
    case .wrapInItself: node = Bool.random(using: &generator) ? .array([node]) : .array([node, node, node])
    case .exchangeKinds: node = Self.exchanged(node)
    case .nest: node = MutationTokens.nested(node, levels: [1, 2, 30, 500].randomElement(using: &generator)!)
    case .nestBeyondBound: node = MutationTokens.nested(node, levels: [1024, 5000].randomElement(using: &generator)!)
    case .brokenUTF8: node = MutationTokens.string(MutationTokens.illFormed, in: node, &generator)
    case .loneSurrogate: node = MutationTokens.string(MutationTokens.surrogates, in: node, &generator)
    case .nul: node = MutationTokens.string(MutationTokens.controls, in: node, &generator)
    case .badEscape: node = MutationTokens.string(MutationTokens.badEscapes, in: node, &generator)
    case .longText:
      node = .text("\"" + String(repeating: "ñ\\n", count: Int.random(in: 1...500, using: &generator)) + "\"")
    case .hugeNumber: node = .token(MutationTokens.numbers.randomElement(using: &generator)!)
    case _: node = Self.part(of: donor, &generator)
    }
  }

  /// An array in place of an object and the other way round; what is neither becomes an object's only member.
  private static func exchanged(_ node: JSONTree) -> JSONTree {
    switch node {
    case .object(let members): .array(members.map(\.value))
    case .array(let elements): .object(elements.map { JSONTree.Member(name: Array(#""id""#.utf8), value: $0) })
    case .token: .object([JSONTree.Member(name: Array(#""id""#.utf8), value: node)])
    }
  }

  private static func part(of donor: JSONTree, _ generator: inout SeededGenerator) -> JSONTree {
    var part = donor
    var index = Int.random(in: 0..<donor.count { _ in true }, using: &generator)
    var donor = donor
    donor.change(&index, { _ in true }) { part = $0 }
    return part
  }
}
