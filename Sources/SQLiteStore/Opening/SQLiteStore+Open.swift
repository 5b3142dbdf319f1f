internal import Foundation
internal import GRDB

extension SQLiteStore {
  /// Opens the database at `path` for writing, creates it if it is not there, and brings its schema up to date.
  ///
  /// Takes the lock, ends a restore that was cut off, looks before it touches anything, and refuses to start unless a
  /// commit is durable. Blocks: call it from the assembly, not from a request. Throws `OpenError`.
  package static func open(at path: String) throws -> SQLiteStore {
    try openReporting(at: path).store
  }

  /// Brings the schema up to date and closes again; from which version to which.
  package static func migrate(at path: String) async throws -> (from: Int, to: Int) {
    let (store, found) = try openReporting(at: path)
    await store.close()
    return (found, Migrations.newest)
  }

  /// The database's own path, whichever of its names was given: what else lies beside it is found from here.
  package static func ownPath(of path: String) -> String { DatabasePath.resolved(path) }

  private static func openReporting(at name: String) throws -> (store: SQLiteStore, found: Int) {
    let path = DatabasePath.resolved(name)
    let lock = try LockFile(beside: path)
    do {
      _ = try Exchange.finish(path)
      if try Inspection.look(at: path) == .new { try createPrivately(path) }
      let pool = try DatabasePool(path: path, configuration: configuration())
      let found = try pool.writeWithoutTransaction { db in
        try Durability.set(on: db)
        try Durability.verify(on: db)
        return try Migrations.apply(to: db)
      }
      return (SQLiteStore(pool: pool, lock: lock), found)
    } catch let error as DatabaseError {
      lock.release()
      throw OpenError(error)
    } catch let error as CopyError {
      lock.release()
      throw OpenError.restoreStuck(reason: error.description)
    } catch {
      lock.release()
      throw error
    }
  }

  /// Readers beside the writer: the console's, the API's and the services' own, on a machine of few cores.
  private static let readers = 4
  /// Only a copy or a reading command of another process can hold the file, and neither for long.
  static let busySeconds = 5.0

  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "acuse.store"
    configuration.maximumReaderCount = readers
    configuration.busyMode = .timeout(busySeconds)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      // What is erased is overwritten: names, numbers and texts must not live on in free pages.
      try db.execute(sql: "PRAGMA secure_delete = ON")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    return configuration
  }

  /// Only its owner may read it; SQLite gives the log the same rights.
  private static func createPrivately(_ path: String) throws {
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw OpenError.unreachable(reason: String(cString: strerror(errno))) }
    Foundation.close(descriptor)
  }
}
