package import BusinessTime
import Gateway
package import Helpdesk

extension WatchedTables {
  // Contacts
  package func contact(_ id: ContactID) throws -> Contact? {
    try read("contact", try base.contact(id)) { try $0.contact(id) }
  }

  package func contact(userID: UserID) throws -> Contact? {
    try read("contact by user id", try base.contact(userID: userID)) { try $0.contact(userID: userID) }
  }

  package func contact(phone: PhoneKey) throws -> Contact? {
    try read("contact by phone", try base.contact(phone: phone)) { try $0.contact(phone: phone) }
  }

  package mutating func save(_ contact: Contact) throws {
    try probe.passWrite("save contact")
    try base.save(contact)
    try shadow?.save(contact)
    changes.writes += 1
    changes.contacts.insert(contact.id)
  }

  // Conversations
  package func conversation(_ ref: ConversationRef) throws -> Conversation? {
    try read("conversation", try base.conversation(ref)) { try $0.conversation(ref) }
  }

  package func openConversation(of contact: ContactID, on number: NumberID) throws -> Conversation? {
    try read("open conversation", try base.openConversation(of: contact, on: number)) {
      try $0.openConversation(of: contact, on: number)
    }
  }

  package func nextRef() throws -> ConversationRef {
    try read("next reference", try base.nextRef()) { try $0.nextRef() }
  }

  package mutating func save(_ conversation: Conversation) throws {
    try probe.passWrite("save conversation")
    touch("conversation", try base.conversation(conversation.ref)?.stateName ?? "none", "\(conversation.ref.number)")
    try base.save(conversation)
    try shadow?.save(conversation)
    changes.writes += 1
    changes.conversations.insert(conversation.ref)
  }

  package func loads(of people: [PersonID]) throws -> [PersonID: Int] {
    try read("loads", try base.loads(of: people)) { try $0.loads(of: people) }
  }

  package func lastAssigned(in team: TeamID) throws -> PersonID? {
    try read("last assigned", try base.lastAssigned(in: team)) { try $0.lastAssigned(in: team) }
  }

  // Messages
  package mutating func insertIfNew(_ message: StoredMessage) throws -> Bool {
    try probe.passWrite("insert message")
    let isNew = try base.insertIfNew(message)
    if let expected = try shadow?.insertIfNew(message), expected != isNew { probe.differs("insert message") }
    guard isNew else { return false }
    changes.writes += 1
    changes.messages.append(message.wamid)
    hint = message.eventName
    return true
  }

  package func message(_ wamid: Wamid) throws -> StoredMessage? {
    try read("message", try base.message(wamid)) { try $0.message(wamid) }
  }

  package func message(_ id: MessageID, in ref: ConversationRef) throws -> StoredMessage? {
    try read("message by id", try base.message(id, in: ref)) { try $0.message(id, in: ref) }
  }

  package func newestInbound(in ref: ConversationRef) throws -> StoredMessage? {
    try read("newest inbound", try base.newestInbound(in: ref)) { try $0.newestInbound(in: ref) }
  }

  package func lastMessages(of ref: ConversationRef, most: Int) throws -> [MessageLine] {
    try read("last messages", try base.lastMessages(of: ref, most: most)) { try $0.lastMessages(of: ref, most: most) }
  }

  package func promptEchoes(
    on number: NumberID, fingerprint: String, since: Timestamp
  ) throws -> Set<ContactID> {
    try read("prompt echoes", try base.promptEchoes(on: number, fingerprint: fingerprint, since: since)) {
      try $0.promptEchoes(on: number, fingerprint: fingerprint, since: since)
    }
  }

  package func lastInbound(
    of contact: ContactID, on number: NumberID, upTo time: Timestamp
  ) throws -> Timestamp? {
    try read("last inbound", try base.lastInbound(of: contact, on: number, upTo: time)) {
      try $0.lastInbound(of: contact, on: number, upTo: time)
    }
  }

  // Outbox
  package mutating func insertIfNew(_ entry: OutboxEntry) throws -> Bool {
    try probe.passWrite("insert entry")
    let isNew = try base.insertIfNew(entry)
    if let expected = try shadow?.insertIfNew(entry), expected != isNew { probe.differs("insert entry") }
    guard isNew else { return false }
    touch("entry", "none", entry.id.rawValue)
    changes.writes += 1
    changes.entries.insert(entry.id)
    return true
  }

  package mutating func update(_ entry: OutboxEntry) throws {
    try probe.passWrite("update entry")
    // Whom it is for is nothing that it goes through: their other entries go along, and none of them changes else.
    let before = try base.outboxEntry(entry.id)
    if before?.recipient == entry.recipient { touch("entry", before?.state.rawValue ?? "none", entry.id.rawValue) }
    try base.update(entry)
    try shadow?.update(entry)
    changes.writes += 1
    changes.entries.insert(entry.id)
  }

  package func outboxEntry(_ id: OutboxID) throws -> OutboxEntry? {
    try read("entry", try base.outboxEntry(id)) { try $0.outboxEntry(id) }
  }

  package func outboxEntry(wamid: Wamid) throws -> OutboxEntry? {
    try read("entry by wamid", try base.outboxEntry(wamid: wamid)) { try $0.outboxEntry(wamid: wamid) }
  }

  package func heldSends(
    of number: NumberID, from: Timestamp, to: Timestamp, most: Int
  ) throws -> [OutboxEntry] {
    try read("held sends", try base.heldSends(of: number, from: from, to: to, most: most)) {
      try $0.heldSends(of: number, from: from, to: to, most: most)
    }
  }

