/// What happened and why, and how each clock ended.
enum M0004Record: Migration {
  static let name = "record"

  static let sql = """
    CREATE TABLE timeline (
      sequence INTEGER PRIMARY KEY,
      conversation INTEGER NOT NULL,
      entries BLOB NOT NULL
    ) STRICT;

    CREATE INDEX timeline_conversation ON timeline (conversation, sequence);

    CREATE TABLE clock (
      conversation INTEGER NOT NULL,
      subject TEXT NOT NULL,
      kind TEXT NOT NULL,
      policy TEXT NOT NULL,
      outcome TEXT,
      started_at INTEGER NOT NULL,
      due_at INTEGER,
      stopped_at INTEGER,
      body BLOB NOT NULL,
      PRIMARY KEY (conversation, subject)
    ) STRICT, WITHOUT ROWID;
    """
}
