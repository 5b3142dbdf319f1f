/// What a message holds besides its text: a place, a document's name, what was ordered. Erased with the text.
enum M0018Details: Migration {
  static let name = "details"

  static let sql = """
    ALTER TABLE message ADD COLUMN details BLOB;

    DROP INDEX message_text;
    DROP INDEX message_bare;
    CREATE INDEX message_text ON message (received_at) WHERE text IS NOT NULL OR details IS NOT NULL;
    CREATE INDEX message_bare ON message (received_at) WHERE text IS NULL AND details IS NULL;
    """
}
