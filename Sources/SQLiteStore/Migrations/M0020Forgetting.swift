/// Customers who are forgotten: whom they had been known as before, what knows a repeated message of theirs, and who is
/// not wholly erased yet. The key is made here, once, from the system's randomness as SQLite stretches it.
enum M0020Forgetting: Migration {
  static let name = "forgetting"

  static let sql = """
    ALTER TABLE contact ADD COLUMN moved_to TEXT;
    UPDATE contact SET moved_to = CAST(body AS TEXT) ->> '$.movedTo'
      WHERE CAST(body AS TEXT) ->> '$.movedTo' IS NOT NULL;
    CREATE INDEX contact_moved ON contact (moved_to) WHERE moved_to IS NOT NULL;

    CREATE TABLE forgotten (
      digest BLOB PRIMARY KEY,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX forgotten_at ON forgotten (at);

    CREATE TABLE forgotten_key (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      key BLOB NOT NULL
    ) STRICT;

    INSERT INTO forgotten_key (id, key) VALUES (1, randomblob(32));

    CREATE TABLE forgetting (
      id TEXT PRIMARY KEY,
      body BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
