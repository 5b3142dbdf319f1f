package import BusinessTime
package import Gateway
package import Helpdesk

extension MemoryTables {
  package func isForgotten(_ wamid: Wamid) throws -> Bool { forgotten[wamid] != nil }

  package mutating func noteForgotten(_ wamids: [Wamid], at now: Timestamp) throws {
    for wamid in wamids { forgotten[wamid] = now }
  }

  package func forgettings() throws -> [Forgetting] { Array(forgettingRows.rows().prefix(Forgetting.most)) }

  package mutating func save(_ forgetting: Forgetting) throws { forgettingRows[forgetting.id] = forgetting }

  package mutating func removeForgetting(_ id: String) throws { forgettingRows[id] = nil }

  package func contacts(movedTo id: ContactID, most: Int) throws -> [Contact] {
    Array(contacts.rows { $0.movedTo == id }.prefix(most))
  }

  package func unclosedConversations(of contact: ContactID) throws -> [Conversation] {
    conversations.rows { $0.contact == contact && $0.state != .closed }
      .sorted { ($0.number, $0.openedAt, $0.ref) < ($1.number, $1.openedAt, $1.ref) }
  }

  package func hasUnsettledSend(of contacts: [ContactID]) throws -> Bool {
    unsettled.rows().contains { entry in
      guard entry.dueAt != nil else { return false }
      let owner = entry.conversation.flatMap { conversations[$0]?.contact }
      return contacts.contains { entry.recipient == .contact($0) || owner == $0 }
    }
  }

  package func traces(_ kind: TraceKind, after key: String?, most: Int) throws -> [TraceRow] {
    let rows = rows(of: kind)
    let behind = key.flatMap { key in rows.lastIndex { Self.isUpTo(key, $0.key, kind) } }.map { $0 + 1 } ?? 0
    return Array(rows[behind...].prefix(most))
  }

  package mutating func erase(_ kind: TraceKind, keys: [String]) throws -> Int {
    try keys.reduce(0) { try $0 + erase(kind, $1) }
  }

  /// Numbers where rows are numbered, else text. Rows that were erased are no longer there to be looked for.
  private static func isUpTo(_ key: String, _ other: String, _ kind: TraceKind) -> Bool {
    switch kind {
    case .conversations, .statuses, .timeline, .journal: (Int64(other) ?? 0) <= (Int64(key) ?? 0)
    case .letters, .surveys, .misfires, .messages, .sends, .keptAnswers, .quarantine, .envelopes: other <= key
    }
  }

  /// In the order of their keys.
  private func rows(of kind: TraceKind) -> [TraceRow] {
    switch kind {
    case .conversations:
      conversations.rows().map { TraceRow(key: "\($0.ref.number)", contact: $0.contact, conversation: $0.ref) }
    case .letters:
      letters.rows().map { TraceRow(key: $0.id.rawValue, conversation: conversation(of: $0)) }
    case .surveys:
      surveys.rows().map { TraceRow(key: $0.entry.rawValue, contact: $0.contact, conversation: $0.conversation) }
    case .misfires:
      misfires.rows().map { TraceRow(key: $0.message.rawValue, conversation: $0.conversation) }
        .sorted { $0.key < $1.key }
    case .messages:
      messages.rows().map { row in
        TraceRow(
          key: row.wamid.rawValue, at: row.receivedAt, contact: row.contact, conversation: row.conversation,
          wamids: [row.wamid], bytes: Array(row.wamid.rawValue.utf8))
      }
    case .sends:
      outbox.rows().map { entry in
        TraceRow(
          key: entry.id.rawValue, contact: contact(of: entry), conversation: entry.conversation,
          wamids: [entry.wamid, entry.replacedWamid].compactMap { $0 })
      }
    case .statuses:
      arrivals.rows(after: 0, most: .max).map { number, row in
        TraceRow(key: "\(number)", at: row.receivedAt, wamids: [row.status.wamid], bytes: Self.bytes(of: row.status))
      }
    case .timeline:
      timeline.rows(after: 0, most: .max).map { TraceRow(key: "\($0.number)", conversation: $0.row.ref) }
    case .keptAnswers:
      keptAnswers.pairs().map { TraceRow(key: $0.key, bytes: $0.row.body ?? []) }
    case .quarantine:
      quarantined.rows().map { TraceRow(key: $0.id, at: $0.receivedAt, bytes: $0.bytes) }
    case .envelopes:
      envelopes.rows().map { TraceRow(key: $0.id, at: $0.receivedAt, bytes: $0.remainder) }
    case .journal:
      journalLog.rows(after: 0, most: .max).map { TraceRow(JournalRow(sequence: $0.number, entry: $0.row)) }
    }
  }

  private func conversation(of letter: Letter) -> ConversationRef? {
    guard case .notice(let entry) = letter.matter else { return nil }
    return outbox[entry]?.conversation
  }

  private func contact(of entry: OutboxEntry) -> ContactID? {
    if case .contact(let id) = entry.recipient { id } else { nil }
  }

  private static func bytes(of status: StatusUpdate) -> [UInt8] {
    let words = [status.wamid.rawValue, status.recipient.phone, status.recipient.userID?.rawValue]
    return Array(words.compactMap { $0 }.joined(separator: " ").utf8)
  }

  private mutating func erase(_ kind: TraceKind, _ key: String) throws -> Int {
    switch kind {
    case .conversations: return 0
    case .letters:
      guard letters[LetterID(key)]?.dueAt == nil else { return 0 }
      return Self.remove(LetterID(key), from: &letters)
    case .surveys:
      guard surveys[OutboxID(key)]?.comment != nil else { return 0 }
      surveys[OutboxID(key)]?.comment = nil
      return 1
    case .misfires:
      let marked = misfires.pairs().filter { $0.row.message == MessageID(key) && !$0.row.words.isEmpty }
      for (place, _) in marked { misfires[place]?.words = [] }
      return marked.count
    case .messages: return Self.remove(Wamid(key), from: &messages)
    case .sends:
      guard outbox[OutboxID(key)] != nil else { return 0 }
      erase(OutboxID(key))
      return 1
    case .statuses: return eraseStatus(Int64(key) ?? 0)
    case .timeline: return Self.remove(Int64(key) ?? 0, from: &timeline)
    case .keptAnswers:
      guard keptAnswers[key]?.body != nil else { return 0 }
      keptAnswers[key]?.body = nil
      return 1
    case .quarantine: return Self.remove(key, from: &quarantined)
    case .envelopes: return Self.remove(key, from: &envelopes)
    case .journal: return Self.remove(Int64(key) ?? 0, from: &journalLog)
    }
  }

  private mutating func eraseStatus(_ number: Int64) -> Int {
    guard let row = arrivals.rows(after: number - 1, most: 1).first, row.number == number else { return 0 }
    arrivals.remove(number)
    let left = statuses[row.row.status.wamid]?.filter { $0 != row.row.status } ?? []
    statuses[row.row.status.wamid] = left.isEmpty ? nil : left
    return 1
  }

  private static func remove<Key, Row>(_ key: Key, from table: inout Table<Key, Row>) -> Int {
    guard table[key] != nil else { return 0 }
    table[key] = nil
    return 1
  }

  private static func remove<Row>(_ number: Int64, from log: inout Log<Row>) -> Int {
    guard log.rows(after: number - 1, most: 1).first?.number == number else { return 0 }
    log.remove(number)
    return 1
  }
}
