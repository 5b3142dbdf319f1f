internal import Foundation
internal import GRDB

/// Looks at a file before anything is written to it: opening the pool alone would already change its journal mode.
enum Inspection {
  enum Finding: Equatable {
    /// No file, an empty one, or one that died before its first migration.
    case new
    case ours(schema: Int)
  }

  /// Up to this size the whole file is checked at every start: about half a second.
  private static let wholeCheckBytes = 64 << 20

  static func look(at path: String) throws -> Finding {
    guard let size = fileSize(path), size > 0 else {
      // SQLite throws away the log of an emptied file, and with it the last commits.
      if fileSize(path + "-wal") ?? 0 > 0 { throw OpenError.corrupt }
      return .new
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "acuse.inspection"
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      defer { try? queue.close() }
      return try queue.read { db in try finding(db, isSmall: size <= wholeCheckBytes) }
    } catch let error as DatabaseError {
      throw OpenError(error)
    }
  }

  private static func finding(_ db: Database, isSmall: Bool) throws -> Finding {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    let schema = try Migrations.version(of: db)
    if application != Migrations.applicationID {
      guard application == 0, tables == 0, schema == 0 else { throw OpenError.foreign }
      return .new
    }
    guard schema <= Migrations.newest else {
      throw OpenError.newerSchema(found: schema, known: Migrations.newest)
    }
    if isSmall, try String.fetchOne(db, sql: "PRAGMA quick_check(1)") != "ok" { throw OpenError.corrupt }
    return .ours(schema: schema)
  }

  private static func fileSize(_ path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue
  }
}

extension OpenError {
  init(_ error: DatabaseError) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .foreign
    case .SQLITE_CORRUPT: self = .corrupt
    default: self = .unreachable(reason: error.unavailableReason ?? "sqlite_\(error.resultCode.rawValue)")
    }
  }
}
