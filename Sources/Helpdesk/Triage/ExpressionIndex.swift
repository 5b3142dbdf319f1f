/// Every expression of every rule in one tree of words, so that a message is read once however many rules there are.
struct ExpressionIndex: Sendable {
  /// Words that may stand between two words of an expression: "no me funciona", "quiero por favor cancelar".
  static let mostGap = 2
  /// Beginnings of expressions that are followed at one time; what is beyond it is dropped, oldest first. The shipped
  /// lexicon stays far below it on any message.
  static let mostOpen = 256
  /// Nobody repeats an expression that often with a meaning.
  static let mostHits = 512

  private(set) var words = WordIndex()
  private var children: [UInt64: Int32] = [:]
  /// By node: the expressions that end there.
  private var ends: [[Int32]] = [[]]

  struct Hit: Equatable {
    var expression: Int32
    /// Places in the message's list of words, both included.
    var first: Int
    var last: Int
  }

  /// Enters an expression under a number; false if it has no words.
  mutating func insert(_ expression: String, as number: Int32) -> Bool {
    let parts = TriageWord.words(of: expression)
    guard !parts.isEmpty else { return false }
    var node: Int32 = 0
    for part in parts {
      let key = Self.key(node, words.insert(part.text))
      if let next = children[key] {
        node = next
      } else {
        ends.append([])
        node = Int32(ends.count - 1)
        children[key] = node
      }
    }
    ends[Int(node)].append(number)
    return true
  }

  /// Enters a word that no expression holds, to be found by its number.
  mutating func insert(word: String) -> Int32 { words.insert(word) }

  /// The words' numbers; nil for words that nobody knows.
  func ids(of message: [TriageWord]) -> [Int32?] { message.map { words.id(of: $0) } }

  /// Every expression that the message holds, its words in order, in one clause, with small gaps.
  func hits(in message: [TriageWord], ids: [Int32?], barring isBar: (Int) -> Bool) -> [Hit] {
    var hits: [Hit] = []
    var open: [Open] = []
    var next: [Open] = []
    for place in message.indices {
      next.removeAll(keepingCapacity: true)
      if let id = ids[place] {
        for state in open where message[state.last].clause == message[place].clause {
          if let node = children[Self.key(state.node, id)] {
            step(to: node, first: state.first, last: place, &next, &hits)
          }
        }
        if let node = children[Self.key(0, id)] { step(to: node, first: place, last: place, &next, &hits) }
      }
      if hits.count >= Self.mostHits { break }
      // A negation in the gap says the contrary.
      if !isBar(place) {
        for state in open where place - state.last <= Self.mostGap { next.append(state) }
      }
      if next.count > Self.mostOpen { next.removeLast(next.count - Self.mostOpen) }
      swap(&open, &next)
    }
    return hits
  }

  private struct Open {
    var node: Int32
    var first: Int
    var last: Int
  }

  private func step(to node: Int32, first: Int, last: Int, _ next: inout [Open], _ hits: inout [Hit]) {
    next.append(Open(node: node, first: first, last: last))
    for expression in ends[Int(node)] { hits.append(Hit(expression: expression, first: first, last: last)) }
  }

  private static func key(_ node: Int32, _ word: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
  }
}
