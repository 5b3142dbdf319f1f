package import BusinessTime
package import Gateway
package import Helpdesk

extension MemoryTables {
  package mutating func insertIfNew(_ entry: OutboxEntry) throws -> Bool {
    let notice = entry.noticeColumn
    if let notice, notices[notice] != nil { return false }
    guard outbox[entry.id] == nil else { throw ConstraintViolated(table: "outbox") }
    try claimWamid(of: entry)
    if let notice { notices[notice] = entry.id }
    keep(entry)
    return true
  }

  package mutating func update(_ entry: OutboxEntry) throws {
    guard let old = outbox[entry.id] else { throw ConstraintViolated(table: "outbox") }
    try claimWamid(of: entry)
    if let wamid = old.wamid, wamid != entry.wamid { sentWamids[wamid] = nil }
    keep(entry)
  }

  private mutating func claimWamid(of entry: OutboxEntry) throws {
    guard let wamid = entry.wamid else { return }
    if let owner = sentWamids[wamid], owner != entry.id { throw ConstraintViolated(table: "outbox") }
    sentWamids[wamid] = entry.id
  }

  package func outboxEntry(_ id: OutboxID) throws -> OutboxEntry? { outbox[id] }

  package func outboxEntry(wamid: Wamid) throws -> OutboxEntry? {
    sentWamids[wamid].flatMap { outbox[$0] }
  }

  package func alerts(about ref: ConversationRef, most: Int) throws -> [OutboxEntry] {
    let told = outbox.rows { $0.kind == .alert && $0.conversation == ref }
    return told.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }.suffix(most)
  }

  package func alertCount(to person: PersonID, since: Timestamp) throws -> Int {
    outbox.rows { entry in
      entry.kind == .alert && entry.recipient == .person(person) && entry.state != .cancelled
        && entry.createdAt >= since
    }.count
  }

  package func earliestSend() throws -> Timestamp? {
    unsettled.least(\.dueAt)
  }

  package func dueSends(at now: Timestamp, most: Int, skipping: Set<String>) throws -> [OutboxEntry] {
    let never = Timestamp(milliseconds: .max)
    let due = unsettled.rows { entry in
      (entry.dueAt.map { $0 <= now } ?? false) && !skipping.contains(entry.recipient.key)
    }
    .sorted { ($0.kind.rank, $0.dueAt ?? never, $0.id) < ($1.kind.rank, $1.dueAt ?? never, $1.id) }
    return Array(due.prefix(most))
  }

  package func heldSends(
    of number: NumberID, from: Timestamp, to: Timestamp, most: Int
  ) throws -> [OutboxEntry] {
    let held = unsettled.rows { entry in
      entry.number == number && entry.isWaiting && (entry.dueAt.map { $0 > from && $0 <= to } ?? false)
    }
    .sorted { ($0.kind.rank, $0.dueAt ?? to, $0.id) < ($1.kind.rank, $1.dueAt ?? to, $1.id) }
    return Array(held.prefix(most))
  }

  package func sendsInHand(
    to contact: ContactID, attemptedSince: Timestamp, most: Int
  ) throws -> [OutboxEntry] {
    let held = outbox.rows { entry in
      entry.recipient == .contact(contact)
        && (entry.isUnsettled && entry.dueAt != nil || entry.attemptedAt.map { $0 >= attemptedSince } ?? false)
    }
    return Array(held.prefix(most))
  }

  package func outbox(_ query: OutboxQuery) throws -> [OutboxEntry] {
    let entries = outbox.rows { entry in
      (query.states.isEmpty || query.states.contains(entry.state)) && query.before.map { entry.id < $0 } ?? true
    }
    return Array(entries.reversed().prefix(query.most))
  }

  package func recentSends(since: Timestamp, most: Int) throws -> [RecentSend] {
    let sends = outbox.compactMap { entry in
      entry.attemptedAt.map {
        RecentSend(number: entry.number, recipient: entry.recipient.key, at: $0, acceptedAt: entry.acceptedAt)
      }
    }
    // The sort is stable, and the rows are in the order of their ids.
    return Array(sends.filter { $0.at >= since }.sorted { $0.at < $1.at }.prefix(most))
  }
}
