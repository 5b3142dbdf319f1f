package import BusinessTime
package import Gateway
package import Helpdesk

extension MemoryTables {
  package mutating func append(_ entries: [TimelineEntry], to ref: ConversationRef) throws {
    guard !entries.isEmpty else { return }
    timeline.append((ref, entries))
  }

  package mutating func save(_ clock: ClockInstance, of ref: ConversationRef) throws {
    clocks["\(ref.number)/\(clock.subject)"] = (ref, clock)
  }

  package mutating func append(_ entry: JournalEntry) throws { journalLog.append(entry) }

  package func journal(after sequence: Int64, most: Int) throws -> [JournalRow] {
    journalLog.rows(after: sequence, most: most).map { JournalRow(sequence: $0.number, entry: $0.row) }
  }

  package mutating func insert(_ envelope: StoredEnvelope) throws {
    guard envelopes[envelope.id] == nil else { throw ConstraintViolated(table: "envelope") }
    envelopes[envelope.id] = envelope
  }

  package func envelope(_ id: String) throws -> StoredEnvelope? { envelopes[id] }

  package mutating func insertIfNew(_ post: SeenPost) throws -> Bool {
    let key = Self.key(of: post)
    guard seenPosts[key] == nil else { return false }
    seenPosts[key] = post
    return true
  }

  static func key(of post: SeenPost) -> String { post.digest.map { String($0) }.joined(separator: " ") }

  package mutating func insert(_ row: QuarantineRow) throws {
    guard quarantined[row.id] == nil else { throw ConstraintViolated(table: "quarantine") }
    quarantined[row.id] = row
  }

  package func quarantine(most: Int) throws -> [QuarantineRow] {
    Array(quarantined.rows().sorted { ($0.receivedAt, $0.id) > ($1.receivedAt, $1.id) }.prefix(most))
  }

  package func quarantined(_ id: String) throws -> QuarantineRow? { quarantined[id] }

  package func quarantineLines(before place: QuarantinePlace?, most: Int) throws -> [QuarantineLine] {
    let rows = quarantined.rows { row in place.map { (row.receivedAt, row.id) < ($0.receivedAt, $0.id) } ?? true }
      .sorted { ($0.receivedAt, $0.id) > ($1.receivedAt, $1.id) }
    return rows.prefix(most).map { row in
      QuarantineLine(
        place: QuarantinePlace(receivedAt: row.receivedAt, id: row.id), reason: row.reason, number: row.number,
        size: row.bytes.count, head: Array(row.bytes.prefix(QuarantineLine.mostShown)))
    }
  }

  package mutating func removeQuarantined(_ id: String) throws { quarantined[id] = nil }

  package mutating func insertIfNew(_ rules: StoredRules) throws -> Bool {
    guard storedRules[rules.version] == nil else { return false }
    storedRules[rules.version] = rules
    return true
  }

  package func rules(_ version: RulesVersion) throws -> StoredRules? { storedRules[version] }

  package mutating func insert(_ token: TokenRow) throws {
    let isKnown = tokenRows[token.id] != nil || tokenRows.rows { $0.digest == token.digest }.first != nil
    guard !isKnown else { throw ConstraintViolated(table: "token") }
    tokenRows[token.id] = token
  }

  package mutating func revokeToken(id: String, at now: Timestamp) throws -> Bool {
    guard let token = tokenRows[id], token.revokedAt == nil else { return false }
    tokenRows[id]?.revokedAt = now
    return true
  }

  package func token(digest: String) throws -> TokenRow? {
    tokenRows.rows { $0.digest == digest }.first
  }

  package func tokens() throws -> [TokenRow] {
    tokenRows.rows().sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  package func counts() throws -> StoreCounts {
    var counts = StoreCounts()
    counts.conversations = conversations.count
    counts.messages = messages.count
    counts.envelopes = envelopes.count
    counts.journal = journalLog.count
    counts.quarantine = quarantined.count
    for entry in outbox.rows() { counts.outboxByState[entry.state, default: 0] += 1 }
    return counts
  }

  package func figures(at now: Timestamp) throws -> StoreFigures {
    var figures = StoreFigures()
    let entries = outbox.rows()
    for state in StoreFigures.outboxStates {
      figures.outbox[state] = min(entries.count { $0.state == state }, StoreFigures.mostCounted)
    }
    figures.quarantine = min(quarantined.count, StoreFigures.mostCounted)
    figures.alarmsDue = try dueWakes(at: now, most: StoreFigures.mostCounted).count
    let waiting = conversations.rows { $0.state != .closed && $0.nextDueAt != nil }
      .sorted { ($0.nextDueAt ?? now, $0.ref) < ($1.nextDueAt ?? now, $1.ref) }
    for one in waiting.prefix(StoreFigures.mostConversations) { figures.count(one, at: now) }
    return figures
  }
}
