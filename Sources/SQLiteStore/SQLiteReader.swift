internal import GRDB
package import Gateway

/// The database for commands that only read, also while the gateway runs in another process.
///
/// It takes no lock, creates nothing, migrates nothing, and cannot write or checkpoint.
package final class SQLiteReader: Sendable {
  private let queue: DatabaseQueue
  private let states = StateCache()

  /// Throws `OpenError`; also if the schema is not this program's.
  package init(at path: String) throws {
    guard case .ours(let schema) = try Inspection.look(at: path) else {
      throw OpenError.unreachable(reason: "there is no database yet")
    }
    guard schema == Migrations.newest else {
      throw OpenError.olderSchema(found: schema, known: Migrations.newest)
    }
    var configuration = SQLiteStore.configuration()
    configuration.readonly = true
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch let error as DatabaseError {
      throw OpenError(error)
    }
  }

  /// Reads one consistent state.
  package func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTables) throws -> R) async throws -> R {
    try await queue.readTables(states, body)
  }
}
