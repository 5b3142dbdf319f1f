/// What a purge finds its rows by. Each index is written at its end by new rows and holds only what is still to go.
enum M0009Retention: Migration {
  static let name = "retention"

  static let sql = """
    ALTER TABLE journal ADD COLUMN is_status INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX journal_status ON journal (sequence) WHERE is_status = 1;

    CREATE INDEX message_text ON message (received_at) WHERE text IS NOT NULL;
    CREATE INDEX message_bare ON message (received_at) WHERE text IS NULL;

    -- Its texts were erased.
    ALTER TABLE outbox ADD COLUMN is_bare INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX outbox_text ON outbox (created_at) WHERE is_bare = 0;
    CREATE INDEX outbox_bare ON outbox (created_at) WHERE is_bare = 1;

    CREATE INDEX seen_post_received ON seen_post (received_at);
    """
}
