import BusinessTime
import Gateway
import Helpdesk
import Simulation
import Synchronization

/// The memory store with a hand in it: counts transactions, holds them up, and makes single look-ups throw.
final class HookedStore: Store {
  struct Planned: Error {}

  let base: MemoryStore
  let hooks = Hooks()
  private let count = Mutex(0)
  /// Each transaction, once it is committed, waits here before it returns.
  let committed: Latch

  init(base: MemoryStore = MemoryStore(), holding: Bool = false) {
    self.base = base
    committed = Latch()
    if !holding { committed.open() }
  }

  var transactions: Int { count.withLock { $0 } }

  func transaction<R: Sendable>(_ body: @escaping @Sendable (inout HookedTables) throws -> R) async throws -> R {
    count.withLock { $0 += 1 }
    let hooks = hooks
    let result = try await base.transaction { base in
      var tables = HookedTables(base: base, hooks: hooks)
      let result = try body(&tables)
      base = tables.base
      return result
    }
    await committed.pass()
    return result
  }

  func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R {
    try await base.read(body)
  }

  /// The next commit leaves nothing and says so.
  func failNextCommit() { base.inject([.refused(reason: "disk full")]) }

  func close() async { await base.close() }
}

/// What throws, by the key that is looked up; shared by all transactions.
final class Hooks: Sendable {
  private let failing = Mutex<[String: any Error]>([:])

  func fail(_ key: String, with error: any Error = HookedStore.Planned()) { failing.withLock { $0[key] = error } }
  func mend(_ key: String) { failing.withLock { $0[key] = nil } }

  func check(_ key: String) throws {
    if let error = failing.withLock({ $0[key] }) { throw error }
  }
}
