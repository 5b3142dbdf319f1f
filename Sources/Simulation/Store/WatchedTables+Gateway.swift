package import BusinessTime
package import Gateway
package import Helpdesk

extension WatchedTables {
  package mutating func insert(_ envelope: StoredEnvelope) throws {
    try probe.pass("insert envelope")
    try base.insert(envelope)
    try shadow?.insert(envelope)
    changes.writes += 1
  }

  package mutating func insert(_ row: QuarantineRow) throws {
    try probe.pass("insert quarantine")
    try base.insert(row)
    try shadow?.insert(row)
    changes.writes += 1
    changes.kept.append(row.bytes)
  }

  package mutating func removeQuarantined(_ id: String) throws {
    try probe.pass("remove quarantined")
    try base.removeQuarantined(id)
    try shadow?.removeQuarantined(id)
    changes.writes += 1
  }

  package mutating func keep(_ answer: KeptAnswer) throws {
    try probe.pass("keep answer")
    try base.keep(answer)
    try shadow?.keep(answer)
    changes.writes += 1
  }

  package func misfire(of message: MessageID, rule: String) throws -> Misfire? {
    try read("misfire", try base.misfire(of: message, rule: rule)) { try $0.misfire(of: message, rule: rule) }
  }

  package mutating func save(_ misfire: Misfire) throws {
    try probe.passWrite("save misfire")
    try base.save(misfire)
    try shadow?.save(misfire)
    changes.writes += 1
  }

  package mutating func removeMisfire(of message: MessageID, rule: String) throws {
    try probe.passWrite("remove misfire")
    try base.removeMisfire(of: message, rule: rule)
    try shadow?.removeMisfire(of: message, rule: rule)
    changes.writes += 1
  }

  package mutating func insertIfNew(_ post: SeenPost) throws -> Bool {
    try probe.pass("insert seen post")
    let isNew = try base.insertIfNew(post)
    if let expected = try shadow?.insertIfNew(post), expected != isNew { probe.differs("insert seen post") }
    changes.writes += isNew ? 1 : 0
    return isNew
  }

  package mutating func insertIfNew(_ rules: StoredRules) throws -> Bool {
    try probe.pass("insert rules")
    let isNew = try base.insertIfNew(rules)
    if let expected = try shadow?.insertIfNew(rules), expected != isNew { probe.differs("insert rules") }
    changes.writes += isNew ? 1 : 0
    return isNew
  }

  package mutating func insert(_ token: TokenRow) throws {
    try probe.pass("insert token")
    try base.insert(token)
    try shadow?.insert(token)
    changes.writes += 1
  }

  package mutating func revokeToken(id: String, at now: Timestamp) throws -> Bool {
    try probe.pass("revoke token")
    let wasThere = try base.revokeToken(id: id, at: now)
    _ = try shadow?.revokeToken(id: id, at: now)
    changes.writes += wasThere ? 1 : 0
    return wasThere
  }

  package mutating func purge(
    _ what: Perishable, before: Timestamp, after place: PurgePlace?, most: Int
  ) throws -> PurgeStep {
    try probe.pass("purge \(what.rawValue)")
    let step = try base.purge(what, before: before, after: place, most: most)
    if let expected = try shadow?.purge(what, before: before, after: place, most: most), expected.erased != step.erased
    {
      probe.differs("purge \(what.rawValue)")
    }
    changes.writes += step.erased
    return step
  }

  package func earliestWake() throws -> Timestamp? {
    try read("earliest wake", try base.earliestWake()) { try $0.earliestWake() }
  }

  package func dueWakes(at now: Timestamp, most: Int) throws -> [DueWake] {
    try read("due wakes", try base.dueWakes(at: now, most: most)) { try $0.dueWakes(at: now, most: most) }
  }

  package func earliestLetter() throws -> Timestamp? {
    try read("earliest letter", try base.earliestLetter()) { try $0.earliestLetter() }
  }

  package func dueLetters(at now: Timestamp, most: Int) throws -> [LetterID] {
    try read("due letters", try base.dueLetters(at: now, most: most)) { try $0.dueLetters(at: now, most: most) }
  }

