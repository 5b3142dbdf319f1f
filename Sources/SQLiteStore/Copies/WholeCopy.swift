internal import Foundation
internal import GRDB

/// One consistent copy of a database in a file of its own, checked from end to end before it counts as one.
///
/// The source is only read, in one transaction: what was committed before is in the copy, whatever a gateway writes
/// meanwhile. The copy stands alone, without a log beside it; only its owner may read it; and it is on the disk when
/// `make` returns.
enum WholeCopy {
  /// What SQLite may lay beside a database.
  static let companions = ["-wal", "-shm", "-journal"]

  /// Copies to `path`, which must not exist; the copy's schema. Leaves nothing behind when it throws `CopyError`.
  static func make(of source: String, at path: String) throws(CopyError) -> Int {
    guard FileSteps.exists(source) else { throw .missing(source) }
    try FileSteps.createPrivately(path)
    do {
      try copy(source, to: path)
      let schema = try check(path, as: source)
      try FileSteps.sync(path)
      return schema
    } catch {
      for suffix in [""] + companions { FileSteps.removeIfThere(path + suffix) }
      throw error
    }
  }

  /// SQLite's own copying, all pages in one step: in smaller ones every commit of the gateway's would start it anew.
  private static func copy(_ source: String, to path: String) throws(CopyError) {
    var reading = SQLiteStore.configuration()
    reading.readonly = true
    do {
      let from = try DatabaseQueue(path: source, configuration: reading)
      defer { try? from.close() }
      let to = try DatabaseQueue(path: path, configuration: SQLiteStore.configuration())
      defer { try? to.close() }
      try from.backup(to: to)
      // One file and no log: whoever carries it away has all of it.
      try to.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
    } catch let error as DatabaseError {
      throw CopyError(error, of: source)
    } catch {
      throw .failed(source, reason: "cannot be copied")
    }
  }

  /// Errors name the source, because the copy has no name yet.
  private static func check(_ path: String, as source: String) throws(CopyError) -> Int {
    do {
      let queue = try DatabaseQueue(path: path, configuration: SQLiteStore.configuration())
      defer { try? queue.close() }
      let (application, schema, found) = try queue.read { db in
        (
          try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0, try Migrations.version(of: db),
          try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
        )
      }
      guard application == Migrations.applicationID, schema > 0 else { throw CopyError.foreign(source) }
      guard schema <= Migrations.newest else {
        throw CopyError.newerSchema(source, found: schema, known: Migrations.newest)
      }
      guard found == ["ok"] else { throw CopyError.damaged(source) }
      return schema
    } catch let error as DatabaseError {
      throw CopyError(error, of: source)
    } catch let error as CopyError {
      throw error
    } catch {
      throw .failed(source, reason: "cannot be checked")
    }
  }
}

extension CopyError {
  fileprivate init(_ error: DatabaseError, of path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .foreign(path)
    case .SQLITE_CORRUPT: self = .damaged(path)
    default: self = .failed(path, reason: error.unavailableReason ?? "sqlite_\(error.resultCode.rawValue)")
    }
  }
}
