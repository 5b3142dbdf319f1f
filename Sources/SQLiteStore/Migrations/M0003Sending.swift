/// What we owe, what became of it, and the two machines that guard it.
enum M0003Sending: Migration {
  static let name = "sending"

  static let sql = """
    -- `due_at` is null unless the entry waits (queued, parked, in flight, in doubt): the index that senders
    -- look at holds only those. `recipient` stands in it, so that a busy one is skipped without reading rows.
    CREATE TABLE outbox (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      rank INTEGER NOT NULL,
      number TEXT NOT NULL,
      recipient TEXT NOT NULL,
      conversation INTEGER,
      is_to_contact INTEGER NOT NULL,
      notice TEXT,
      created_at INTEGER NOT NULL,
      state TEXT NOT NULL,
      due_at INTEGER,
      wamid TEXT,
      accepted_at INTEGER,
      body BLOB NOT NULL
    ) STRICT;

    CREATE UNIQUE INDEX outbox_notice ON outbox (notice) WHERE notice IS NOT NULL;
    CREATE UNIQUE INDEX outbox_wamid ON outbox (wamid) WHERE wamid IS NOT NULL;
    CREATE INDEX outbox_due ON outbox (rank, due_at, id, recipient) WHERE due_at IS NOT NULL;
    CREATE INDEX outbox_conversation ON outbox (conversation, created_at, id) WHERE is_to_contact = 1;
    CREATE INDEX outbox_alert ON outbox (recipient, created_at, kind, state)
      WHERE kind = 'alert' AND state <> 'cancelled';
    CREATE INDEX outbox_accepted ON outbox (accepted_at, id, number, recipient) WHERE accepted_at IS NOT NULL;
    CREATE INDEX outbox_state ON outbox (state);

    CREATE TABLE status (
      arrival INTEGER PRIMARY KEY,
      wamid TEXT NOT NULL,
      status TEXT NOT NULL,
      recipient TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT;

    CREATE UNIQUE INDEX status_wamid ON status (wamid, status, recipient);

    CREATE TABLE pager (
      person TEXT PRIMARY KEY,
      user_id TEXT,
      wake_at INTEGER,
      body BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX pager_user ON pager (user_id, person) WHERE user_id IS NOT NULL;
    CREATE INDEX pager_wake ON pager (wake_at, person) WHERE wake_at IS NOT NULL;

    CREATE TABLE line (
      number TEXT PRIMARY KEY,
      is_broken INTEGER NOT NULL,
      wake_at INTEGER,
      body BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX line_broken ON line (number) WHERE is_broken = 1;
    CREATE INDEX line_wake ON line (wake_at, number) WHERE wake_at IS NOT NULL;
    """
}
