/// When a customer wrote, whatever conversation it lies in.
enum M0013Inbound: Migration {
  static let name = "inbound"

  static let sql = """
    CREATE INDEX message_inbound ON message (contact, number, occurred_at, kind, direction)
      WHERE direction = 'inbound' AND contact IS NOT NULL;
    """
}
