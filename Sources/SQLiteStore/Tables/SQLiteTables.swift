internal import Gateway

/// The tables inside one transaction, or inside one read. One file of extensions for each group of tables; the
/// SQL of each stands in `SQL`, where the query-plan tests find it.
package struct SQLiteTables: TransactionTables {
  let session: Session

  /// Writes of `body` go alone if it throws; the siblings' stay. See `TransactionTables`.
  package mutating func savepoint<R>(_ body: (inout SQLiteTables) throws -> R) throws -> R {
    try session.savepoint { try body(&self) }
  }
}

/// The statements by name. Constant text: each is prepared once a connection and then kept.
enum SQL {}