  package func earliestSend() throws -> Timestamp? {
    try read("earliest send", try base.earliestSend()) { try $0.earliestSend() }
  }

  package func dueSends(at now: Timestamp, most: Int, skipping: Set<String>) throws -> [OutboxEntry] {
    try read("due sends", try base.dueSends(at: now, most: most, skipping: skipping)) {
      try $0.dueSends(at: now, most: most, skipping: skipping)
    }
  }

  package func recentSends(since: Timestamp, most: Int) throws -> [RecentSend] {
    try read("recent sends", try base.recentSends(since: since, most: most)) {
      try $0.recentSends(since: since, most: most)
    }
  }

  package func outbox(_ query: OutboxQuery) throws -> [OutboxEntry] {
    try read("outbox", try base.outbox(query)) { try $0.outbox(query) }
  }

  package func list(_ query: ConversationQuery) throws -> [ConversationSummary] {
    try probe.pass("list")
    return try base.list(query)
  }

  package func detail(_ ref: ConversationRef, messages: Int) throws -> ConversationDetail? {
    try probe.pass("detail")
    return try base.detail(ref, messages: messages)
  }

  package func alerts(about ref: ConversationRef, most: Int) throws -> [OutboxEntry] {
    try read("alerts about", try base.alerts(about: ref, most: most)) { try $0.alerts(about: ref, most: most) }
  }

  package func versionsInUse() throws -> [RulesVersion] {
    try read("versions in use", try base.versionsInUse()) { try $0.versionsInUse() }
  }

  package func rules(_ version: RulesVersion) throws -> StoredRules? {
    try read("rules", try base.rules(version)) { try $0.rules(version) }
  }

  package func token(digest: String) throws -> TokenRow? {
    try read("token", try base.token(digest: digest)) { try $0.token(digest: digest) }
  }

  package func tokens() throws -> [TokenRow] { try read("tokens", try base.tokens()) { try $0.tokens() } }

  package func journal(after sequence: Int64, most: Int) throws -> [JournalRow] {
    try read("journal", try base.journal(after: sequence, most: most)) { try $0.journal(after: sequence, most: most) }
  }

  package func envelope(_ id: String) throws -> StoredEnvelope? {
    try read("envelope", try base.envelope(id)) { try $0.envelope(id) }
  }

  package func quarantine(most: Int) throws -> [QuarantineRow] {
    try read("quarantine", try base.quarantine(most: most)) { try $0.quarantine(most: most) }
  }

  package func quarantineLines(before place: QuarantinePlace?, most: Int) throws -> [QuarantineLine] {
    try read("lines of quarantine", try base.quarantineLines(before: place, most: most)) {
      try $0.quarantineLines(before: place, most: most)
    }
  }

  package func quarantined(_ id: String) throws -> QuarantineRow? {
    try read("quarantined", try base.quarantined(id)) { try $0.quarantined(id) }
  }

  package func keptAnswer(token: String, key: String) throws -> KeptAnswer? {
    try read("kept answer", try base.keptAnswer(token: token, key: key)) { try $0.keptAnswer(token: token, key: key) }
  }

  package func keptAnswerCount(of token: String, most: Int) throws -> Int {
    try read("count of kept answers", try base.keptAnswerCount(of: token, most: most)) {
      try $0.keptAnswerCount(of: token, most: most)
    }
  }

  package func counts() throws -> StoreCounts { try read("counts", try base.counts()) { try $0.counts() } }

  package func figures(at now: Timestamp) throws -> StoreFigures {
    try read("figures", try base.figures(at: now)) { try $0.figures(at: now) }
  }

  package func ruleFigures(from: Timestamp, to: Timestamp) throws -> [RuleFigures] {
    try read("rule figures", try base.ruleFigures(from: from, to: to)) { try $0.ruleFigures(from: from, to: to) }
  }

  package func brokenLines() throws -> [Line] {
    try read("broken lines", try base.brokenLines()) { try $0.brokenLines() }
  }
}
