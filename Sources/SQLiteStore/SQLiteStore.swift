internal import Dispatch
internal import Foundation
internal import GRDB
package import Gateway

/// The embedded store: one SQLite file, one writing connection, FULL durability.
///
/// Writes run one after another on the writer's own queue, reads beside them on read-only connections, none of
/// them on the cooperative pool. Only the writer checkpoints (SQLite's WAL-reset bug, 3.7.0 to 3.51.2, needs a
/// second connection that writes or checkpoints). Cancelling a task does not cut off its transaction.
package final class SQLiteStore: Store {
  let pool: DatabasePool
  private let lock: LockFile
  private let gate = Gate()
  private let states = StateCache()

  init(pool: DatabasePool, lock: LockFile) {
    self.pool = pool
    self.lock = lock
  }

  package func transaction<R: Sendable>(
    _ body: @escaping @Sendable (inout SQLiteTables) throws -> R
  ) async throws -> R {
    try await write { [states] db in try Session.transaction(on: db, states: states, body) }
  }

  package func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R {
    try gate.enter()
    defer { gate.leave() }
    return try await pool.readTables(states, body)
  }

  /// Writes the log back into the file where no reader needs it, closes both, and gives the lock free.
  package func close() async {
    guard await gate.close() else { return }
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [pool, lock] in
        // What cannot be checkpointed stays in the log; the next start reads it from there.
        _ = try? pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
        try? pool.close()
        lock.release()
        continuation.resume()
      }
    }
    gate.finish()
  }

  package func emptyLog() async throws -> Bool {
    try await write { db in
      try db.execute(sql: "PRAGMA busy_timeout = \(Self.emptyingMilliseconds)")
      defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Int(Self.busySeconds * 1000))") }
      do {
        try db.checkpoint(.truncate)
        return true
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        return false
      } catch {
        throw error.asStoreError
      }
    }
  }

  /// How long emptying the log waits for readers, and the writer with it: webhooks wait no longer for it than for a
  /// slow disk.
  private static let emptyingMilliseconds = 200

  /// The same for a caller with a thread of its own, which is held until the database has answered (a simulated world,
  /// in which nothing else may run meanwhile). Never from the cooperative pool.
  package func transactionOnThread<R>(_ body: (inout SQLiteTables) throws -> R) throws -> R {
    try gate.enter()
    defer { gate.leave() }
    return try pool.writeWithoutTransaction { db in try Session.transaction(on: db, states: states, body) }
  }

  package func readOnThread<R>(_ body: (any ReadTables) throws -> R) throws -> R {
    try gate.enter()
    defer { gate.leave() }
    return try pool.read { db in try Session.read(from: db, states: states, body) }
  }

  /// Rows changed by the writer since it was opened, as SQLite counts them: what the row budget is tested by.
  package func totalChanges() async throws -> Int {
    try await write { db in db.totalChangesCount }
  }

  /// SQLite's whole check of the file and its log, on the caller's thread: nil if all is well, else what is wrong.
  /// Takes as long as reading everything does.
  package func integrityOnThread() throws -> String? {
    try gate.enter()
    defer { gate.leave() }
    let found = try pool.writeWithoutTransaction { db in try String.fetchAll(db, sql: "PRAGMA integrity_check") }
    return found == ["ok"] ? nil : found.joined(separator: "; ")
  }

  /// Runs `body` on the writer outside any transaction; it leaves none open.
  func write<R: Sendable>(_ body: @escaping @Sendable (Database) throws -> R) async throws -> R {
    try gate.enter()
    defer { gate.leave() }
    return try await withCheckedThrowingContinuation { continuation in
      pool.asyncWriteWithoutTransaction { db in
        continuation.resume(with: Result { try body(db) })
      }
    }
  }
}

extension DatabaseReader {
  /// Runs `body` in one read transaction, on a queue of the reader's.
  func readTables<R: Sendable>(
    _ states: StateCache, _ body: @escaping @Sendable (any ReadTables) throws -> R
  ) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
      asyncRead { database in
        // A connection that could not be had is the store's error like any other.
        continuation.resume(
          with: Result {
            do {
              return try Session.read(from: try database.get(), states: states, body)
            } catch {
              throw error.asStoreError
            }
          })
      }
    }
  }
}
