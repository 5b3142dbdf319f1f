/// Who was asked how it was, and what they said; no words of theirs.
enum M0015Surveys: Migration {
  static let name = "surveys"

  static let sql = """
    CREATE TABLE survey (
      entry TEXT PRIMARY KEY,
      contact TEXT NOT NULL,
      number TEXT NOT NULL,
      ref INTEGER NOT NULL,
      asked_at INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX survey_asked ON survey (contact, number, asked_at);
    CREATE INDEX survey_of ON survey (ref, asked_at);
    """
}
