/// What was answered under an `Idempotency-Key`, for a day.
enum M0012KeptAnswers: Migration {
  static let name = "kept_answers"

  static let sql = """
    CREATE TABLE kept_answer (
      sequence INTEGER PRIMARY KEY,
      token TEXT NOT NULL,
      key TEXT NOT NULL,
      request BLOB NOT NULL,
      at INTEGER NOT NULL,
      status INTEGER NOT NULL,
      type TEXT NOT NULL,
      body BLOB
    ) STRICT;

    CREATE UNIQUE INDEX kept_answer_key ON kept_answer (token, key);
    """
}
