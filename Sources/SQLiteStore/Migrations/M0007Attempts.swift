/// Rate debts count what went on its way, known to have arrived or not: an attempt that a death cut off may have
/// reached Meta. What was accepted before stands for its attempt.
enum M0007Attempts: Migration {
  static let name = "attempts"

  static let sql = """
    ALTER TABLE outbox ADD COLUMN attempted_at INTEGER;
    UPDATE outbox SET attempted_at = accepted_at WHERE accepted_at IS NOT NULL;
    DROP INDEX outbox_accepted;
    CREATE INDEX outbox_attempted ON outbox (attempted_at, id, number, recipient, accepted_at)
      WHERE attempted_at IS NOT NULL;
    """
}