  package func sendsInHand(
    to contact: ContactID, attemptedSince: Timestamp, most: Int
  ) throws -> [OutboxEntry] {
    try read("sends in hand", try base.sendsInHand(to: contact, attemptedSince: attemptedSince, most: most)) {
      try $0.sendsInHand(to: contact, attemptedSince: attemptedSince, most: most)
    }
  }

  package func alertCount(to person: PersonID, since: Timestamp) throws -> Int {
    try read("alert count", try base.alertCount(to: person, since: since)) {
      try $0.alertCount(to: person, since: since)
    }
  }

  // Statuses
  package mutating func insertIfNew(_ status: StatusUpdate, receivedAt: Timestamp) throws -> Bool {
    try probe.passWrite("insert status")
    let isNew = try base.insertIfNew(status, receivedAt: receivedAt)
    if let expected = try shadow?.insertIfNew(status, receivedAt: receivedAt), expected != isNew {
      probe.differs("insert status")
    }
    guard isNew else { return false }
    changes.writes += 1
    hint = "status.\(status.status.rawValue)"
    return true
  }

  package func statuses(of wamid: Wamid) throws -> [StatusUpdate] {
    try read("statuses", try base.statuses(of: wamid)) { try $0.statuses(of: wamid) }
  }

  // Mail
  package func letter(_ id: LetterID) throws -> Letter? {
    try read("letter", try base.letter(id)) { try $0.letter(id) }
  }

  package mutating func save(_ letter: Letter) throws {
    try probe.passWrite("save letter")
    touch("letter", try base.letter(letter.id)?.state.rawValue ?? "none", letter.id.rawValue)
    try base.save(letter)
    try shadow?.save(letter)
    changes.writes += 1
    changes.letters.insert(letter.id)
  }

  // Machines
  package func pager(_ person: PersonID) throws -> Pager? {
    try read("pager", try base.pager(person)) { try $0.pager(person) }
  }

  package func pager(userID: UserID) throws -> PersonID? {
    try read("pager by user id", try base.pager(userID: userID)) { try $0.pager(userID: userID) }
  }

  package mutating func save(_ pager: Pager) throws {
    try probe.passWrite("save pager")
    let before = try base.pager(pager.person)
    // What is only noted of a letter is no turn of the pager's.
    if !pager.isSame(as: before ?? Pager(person: pager.person)) {
      touch("pager", before == nil ? "none" : "known", pager.person.rawValue)
    }
    try base.save(pager)
    try shadow?.save(pager)
    changes.writes += 1
    changes.pagers.insert(pager.person)
  }

  package func line(_ number: NumberID) throws -> Line? {
    try read("line", try base.line(number)) { try $0.line(number) }
  }

  package func survey(_ entry: OutboxID) throws -> Survey? {
    try read("survey", try base.survey(entry)) { try $0.survey(entry) }
  }

  package func newestSurvey(of contact: ContactID, on number: NumberID) throws -> Survey? {
    try read("newest survey", try base.newestSurvey(of: contact, on: number)) {
      try $0.newestSurvey(of: contact, on: number)
    }
  }

  package mutating func save(_ survey: Survey) throws {
    try probe.passWrite("save survey")
    try base.save(survey)
    try shadow?.save(survey)
    changes.writes += 1
  }

  package mutating func save(_ line: Line) throws {
    try probe.passWrite("save line")
    let before = try base.line(line.number)
    let (told, toldBefore) = (line.months?.compactMap(\.toldAt).max(), before?.months?.compactMap(\.toldAt).max())
    touch(told != nil && told != toldBefore ? "budget" : "line", before?.stateName ?? "closed", line.number.rawValue)
    try base.save(line)
    try shadow?.save(line)
    changes.writes += 1
    changes.lines.insert(line.number)
  }

  // Record
  package mutating func append(_ entries: [TimelineEntry], to ref: ConversationRef) throws {
    try probe.passWrite("append record")
    try base.append(entries, to: ref)
    try shadow?.append(entries, to: ref)
    changes.writes += 1
    changes.record.append((ref, entries))
  }

  package mutating func save(_ clock: ClockInstance, of ref: ConversationRef) throws {
    try probe.passWrite("save clock")
    try base.save(clock, of: ref)
    try shadow?.save(clock, of: ref)
    changes.writes += 1
    changes.conversations.insert(ref)
  }

  package mutating func append(_ entry: JournalEntry) throws {
    try probe.passWrite("append journal")
    try base.append(entry)
    try shadow?.append(entry)
    changes.writes += 1
    changes.journal.append(entry)
    if case .item(let slice) = entry.body {
      changes.kept.append(slice.bytes)
      if !touched.isEmpty, hint == nil { hint = Self.eventName(slice) }
    }
    let event = entry.eventName(hint: hint)
    changes.transitions += touched.map { touch in
      Transition(touch.machine, touch.state, Transition.seen(by: touch.machine, in: touch.state, event))
    }
    touched = []
    hint = nil
    closeInput()
  }

  /// The next input begins.
  mutating func closeInput() {
    guard !changes.isEmpty, let after = shadow ?? (base as? MemoryTables) else { return }
    inputs.append((changes, after))
    changes = Changes()
  }

  /// What an item is that neither a message nor a status tells of.
  private static func eventName(_ slice: RawSlice) -> String {
    let text = String(decoding: slice.bytes, as: UTF8.self)
    if text.contains("messaging_handovers") { return "hand_over" }
    if text.contains("\"previous\"") { return "identity" }
    return Items.isOfTemplate(text) ? "template" : "other"
  }

  /// Only the first touch within an input tells the state before it.
  private mutating func touch(_ machine: String, _ state: String, _ id: String) {
    guard !touched.contains(where: { $0.machine == machine && $0.id == id }) else { return }
    touched.append(Touch(machine: machine, state: state, id: id))
  }
}
