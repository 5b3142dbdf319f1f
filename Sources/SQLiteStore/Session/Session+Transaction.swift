internal import GRDB
internal import Gateway

extension Session {
  /// One whole write transaction on the writer's own queue: begins, runs, commits durably, or leaves nothing.
  ///
  /// `BEGIN IMMEDIATE`: the lock is taken at once, so a transaction never fails half-way for want of it.
  static func transaction<R>(
    on db: Database, states: StateCache, _ body: (inout SQLiteTables) throws -> R
  ) throws -> R {
    let session = Session(db, states: states)
    do {
      try db.beginTransaction(.immediate)
      var tables = SQLiteTables(session: session)
      let result = try body(&tables)
      if let doom = session.doom { throw doom }
      try db.commit()
      return result
    } catch {
      // A failed rollback leaves nothing to roll back; what matters is the first error.
      if db.isInsideTransaction { try? db.rollback() }
      throw session.doom ?? error.asStoreError
    }
  }

  /// One read transaction on a reader's own queue.
  static func read<R>(
    from db: Database, states: StateCache, _ body: (any ReadTables) throws -> R
  ) throws -> R {
    do {
      let session = Session(db, states: states)
      let result = try body(SQLiteTables(session: session))
      if let doom = session.doom { throw doom }
      return result
    } catch {
      throw error.asStoreError
    }
  }

  /// A savepoint around `body`. After any error it looks whether the outer transaction still stands, because
  /// SQLite may roll it back whole on FULL, IOERR or NOMEM; what follows would then commit row by row.
  func savepoint<R>(_ body: () throws -> R) throws -> R {
    try run("SAVEPOINT item")
    do {
      let result = try body()
      if let doom { throw doom }
      try run("RELEASE item")
      return result
    } catch {
      if let lost = error as? StoreError { condemn(lost) }
      if !db.isInsideTransaction { condemn(.unavailable(reason: "rolled_back")) }
      if let doom { throw doom }
      try run("ROLLBACK TO item")
      try run("RELEASE item")
      throw error
    }
  }
}
