internal import GRDB

/// The settings that a commit's durability rests on, made after the pool is open and read back.
///
/// The pool itself sets `synchronous = NORMAL` when it turns on the log, after every hook that a configuration
/// has: without this, an answered webhook could be gone after a loss of power.
enum Durability {
  /// `PRAGMA synchronous`: each commit waits until its log frames are on the disk.
  private static let full = 2
  /// Pages after which a commit also writes the log back: 64 MiB. Rarer pauses than the default of 1000 pages,
  /// and a restart still reads the log in well under a second.
  private static let checkpointPages = 16_000
  /// The log file is cut to this size after a checkpoint, so that one storm does not keep the disk for ever.
  private static let logBytes = 128 << 20
  /// Page cache of the writer in KiB: the hot ends of all indexes.
  private static let cacheKibibytes = 32 << 10

  static func set(on db: Database) throws {
    try db.execute(
      sql: """
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = \(checkpointPages);
        PRAGMA journal_size_limit = \(logBytes);
        PRAGMA cache_size = -\(cacheKibibytes);
        """)
  }

  /// Throws `OpenError.notDurable` unless the writer runs as it must.
  static func verify(on db: Database) throws {
    try expect("\(full)", of: "synchronous", on: db)
    try expect("wal", of: "journal_mode", on: db)
    try expect("1", of: "foreign_keys", on: db)
    try expect("1", of: "secure_delete", on: db)
  }

  private static func expect(_ wanted: String, of setting: String, on db: Database) throws {
    let found = try String.fetchOne(db, sql: "PRAGMA \(setting)") ?? ""
    guard found == wanted else { throw OpenError.notDurable(setting: setting, found: found) }
  }
}
