/// Lists of live conversations by opening, and what our people were told about one conversation, without a walk through
/// what is history.
enum M0016Lists: Migration {
  static let name = "lists"

  static let sql = """
    CREATE INDEX conversation_live_opened ON conversation (opened_at, ref) WHERE state <> 'closed';
    CREATE INDEX outbox_told ON outbox (conversation, created_at, id) WHERE kind = 'alert';
    """
}
