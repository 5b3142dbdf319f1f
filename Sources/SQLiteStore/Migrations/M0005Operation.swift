/// Versions of the rules, so that conversations stay pinned across restarts, and bearer tokens by their digest.
enum M0005Operation: Migration {
  static let name = "operation"

  static let sql = """
    CREATE TABLE rules (
      version TEXT PRIMARY KEY,
      source TEXT NOT NULL,
      adopted_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE token (
      id TEXT PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      owner BLOB NOT NULL,
      role TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      revoked_at INTEGER
    ) STRICT, WITHOUT ROWID;
    """
}
