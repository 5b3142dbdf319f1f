/// How often each rule of triage sorted a message, and which of its matches people marked wrong: both outlive the
/// texts. What lies in messages by now is counted.
enum M0017Misfires: Migration {
  static let name = "misfires"

  static let sql = """
    CREATE TABLE rule_match (
      quarter INTEGER NOT NULL,
      rule TEXT NOT NULL,
      matches INTEGER NOT NULL,
      PRIMARY KEY (quarter, rule)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO rule_match
      SELECT m.received_at / 900000, v.value ->> '$.rule', count(DISTINCT m.rowid)
      FROM message m, json_each(CAST(m.verdict AS TEXT), '$.matches') v
      WHERE m.verdict IS NOT NULL AND NOT (v.value ->> '$.isDenied') GROUP BY 1, 2;

    CREATE TABLE misfire (
      message TEXT NOT NULL,
      rule TEXT NOT NULL,
      conversation INTEGER NOT NULL,
      matched_at INTEGER NOT NULL,
      body BLOB NOT NULL,
      PRIMARY KEY (message, rule)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX misfire_conversation ON misfire (conversation);
    CREATE INDEX misfire_matched ON misfire (matched_at);
    """
}
