/// What came in, as it came in: envelopes, the journal of inputs, quarantine.
enum M0001Received: Migration {
  static let name = "received"

  static let sql = """
    CREATE TABLE envelope (
      id TEXT PRIMARY KEY,
      received_at INTEGER NOT NULL,
      remainder BLOB NOT NULL,
      secret_index INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The order of `sequence` is the order in which the inputs were handled.
    CREATE TABLE journal (
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      seed_high INTEGER NOT NULL,
      seed_low INTEGER NOT NULL,
      kind TEXT NOT NULL,
      envelope TEXT,
      offset INTEGER,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE quarantine (
      id TEXT PRIMARY KEY,
      received_at INTEGER NOT NULL,
      reason TEXT NOT NULL,
      envelope TEXT,
      offset INTEGER,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE INDEX quarantine_received ON quarantine (received_at, id);
    """
}
