package import BusinessTime
package import Gateway
package import Helpdesk

extension MemoryTables {
  package mutating func insertIfNew(_ message: StoredMessage) throws -> Bool {
    guard messages[message.wamid] == nil else { return false }
    messages[message.wamid] = message
    countMatches(of: message)
    return true
  }

  package func message(_ wamid: Wamid) throws -> StoredMessage? { messages[wamid] }

  package func message(_ id: MessageID, in ref: ConversationRef) throws -> StoredMessage? {
    messages.rows { $0.id == id && $0.conversation == ref }.first
  }

  package func newestInbound(in ref: ConversationRef) throws -> StoredMessage? {
    messages.rows { message in
      message.direction == .inbound && message.conversation == ref
        && !MessageContent.wordlessKinds.contains(message.kind)
    }.max { ($0.occurredAt, $0.id) < ($1.occurredAt, $1.id) }
  }

  package func lastMessages(of ref: ConversationRef, most: Int) throws -> [MessageLine] {
    lastRecords(of: ref, most: most).map { record in
      switch record {
      case .stored(let message): message.messageLine
      case .outbox(let entry): entry.messageLine
      }
    }
  }

  package func promptEchoes(
    on number: NumberID, fingerprint: String, since: Timestamp
  ) throws -> Set<ContactID> {
    let echoes = messages.rows { message in
      message.isPrompt && message.direction == .echo && message.number == number
        && message.fingerprint == fingerprint && message.occurredAt >= since
    }
    return Set(echoes.compactMap(\.contact))
  }

  package func lastInbound(
    of contact: ContactID, on number: NumberID, upTo time: Timestamp
  ) throws -> Timestamp? {
    messages.rows { message in
      message.direction == .inbound && message.contact == contact && message.number == number
        && message.occurredAt <= time && !MessageContent.wordlessKinds.contains(message.kind)
    }.map(\.occurredAt).max()
  }

  package mutating func insertIfNew(_ status: StatusUpdate, receivedAt: Timestamp) throws -> Bool {
    let known = statuses[status.wamid] ?? []
    let isKnown = known.contains { $0.status == status.status && $0.recipientColumn == status.recipientColumn }
    guard !isKnown else { return false }
    statuses[status.wamid] = known + [status]
    arrivals.append((status, receivedAt))
    return true
  }

  package func statuses(of wamid: Wamid) throws -> [StatusUpdate] { statuses[wamid] ?? [] }

  package func detail(_ ref: ConversationRef, messages most: Int) throws -> ConversationDetail? {
    guard let conversation = conversations[ref], let contact = contacts[conversation.contact] else { return nil }
    let saved = clocks.rows { $0.ref == ref }.map(\.clock)
    return ConversationDetail(
      summary: ConversationSummary(conversation: conversation, contact: contact),
      clocks: ConversationDetail.clocks(saved: saved, state: conversation.clocks),
      messages: lastRecords(of: ref, most: most).reversed(),
      timeline: timeline.rows { $0.ref == ref }.flatMap(\.entries),
      surveys: surveys.rows { $0.conversation == ref }.sorted {
        ($0.askedAt, $0.entry.rawValue) < ($1.askedAt, $1.entry.rawValue)
      }, misfires: misfires.rows { $0.conversation == ref })
  }

  /// Newest first; at one instant what went out before what came in, each by id from the end.
  private func lastRecords(of ref: ConversationRef, most: Int) -> [MessageRecord] {
    let stored = messages.rows { $0.conversation == ref }
      .sorted { ($0.occurredAt, $0.id) > ($1.occurredAt, $1.id) }
    let sent = outbox.rows { $0.conversation == ref && $0.isToContact }
      .sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
    let all = sent.map(MessageRecord.outbox) + stored.map(MessageRecord.stored)
    return Array(all.sorted { $0.occurredAt > $1.occurredAt }.prefix(most))
  }
}
