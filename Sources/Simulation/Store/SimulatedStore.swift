package import Gateway
import Helpdesk
import Synchronization

/// What lies under a simulated store: the reference in memory, or a real database. Synchronous, because a world
/// has one thread and must be the same twice.
package protocol Disk: Sendable {
  associatedtype Tables: TransactionTables

  /// One transaction, durable when it returns.
  func transaction<R: Sendable>(_ body: @escaping @Sendable (inout Tables) throws -> R) throws -> R
  func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) throws -> R
  /// The process dies at this moment, in the midst of a transaction: what survives is what lies there now.
  func freeze() throws
  /// The process died: what survives, opened anew.
  func afterCrash() throws -> Self
  /// Nil if the reference stands beside it.
  var isReference: Bool { get }
  /// Nil when the files are whole, else what is wrong.
  func integrity() throws -> String?
}

/// The store as the gateway of one life sees it.
package final class SimulatedStore<Under: Disk>: Store {
  package typealias Tables = WatchedTables<Under.Tables>

  /// What the next transactions meet, each used up by one.
  package enum Trouble: Sendable, Equatable {
    /// Refused before it begins: the database is locked.
    case busy
    /// Refused at the commit: the disk is full.
    case full
    /// Carried out twice, of which the first does not count: stores may try again.
    case again
  }

  private struct State {
    var tables: MemoryTables
    var troubles: [Trouble] = []
    var met: [Trouble] = []
    var commits: [Commit] = []
  }

  /// One input of a transaction that is durable now: what it changed, and the tables before and after it.
  struct Commit: Sendable {
    var before: MemoryTables
    var after: MemoryTables
    var changes: Changes
  }

  package let disk: Under
  package let probe: Probe
  private let state: Mutex<State>

  /// `tables`: what the disk holds, as the reference has it.
  package init(disk: Under, tables: MemoryTables, probe: Probe) {
    self.disk = disk
    self.probe = probe
    state = Mutex(State(tables: tables))
  }

  /// What is durable now.
  package var tables: MemoryTables { state.withLock { $0.tables } }

  package func meet(_ trouble: Trouble) { state.withLock { $0.troubles.append(trouble) } }

  /// Troubles that a transaction has met since the last time.
  func takeMet() -> [Trouble] {
    state.withLock { state in
      defer { state.met = [] }
      return state.met
    }
  }

  package func forgetTroubles() { state.withLock { $0.troubles = [] } }

  /// Commits since the last time.
  func takeCommits() -> [Commit] {
    state.withLock { state in
      defer { state.commits = [] }
      return state.commits
    }
  }

  package func transaction<R: Sendable>(
    _ body: @escaping @Sendable (inout WatchedTables<Under.Tables>) throws -> R
  ) async throws -> R {
    try probe.pass("begin")
    let trouble = state.withLock { state -> Trouble? in
      guard !state.troubles.isEmpty else { return nil }
      state.met.append(state.troubles[0])
      return state.troubles.removeFirst()
    }
    if trouble == .busy { throw StoreError.unavailable(reason: "busy") }
    if trouble == .again { _ = try? carryOut(body, keeping: false) }
    if trouble == .full {
      _ = try carryOut(body, keeping: false)
      throw StoreError.unavailable(reason: "full")
    }
    let result = try carryOut(body, keeping: true)
    // Durable, and nobody has heard of it yet.
    try probe.pass("committed")
    return result
  }

  package func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R {
    try probe.pass("read")
    let shadow = disk.isReference ? nil : tables
    let probe = probe
    return try disk.read { tables in
      guard let shadow else { return try body(tables) }
      return try body(WatchedReads(base: tables, shadow: shadow, probe: probe))
    }
  }

  /// Reads all that lies on the disk beside the reference; a difference stands in the probe.
  func readBack() throws {
    guard !disk.isReference else { return }
    let shadow = tables
    let probe = probe
    try disk.read { tables in try WatchedReads(base: tables, shadow: shadow, probe: probe).readAll() }
  }

  package func close() async { probe.die("closed") }

  private struct NotKept: Error {}

  private func carryOut<R: Sendable>(
    _ body: @escaping @Sendable (inout WatchedTables<Under.Tables>) throws -> R, keeping: Bool
  ) throws -> R {
    let before = tables
    let probe = probe
    let disk = disk
    let shadow = disk.isReference ? nil : before
    let kept = Mutex<(result: R, inputs: [(changes: Changes, after: MemoryTables)])?>(nil)
    do {
      try disk.transaction { base in
        var tables = WatchedTables(base: base, shadow: shadow, probe: probe)
        let result: R
        do {
          result = try body(&tables)
          try probe.pass("commit")
        } catch {
          if probe.isDead { try disk.freeze() }
          throw error
        }
        base = tables.base
        tables.closeInput()
        kept.withLock { $0 = (result, tables.inputs) }
        if !keeping { throw NotKept() }
      }
    } catch is NotKept {
      // Undone, as it was meant.
    }
    guard let (result, inputs) = kept.withLock({ $0 }) else { throw StoreError.closed }
    if keeping {
      state.withLock { state in
        for (changes, after) in inputs {
          state.commits.append(Commit(before: state.tables, after: after, changes: changes))
          state.tables = after
        }
      }
    }
    return result
  }
}
