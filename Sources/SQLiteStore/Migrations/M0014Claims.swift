/// The acknowledgements that were decided, in place of the last one's time alone: one that failed and was delivered
/// after all counts even if another has been decided since.
enum M0014Claims: Migration {
  static let name = "claims"

  static let sql = """
    UPDATE conversation SET body = CAST(json_remove(
      json_set(
        CAST(body AS TEXT), '$.acknowledgement.claims',
        CASE
          WHEN CAST(body AS TEXT) ->> '$.acknowledgement.decidedAt' IS NOT NULL THEN json_array(json_object(
            'entry', CAST(body AS TEXT) ->> '$.acknowledgement.entry',
            'decidedAt', json(CAST(body AS TEXT) -> '$.acknowledgement.decidedAt'), 'isReleased', json('false')))
          WHEN CAST(body AS TEXT) ->> '$.acknowledgement.releasedAt' IS NOT NULL THEN json_array(json_object(
            'entry', CAST(body AS TEXT) ->> '$.acknowledgement.entry',
            'decidedAt', json(CAST(body AS TEXT) -> '$.acknowledgement.releasedAt'), 'isReleased', json('true')))
          ELSE json('[]')
        END),
      '$.acknowledgement.decidedAt', '$.acknowledgement.releasedAt', '$.acknowledgement.entry') AS BLOB);
    """
}
