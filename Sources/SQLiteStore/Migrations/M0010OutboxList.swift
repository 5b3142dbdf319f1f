/// The outbox is listed by state, newest first: ids begin with their time.
enum M0010OutboxList: Migration {
  static let name = "outbox_list"

  static let sql = """
    DROP INDEX outbox_state;
    CREATE INDEX outbox_state ON outbox (state, id);
    """
}
