package import Gateway
internal import Synchronization

/// The reference store: everything a store owes, in values, obviously right, and quick enough for a simulation.
///
/// A transaction works on a copy of the tables and puts it in place when it commits, so rollback is exact by
/// construction. It can crash, which loses what was not committed, and fail to commit, which loses one
/// transaction.
package final class MemoryStore: Store {
  private let state: Mutex<State>

  private struct State {
    var tables: MemoryTables
    var isOpen = true
    var faults: [CommitFault] = []
  }

  /// What the next commits meet; each is used up by one.
  package enum CommitFault: Sendable, Equatable {
    /// Nothing of the transaction remains, and the caller is told so: a full disk, a lock.
    case refused(reason: String)
    /// All of it remains, and the caller is told otherwise: the process died after the commit.
    case lostAnswer
  }

  package init() {
    state = Mutex(State(tables: MemoryTables()))
  }

  private init(surviving tables: MemoryTables) {
    state = Mutex(State(tables: tables))
  }

  /// One after another: the lock is the writer.
  package func transaction<R: Sendable>(
    _ body: @escaping @Sendable (inout MemoryTables) throws -> R
  ) async throws -> R {
    try state.withLock { state in
      guard state.isOpen else { throw StoreError.closed }
      var tables = state.tables
      let result = try body(&tables)
      if let doom = tables.doom { throw doom }
      switch state.faults.isEmpty ? nil : state.faults.removeFirst() {
      case nil:
        state.tables = tables
        return result
      case .refused(let reason):
        throw StoreError.unavailable(reason: reason)
      case .lostAnswer:
        state.tables = tables
        throw StoreError.unavailable(reason: "lost_answer")
      }
    }
  }

  /// On a copy, so that it holds nobody up.
  package func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R {
    let tables = try state.withLock { state in
      guard state.isOpen else { throw StoreError.closed }
      return state.tables
    }
    return try body(tables)
  }

  package func close() async {
    state.withLock { $0.isOpen = false }
  }

  /// The process dies: this store answers nothing any more, and what it had committed is in the one returned.
  package func crash() -> MemoryStore {
    state.withLock { state in
      state.isOpen = false
      return MemoryStore(surviving: state.tables)
    }
  }

  /// The next commits meet these, in this order.
  package func inject(_ faults: [CommitFault]) {
    state.withLock { $0.faults += faults }
  }
}
