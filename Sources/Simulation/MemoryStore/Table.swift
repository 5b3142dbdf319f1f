/// Rows by key, as a value. A copy costs little, because writing copies only the shard that is written to.
///
/// Order never depends on hashing: whatever comes out is sorted by key.
struct Table<Key: Hashable & Comparable & Sendable, Row: Sendable>: Sendable {
  /// Enough that a copied shard is small at the sizes of a simulation, few enough that a copied table is.
  private static var shardCount: Int { 16 }

  /// Behind a reference, so that a copied shard copies pointers and not what the rows hold.
  private final class Cell: Sendable {
    let row: Row
    init(_ row: Row) { self.row = row }
  }

  private var shards: [[Key: Cell]] = Array(repeating: [:], count: Self.shardCount)

  subscript(key: Key) -> Row? {
    get { shards[Self.shard(of: key)][key]?.row }
    set { shards[Self.shard(of: key)][key] = newValue.map(Cell.init) }
  }

  var count: Int { shards.reduce(0) { $0 + $1.count } }

  /// The rows that match, by key.
  func rows(where matches: (Row) -> Bool = { _ in true }) -> [Row] {
    compactMap { matches($0) ? $0 : nil }
  }

  /// All rows with their keys, by key.
  func pairs() -> [(key: Key, row: Row)] {
    shards.flatMap { $0.map { (key: $0.key, row: $0.value.row) } }.sorted { $0.key < $1.key }
  }

  /// What the rows are turned into, by key; rows that are turned into nothing are left out.
  func compactMap<Value>(_ transform: (Row) -> Value?) -> [Value] {
    var found: [(key: Key, value: Value)] = []
    for shard in shards where !shard.isEmpty {
      for (key, cell) in shard {
        if let value = transform(cell.row) { found.append((key, value)) }
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The least of what the rows are turned into.
  func least<Value: Comparable>(_ transform: (Row) -> Value?) -> Value? {
    var least: Value?
    for shard in shards where !shard.isEmpty {
      for cell in shard.values {
        if let value = transform(cell.row) { least = least.map { min($0, value) } ?? value }
      }
    }
    return least
  }

  private static func shard(of key: Key) -> Int {
    Int(UInt(bitPattern: key.hashValue) % UInt(shardCount))
  }
}

/// Rows in the order in which they were added, with a number each, from 1.
struct Log<Row: Sendable>: Sendable {
  private var table = Table<Int64, Row>()
  private(set) var last: Int64 = 0

  var count: Int { table.count }

  mutating func append(_ row: Row) {
    last += 1
    table[last] = row
  }

  mutating func remove(_ number: Int64) { table[number] = nil }

  /// Rows after that number, with their numbers; at most `most`.
  func rows(after number: Int64, most: Int) -> [(number: Int64, row: Row)] {
    var found: [(number: Int64, row: Row)] = []
    var next = max(number, 0) + 1
    while next <= last, found.count < most {
      if let row = table[next] { found.append((next, row)) }
      next += 1
    }
    return found
  }

  func rows(where matches: (Row) -> Bool) -> [Row] { table.rows(where: matches) }
}
