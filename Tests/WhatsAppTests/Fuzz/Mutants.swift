/// Makes mutants of the fixtures, the same ones for the same seed on every machine, and counts how they were made.
struct Mutants {
  /// How often each mutation was applied.
  private(set) var made: [String: Int] = [:]

  private let fixtures: [[UInt8]]
  private let trees: [JSONTree]

  init(of fixtures: [[UInt8]]) {
    self.fixtures = fixtures
    trees = fixtures.compactMap { JSONTreeReader.read($0) }
  }

  /// One to three changes of structure, one in four times a change of bytes on top.
  mutating func next(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var tree = trees[Int.random(in: trees.indices, using: &generator)]
    let donor = trees[Int.random(in: trees.indices, using: &generator)]
    for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&tree, donor, TreeMutation.allCases, &generator) }
    var body = tree.bytes
    if Int.random(in: 0..<4, using: &generator) == 0 {
      let mutation = ByteMutation.allCases.randomElement(using: &generator)!
      mutation.apply(to: &body, donor: fixtures.randomElement(using: &generator)!, using: &generator)
      made[mutation.rawValue, default: 0] += 1
    }
    return body
  }

  /// The entries of a few fixtures, mutants among them, over and over: a thousand in one body.
  mutating func batch(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var kinds: [JSONTree] = []
    for _ in 0..<20 {
      var tree = trees.randomElement(using: &generator)!
      if Bool.random(using: &generator) { mutate(&tree, tree, TreeMutation.bearable, &generator) }
      kinds += entries(of: tree)
    }
    let thousand = (0..<1000).map { kinds[$0 % kinds.count] }
    made["batch", default: 0] += 1
    return JSONTree.object([JSONTree.Member(name: Array(#""entry""#.utf8), value: .array(thousand))]).bytes
  }

  /// The entries of two to four fixtures in one body.
  func siblings(using generator: inout SeededGenerator) -> [UInt8] {
    let several = (0..<Int.random(in: 2...4, using: &generator)).flatMap { _ in
      entries(of: trees.randomElement(using: &generator)!)
    }
    return JSONTree.object([JSONTree.Member(name: Array(#""entry""#.utf8), value: .array(several))]).bytes
  }

  /// Another value of the same kind for one item: what it holds is changed, not what it is.
  mutating func changed(_ item: [UInt8], using generator: inout SeededGenerator) -> [UInt8]? {
    guard var tree = JSONTreeReader.read(item), tree.isContainer else { return nil }
    let donor = trees.randomElement(using: &generator)!
    for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&tree, donor, TreeMutation.bearable, &generator) }
    return tree.bytes
  }

  private mutating func mutate(
    _ tree: inout JSONTree, _ donor: JSONTree, _ kinds: [TreeMutation], _ generator: inout SeededGenerator
  ) {
    let mutation = kinds.randomElement(using: &generator)!
    if mutation.apply(to: &tree, donor: donor, using: &generator) { made[mutation.rawValue, default: 0] += 1 }
  }

  private func entries(of tree: JSONTree) -> [JSONTree] {
    guard case .object(let members) = tree else { return [tree] }
    let entries = members.first { $0.name == Array(#""entry""#.utf8) }?.value
    guard case .array(let elements) = entries, !elements.isEmpty else { return [entries ?? .text("{}")] }
    return elements
  }
}
