/// POSTs that hold something without an id of its own, by their bytes: so that what Meta repeats is known again.
enum M0006Repeats: Migration {
  static let name = "repeats"

  static let sql = """
    CREATE TABLE seen_post (
      digest BLOB PRIMARY KEY,
      received_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
