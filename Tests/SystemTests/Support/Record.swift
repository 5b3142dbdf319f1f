/// What lies in the file, read with SQLite's own program and put together again here.
struct Record: Sendable {
  struct Step: Sendable {
    var conversation: Int
    /// Milliseconds since 1970.
    var at: Int64
    /// `first_response due`
    var name: String
  }

  /// One instance of a first-response clock.
  struct Clock: Sendable {
    var conversation: Int
    var startedAt: Int64
    /// An older message came in late, and another instance took its place.
    var isExcluded: Bool
  }

  struct Entry: Sendable {
    var kind: String
    var conversation: Int
    var state: String
    var repeatOf: String?
    /// Tells of a contact that looks like a machine; such a load does, and no template tells of it.
    var isLoop: Bool
    /// Was not sent because the clock instance that it tells of gave its place to another.
    var isOverridden: Bool
  }

  /// Whole bodies as they came: slices back in their places in the remainder, and what is kept whole in quarantine.
  var bodies: Set<[UInt8]>
  var wamids: Set<String>
  /// Milliseconds at which each was opened, by reference.
  var conversations: [Int: Int64]
  var clocks: [Clock]
  var steps: [Step]
  /// By outbox id.
  var entries: [String: Entry]
  /// Entries whose doubt ended without a word, by the journal; a status may still have come later.
  var doubted: Set<String>

  static func read(_ path: String) async throws -> Record {
    let opened = try await Database.rows(path, "SELECT ref, opened_at FROM conversation")
    return Record(
      bodies: try await bodies(path), wamids: try await Database.texts(path, "SELECT wamid FROM message"),
      conversations: Dictionary(opened.map { (Int($0[0])!, Int64($0[1])!) }) { first, _ in first },
      clocks: try await clocks(path), steps: try await steps(path), entries: try await entries(path),
      doubted: try await Database.texts(
        path,
        """
        SELECT json_extract(CAST(bytes AS TEXT), '$.id') FROM journal
        WHERE kind = 'settled' AND json_extract(CAST(bytes AS TEXT), '$.outcome.doubtEnded') IS NOT NULL
        """))
  }

  private static func bodies(_ path: String) async throws -> Set<[UInt8]> {
    let slices = try await Database.rows(
      path,
      """
      SELECT envelope, offset, CAST(bytes AS TEXT) FROM journal WHERE kind = 'item'
      UNION ALL SELECT envelope, offset, CAST(bytes AS TEXT) FROM quarantine WHERE envelope IS NOT NULL
      ORDER BY 1, 2
      """)
    let byEnvelope = Dictionary(grouping: slices) { $0[0] }
    var bodies: Set<[UInt8]> = []
    for row in try await Database.rows(path, "SELECT id, CAST(remainder AS TEXT) FROM envelope") {
      var remainder = row[1].utf8[...]
      var body: [UInt8] = []
      for slice in byEnvelope[row[0]] ?? [] {
        let gap = Int(slice[1])! - body.count
        body += remainder.prefix(gap)
        remainder = remainder.dropFirst(gap)
        body += slice[2].utf8
      }
      bodies.insert(body + remainder)
    }
    for row in try await Database.rows(path, "SELECT CAST(bytes AS TEXT) FROM quarantine WHERE envelope IS NULL") {
      bodies.insert(Array(row[0].utf8))
    }
    return bodies
  }

  private static func clocks(_ path: String) async throws -> [Clock] {
    try await Database.rows(
      path, "SELECT conversation, started_at, coalesce(outcome, '') FROM clock WHERE kind = 'first_response'"
    ).map { Clock(conversation: Int($0[0])!, startedAt: Int64($0[1])!, isExcluded: $0[2].hasPrefix("excluded")) }
  }

  private static func steps(_ path: String) async throws -> [Step] {
    try await Database.rows(
      path,
      """
      SELECT t.conversation, json_extract(e.value, '$.at'), json_extract(e.value, '$.why')
      FROM timeline t, json_each(CAST(t.entries AS TEXT)) e WHERE json_extract(e.value, '$.what') = 'step'
      """
    ).map { row in
      Step(
        conversation: Int(row[0])!, at: Int64(row[1])!, name: String(row[2].prefix { $0 != ":" }))
    }
  }

  private static func entries(_ path: String) async throws -> [String: Entry] {
    let rows = try await Database.rows(
      path,
      """
      SELECT id, kind, conversation, state, json_extract(CAST(body AS TEXT), '$.repeatOf'),
        coalesce(notice, '') LIKE '%/loop:%',
        state = 'cancelled' AND EXISTS (
          SELECT 1 FROM clock c WHERE c.conversation = outbox.conversation AND c.outcome LIKE 'excluded%'
            AND c.subject = json_extract(CAST(outbox.body AS TEXT), '$.notice.subject'))
      FROM outbox
      """)
    return Dictionary(
      rows.map { row in
        (
          String(row[0]),
          Entry(
            kind: String(row[1]), conversation: Int(row[2]) ?? 0, state: String(row[3]),
            repeatOf: row[4].isEmpty ? nil : String(row[4]), isLoop: row[5] == "1",
            isOverridden: row[6] == "1")
        )
      }
    ) { first, _ in first }
  }
}
