/// Lists of live conversations by opening, without a walk through what is history.
enum M0016Lists: Migration {
  static let name = "lists"

  static let sql = """
    CREATE INDEX conversation_live_opened ON conversation (opened_at, ref) WHERE state <> 'closed';
    """
}
