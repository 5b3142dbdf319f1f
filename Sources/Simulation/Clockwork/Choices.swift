import Sandbox

/// Draws from the seed, in the ways that a world needs.
package struct Choices: Sendable {
  private var random: SeededRandom

  package init(seed: UInt64) { random = SeededRandom(seed: seed) }

  package mutating func bits() -> UInt64 { random.next() }

  /// 0 ..< count; count must be positive.
  package mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  /// True once in so many times.
  package mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  package mutating func between(_ low: Int64, _ high: Int64) -> Int64 {
    low + Int64(random.next() % UInt64(high - low + 1))
  }

  package mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  /// One of the weighted ones; weights are positive.
  package mutating func weighted<Element>(_ list: [(Element, Int)]) -> Element {
    var left = below(list.reduce(0) { $0 + $1.1 })
    for (element, weight) in list {
      if left < weight { return element }
      left -= weight
    }
    return list[list.count - 1].0
  }
}
