/// What people do with conversations, and what their messages were sorted into. Conversations that were there before
/// get the values that stand for "nothing yet".
enum M0008Desk: Migration {
  static let name = "desk"

  static let sql = """
    ALTER TABLE message ADD COLUMN verdict BLOB;
    UPDATE conversation SET body = CAST(json_set(
      CAST(body AS TEXT), '$.isNewContact', json('false'), '$.chosenByHand', json('[]'), '$.pauses', json('[]')
    ) AS BLOB);
    """
}
