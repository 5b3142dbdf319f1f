import BusinessTime
import Gateway
import Helpdesk

/// A database's reads beside the reference's: what the services go by must be the same in both.
struct WatchedReads: ReadTables {
  let base: any ReadTables
  let shadow: MemoryTables
  let probe: Probe

  private func same<R: Equatable>(_ name: String, _ a: R, _ b: R) -> R {
    if a != b { probe.differs(name) }
    return a
  }

  func earliestWake() throws -> Timestamp? {
    same("earliest wake", try base.earliestWake(), try shadow.earliestWake())
  }

  func dueWakes(at now: Timestamp, most: Int) throws -> [DueWake] {
    same("due wakes", try base.dueWakes(at: now, most: most), try shadow.dueWakes(at: now, most: most))
  }

  func earliestLetter() throws -> Timestamp? {
    same("earliest letter", try base.earliestLetter(), try shadow.earliestLetter())
  }

  func dueLetters(at now: Timestamp, most: Int) throws -> [LetterID] {
    same("due letters", try base.dueLetters(at: now, most: most), try shadow.dueLetters(at: now, most: most))
  }

  func earliestSend() throws -> Timestamp? {
    same("earliest send", try base.earliestSend(), try shadow.earliestSend())
  }

  func dueSends(at now: Timestamp, most: Int, skipping: Set<String>) throws -> [OutboxEntry] {
    same(
      "due sends", try base.dueSends(at: now, most: most, skipping: skipping),
      try shadow.dueSends(at: now, most: most, skipping: skipping))
  }

  func recentSends(since: Timestamp, most: Int) throws -> [RecentSend] {
    same(
      "recent sends", try base.recentSends(since: since, most: most), try shadow.recentSends(since: since, most: most))
  }

  func outbox(_ query: OutboxQuery) throws -> [OutboxEntry] {
    same("outbox", try base.outbox(query), try shadow.outbox(query))
  }

  func outboxEntry(_ id: OutboxID) throws -> OutboxEntry? {
    same("outbox entry", try base.outboxEntry(id), try shadow.outboxEntry(id))
  }

  func list(_ query: ConversationQuery) throws -> [ConversationSummary] {
    let list = try base.list(query)
    _ = same("list", list.map(\.conversation), try shadow.list(query).map(\.conversation))
    return list
  }

  func detail(_ ref: ConversationRef, messages: Int) throws -> ConversationDetail? {
    let detail = try base.detail(ref, messages: messages)
    let expected = try shadow.detail(ref, messages: messages)
    _ = same("clocks of detail", detail?.clocks, expected?.clocks)
    _ = same("contact of detail", detail?.summary.contact, expected?.summary.contact)
    _ = same("messages of detail", detail?.messages, expected?.messages)
    _ = same("timeline of detail", detail?.timeline, expected?.timeline)
    return detail
  }

  func alerts(about ref: ConversationRef, most: Int) throws -> [OutboxEntry] {
    same("alerts about", try base.alerts(about: ref, most: most), try shadow.alerts(about: ref, most: most))
  }

  /// All that services, the API and the command line can read, from the first row to the last.
  func readAll() throws {
    // More than any world writes.
    let most = 1_000_000
    _ = try (counts(), figures(at: Timestamp(seconds: 0)))
    _ = try journal(after: 0, most: most)
    _ = try (quarantine(most: most), quarantineLines(before: nil, most: most))
    for row in shadow.envelopes.rows() { _ = try envelope(row.id) }
    for version in [RulesVersion("v1"), "v2"] { _ = try rules(version) }
    var query = ConversationQuery(now: Timestamp(seconds: 0))
    query.most = most
    for one in try list(query) {
      _ = try (detail(one.conversation.ref, messages: most), alerts(about: one.conversation.ref, most: most))
    }
    for entry in try outbox(OutboxQuery(most: most)) { _ = try outboxEntry(entry.id) }
    for state in OutboxEntry.State.allCases { _ = try outbox(OutboxQuery(states: [state], most: most)) }
    _ = try recentSends(since: Timestamp(seconds: 0), most: most)
    _ = try brokenLines()
    _ = try ruleFigures(from: Timestamp(seconds: 0), to: Timestamp(seconds: 1 << 32))
    _ = try (versionsInUse(), tokens(), earliestWake(), earliestSend())
    let end = Timestamp(seconds: 4_102_444_800)  // 2100: all that will ever be due
    _ = try (dueWakes(at: end, most: most), dueSends(at: end, most: most, skipping: []), figures(at: end))
  }

  func versionsInUse() throws -> [RulesVersion] {
    same("versions in use", try base.versionsInUse(), try shadow.versionsInUse())
  }

  func rules(_ version: RulesVersion) throws -> StoredRules? {
    same("rules", try base.rules(version), try shadow.rules(version))
  }

  func token(digest: String) throws -> TokenRow? {
    same("token", try base.token(digest: digest), try shadow.token(digest: digest))
  }

  func tokens() throws -> [TokenRow] { same("tokens", try base.tokens(), try shadow.tokens()) }

  func journal(after sequence: Int64, most: Int) throws -> [JournalRow] {
    same(
      "journal", try base.journal(after: sequence, most: most), try shadow.journal(after: sequence, most: most))
  }

  func envelope(_ id: String) throws -> StoredEnvelope? {
    same("envelope", try base.envelope(id), try shadow.envelope(id))
  }

  func quarantine(most: Int) throws -> [QuarantineRow] {
    same("quarantine", try base.quarantine(most: most), try shadow.quarantine(most: most))
  }

  func quarantineLines(before place: QuarantinePlace?, most: Int) throws -> [QuarantineLine] {
    same(
      "lines of quarantine", try base.quarantineLines(before: place, most: most),
      try shadow.quarantineLines(before: place, most: most))
  }

  func quarantined(_ id: String) throws -> QuarantineRow? {
    same("quarantined", try base.quarantined(id), try shadow.quarantined(id))
  }

  func keptAnswer(token: String, key: String) throws -> KeptAnswer? {
    same("kept answer", try base.keptAnswer(token: token, key: key), try shadow.keptAnswer(token: token, key: key))
  }

  func keptAnswerCount(of token: String, most: Int) throws -> Int {
    same(
      "count of kept answers", try base.keptAnswerCount(of: token, most: most),
      try shadow.keptAnswerCount(of: token, most: most))
  }

  func isForgotten(_ wamid: Wamid) throws -> Bool {
    same("forgotten", try base.isForgotten(wamid), try shadow.isForgotten(wamid))
  }

  func forgettings() throws -> [Forgetting] { same("forgettings", try base.forgettings(), try shadow.forgettings()) }

  /// Rows have other keys in each store, and so another order.
  func traces(_ kind: TraceKind, after key: String?, most: Int) throws -> [TraceRow] {
    try base.traces(kind, after: key, most: most)
  }

  func counts() throws -> StoreCounts { same("counts", try base.counts(), try shadow.counts()) }
  func figures(at now: Timestamp) throws -> StoreFigures {
    same("figures", try base.figures(at: now), try shadow.figures(at: now))
  }
  func ruleFigures(from: Timestamp, to: Timestamp) throws -> [RuleFigures] {
    same("rule figures", try base.ruleFigures(from: from, to: to), try shadow.ruleFigures(from: from, to: to))
  }
  func line(_ number: NumberID) throws -> Line? {
    same("line", try base.line(number), try shadow.line(number))
  }

  func brokenLines() throws -> [Line] { same("broken lines", try base.brokenLines(), try shadow.brokenLines()) }
}
