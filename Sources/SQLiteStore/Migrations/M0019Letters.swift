/// Mails to our own people; no words, only what they are about.
enum M0019Letters: Migration {
  static let name = "letters"

  static let sql = """
    CREATE TABLE letter (
      id TEXT PRIMARY KEY,
      due_at INTEGER,
      created_at INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT;

    CREATE INDEX letter_due ON letter (due_at, id) WHERE due_at IS NOT NULL;
    CREATE INDEX letter_over ON letter (created_at) WHERE due_at IS NULL;
    """
}
