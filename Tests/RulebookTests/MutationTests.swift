import Testing

@testable import Rulebook

/// Reading must survive whatever an editor, a merge or a careless script makes of a file.
@Suite struct MutationTests {
  @Test("mutated files never trap, and each is either whole or told what is wrong", arguments: 1...8)
  func mutated(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    let texts = [SmallRules.text, contractFile]
    var broken = 0
    for _ in 0..<Self.rounds {
      var scalars = Array(texts[random.below(2)].unicodeScalars)
      for _ in 0..<random.below(4) { Self.mutate(&scalars, &random) }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      let text = String(view)
      let loaded = load(text)
      #expect((loaded.rules == nil) == !loaded.problems.isEmpty)
      #expect((loaded.settings == nil) == !loaded.problems.isEmpty)
      let lines = text.unicodeScalars.count { $0 == "\n" } + 1
      #expect(loaded.problems.allSatisfy { (1...lines).contains($0.line) && $0.column >= 1 })
      let order = loaded.problems.map { [$0.line, $0.column] }
      #expect(zip(order, order.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
      if !loaded.problems.isEmpty { broken += 1 }
    }
    // A quarter of the files is not mutated at all, and most mutations break something.
    #expect(broken > Self.rounds / 4 && broken < Self.rounds)
  }

  private static let rounds = 40
  private static let pieces = [
    "\t", "\"", "'", "{", "}", "[", "]", ":", " : ", "- ", "? ", "#", "&a ", "*a", "<<: *a", "!!int ", "!x ", "|", ">",
    "~", "null", "\u{0}", "\u{FEFF}", "\u{2028}", "\r\n", "---\n", "...\n", "%", "@", "0x1F", "1e9",
    "99999999999999999999",
    "-", "\\", "\u{F8F0}", "mon-fri", "é", "🙂", "\n\n", "  ",
  ]

  private static func mutate(_ scalars: inout [Unicode.Scalar], _ random: inout SplitMix) {
    guard scalars.count > 40 else { return }
    let index = random.below(scalars.count - 40)
    let length = random.below(30) + 1
    switch random.below(6) {
    case 0: scalars.removeSubrange(index..<index + length)
    case 1: scalars.insert(contentsOf: pieces[random.below(pieces.count)].unicodeScalars, at: index)
    case 2: scalars.insert(contentsOf: scalars[index..<index + length], at: random.below(scalars.count))
    case 3: scalars.swapAt(index, random.below(scalars.count))
    case 4: scalars[index] = pieces[random.below(pieces.count)].unicodeScalars.first!
    default: scalars.removeLast(random.below(scalars.count / 4))
    }
  }
}

/// Numbers that are the same on every machine.
private struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ mixed >> 31) % UInt64(max(1, bound)))
  }
}
