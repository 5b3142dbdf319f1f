/// Who wrote, about what, and what they said.
///
/// Partial indexes wherever most rows are history: the live ones stay few however old the database is.
enum M0002Conversations: Migration {
  static let name = "conversations"

  static let sql = """
    CREATE TABLE contact (
      id TEXT PRIMARY KEY,
      user_id TEXT,
      phone_key TEXT,
      phone TEXT,
      folded_name TEXT,
      first_seen_at INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX contact_user ON contact (user_id, first_seen_at, id) WHERE user_id IS NOT NULL;
    CREATE INDEX contact_phone ON contact (phone_key, first_seen_at, id) WHERE phone_key IS NOT NULL;

    CREATE TABLE conversation (
      ref INTEGER PRIMARY KEY,
      contact TEXT NOT NULL,
      number TEXT NOT NULL,
      state TEXT NOT NULL,
      priority TEXT NOT NULL,
      team TEXT NOT NULL,
      assignee TEXT,
      assigned_at INTEGER,
      opened_at INTEGER NOT NULL,
      next_due_at INTEGER,
      due_soon_at INTEGER,
      wake_at INTEGER,
      version TEXT NOT NULL,
      body BLOB NOT NULL
    ) STRICT;

    CREATE INDEX conversation_contact ON conversation (contact, number, opened_at, ref) WHERE state <> 'closed';
    CREATE INDEX conversation_wake ON conversation (wake_at, ref) WHERE wake_at IS NOT NULL;
    CREATE INDEX conversation_live ON conversation (next_due_at, ref) WHERE state <> 'closed';
    CREATE INDEX conversation_due ON conversation (next_due_at, ref);
    CREATE INDEX conversation_opened ON conversation (opened_at, ref);
    CREATE INDEX conversation_assignee ON conversation (assignee, state) WHERE assignee IS NOT NULL;
    CREATE INDEX conversation_assigned ON conversation (team, assigned_at, ref, assignee)
      WHERE assignee IS NOT NULL;
    CREATE INDEX conversation_version ON conversation (version, state) WHERE state <> 'closed';

    -- `text` as UTF-8 bytes: a customer may write NUL, at which a TEXT value would be cut off.
    CREATE TABLE message (
      wamid TEXT NOT NULL,
      id TEXT NOT NULL,
      direction TEXT NOT NULL,
      number TEXT NOT NULL,
      contact TEXT,
      conversation INTEGER,
      person TEXT,
      kind TEXT NOT NULL,
      text BLOB,
      occurred_at INTEGER NOT NULL,
      received_at INTEGER NOT NULL,
      is_time_replaced INTEGER NOT NULL,
      counts INTEGER NOT NULL,
      fingerprint TEXT,
      is_prompt INTEGER NOT NULL
    ) STRICT;

    CREATE UNIQUE INDEX message_wamid ON message (wamid);
    CREATE INDEX message_conversation ON message (conversation, occurred_at, id) WHERE conversation IS NOT NULL;
    CREATE INDEX message_prompt ON message (number, fingerprint, occurred_at, contact, is_prompt, direction)
      WHERE is_prompt = 1 AND direction = 'echo';
    """
}
