package import Gateway
import Synchronization

/// The reference as a disk: a transaction works on a copy, and putting it in place is the commit.
package final class MemoryDisk: Disk {
  private let tables: Mutex<MemoryTables>

  package convenience init() { self.init(MemoryTables()) }

  private init(_ tables: MemoryTables) { self.tables = Mutex(tables) }

  package var isReference: Bool { true }

  package func transaction<R: Sendable>(_ body: @escaping @Sendable (inout MemoryTables) throws -> R) throws -> R {
    var copy = tables.withLock { $0 }
    let result = try body(&copy)
    if let doom = copy.doom { throw doom }
    tables.withLock { $0 = copy }
    return result
  }

  package func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) throws -> R {
    try body(tables.withLock { $0 })
  }

  package func freeze() throws {}

  package func afterCrash() throws -> MemoryDisk { MemoryDisk(tables.withLock { $0 }) }

  package func integrity() throws -> String? { nil }
}
