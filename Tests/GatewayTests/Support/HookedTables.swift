import BusinessTime
import Gateway
import Helpdesk
import Simulation

/// Forwards everything; three look-ups ask the hooks first.
struct HookedTables: TransactionTables {
  var base: MemoryTables
  let hooks: Hooks

  func conversation(_ ref: ConversationRef) throws -> Conversation? {
    try hooks.check("conversation/\(ref.number)")
    return try base.conversation(ref)
  }
  func message(_ wamid: Wamid) throws -> StoredMessage? {
    try hooks.check("message/\(wamid.rawValue)")
    return try base.message(wamid)
  }
  func outboxEntry(_ id: OutboxID) throws -> OutboxEntry? {
    try hooks.check("entry/\(id.rawValue)")
    return try base.outboxEntry(id)
  }
  mutating func insert(_ envelope: StoredEnvelope) throws {
    try hooks.check("envelope")
    try base.insert(envelope)
  }

  mutating func purge(
    _ what: Perishable, before: Timestamp, after place: PurgePlace?, most: Int
  ) throws -> PurgeStep {
    try base.purge(what, before: before, after: place, most: most)
  }

  mutating func savepoint<R>(_ body: (inout Self) throws -> R) throws -> R {
    let hooks = hooks
    return try base.savepoint { inner in
      var tables = HookedTables(base: inner, hooks: hooks)
      let result = try body(&tables)
      inner = tables.base
      return result
    }
  }

  func contact(_ id: ContactID) throws -> Contact? { try base.contact(id) }
  func contact(userID: UserID) throws -> Contact? { try base.contact(userID: userID) }
  func contact(phone: PhoneKey) throws -> Contact? { try base.contact(phone: phone) }
  mutating func save(_ contact: Contact) throws { try base.save(contact) }
  func openConversation(of contact: ContactID, on number: NumberID) throws -> Conversation? {
    try base.openConversation(of: contact, on: number)
  }
  func nextRef() throws -> ConversationRef { try base.nextRef() }
  mutating func save(_ conversation: Conversation) throws { try base.save(conversation) }
  func loads(of people: [PersonID]) throws -> [PersonID: Int] { try base.loads(of: people) }
  func lastAssigned(in team: TeamID) throws -> PersonID? { try base.lastAssigned(in: team) }
  mutating func insertIfNew(_ message: StoredMessage) throws -> Bool { try base.insertIfNew(message) }
  func message(_ id: MessageID, in ref: ConversationRef) throws -> StoredMessage? { try base.message(id, in: ref) }
  func misfire(of message: MessageID, rule: String) throws -> Misfire? { try base.misfire(of: message, rule: rule) }
  mutating func save(_ misfire: Misfire) throws { try base.save(misfire) }
  mutating func removeMisfire(of message: MessageID, rule: String) throws {
    try base.removeMisfire(of: message, rule: rule)
  }
  func ruleFigures(from: Timestamp, to: Timestamp) throws -> [RuleFigures] {
    try base.ruleFigures(from: from, to: to)
  }
  func newestInbound(in ref: ConversationRef) throws -> StoredMessage? { try base.newestInbound(in: ref) }
  func lastMessages(of ref: ConversationRef, most: Int) throws -> [MessageLine] {
    try base.lastMessages(of: ref, most: most)
  }
  func promptEchoes(on number: NumberID, fingerprint: String, since: Timestamp) throws -> Set<ContactID> {
    try base.promptEchoes(on: number, fingerprint: fingerprint, since: since)
  }
  func lastInbound(of contact: ContactID, on number: NumberID, upTo time: Timestamp) throws -> Timestamp? {
    try base.lastInbound(of: contact, on: number, upTo: time)
  }
  mutating func insertIfNew(_ entry: OutboxEntry) throws -> Bool { try base.insertIfNew(entry) }
  mutating func update(_ entry: OutboxEntry) throws { try base.update(entry) }
  func outboxEntry(wamid: Wamid) throws -> OutboxEntry? { try base.outboxEntry(wamid: wamid) }
  func heldSends(of number: NumberID, from: Timestamp, to: Timestamp, most: Int) throws -> [OutboxEntry] {
    try base.heldSends(of: number, from: from, to: to, most: most)
  }
  func alertCount(to person: PersonID, since: Timestamp) throws -> Int {
    try base.alertCount(to: person, since: since)
  }
  mutating func insertIfNew(_ status: StatusUpdate, receivedAt: Timestamp) throws -> Bool {
    try base.insertIfNew(status, receivedAt: receivedAt)
  }
  func statuses(of wamid: Wamid) throws -> [StatusUpdate] { try base.statuses(of: wamid) }
  func pager(_ person: PersonID) throws -> Pager? { try base.pager(person) }
  func pager(userID: UserID) throws -> PersonID? { try base.pager(userID: userID) }
  mutating func save(_ pager: Pager) throws { try base.save(pager) }
  func survey(_ entry: OutboxID) throws -> Survey? { try base.survey(entry) }
  func newestSurvey(of contact: ContactID, on number: NumberID) throws -> Survey? {
    try base.newestSurvey(of: contact, on: number)
  }
  mutating func save(_ survey: Survey) throws { try base.save(survey) }
  func line(_ number: NumberID) throws -> Line? { try base.line(number) }
  mutating func save(_ line: Line) throws { try base.save(line) }
  mutating func append(_ entries: [TimelineEntry], to ref: ConversationRef) throws {
    try base.append(entries, to: ref)
  }
  mutating func save(_ clock: ClockInstance, of ref: ConversationRef) throws { try base.save(clock, of: ref) }
  mutating func append(_ entry: JournalEntry) throws { try base.append(entry) }

  mutating func insertIfNew(_ post: SeenPost) throws -> Bool { try base.insertIfNew(post) }
  mutating func insert(_ row: QuarantineRow) throws { try base.insert(row) }
  mutating func insertIfNew(_ rules: StoredRules) throws -> Bool { try base.insertIfNew(rules) }
  mutating func removeQuarantined(_ id: String) throws { try base.removeQuarantined(id) }
  mutating func keep(_ answer: KeptAnswer) throws { try base.keep(answer) }
  mutating func insert(_ token: TokenRow) throws { try base.insert(token) }
  mutating func revokeToken(id: String, at now: Timestamp) throws -> Bool {
    try base.revokeToken(id: id, at: now)
  }

  func earliestWake() throws -> Timestamp? { try base.earliestWake() }
  func dueWakes(at now: Timestamp, most: Int) throws -> [DueWake] { try base.dueWakes(at: now, most: most) }
  func letter(_ id: LetterID) throws -> Letter? { try base.letter(id) }
  mutating func save(_ letter: Letter) throws { try base.save(letter) }
  func earliestLetter() throws -> Timestamp? { try base.earliestLetter() }
  func dueLetters(at now: Timestamp, most: Int) throws -> [LetterID] { try base.dueLetters(at: now, most: most) }
  func earliestSend() throws -> Timestamp? { try base.earliestSend() }
  func dueSends(at now: Timestamp, most: Int, skipping: Set<String>) throws -> [OutboxEntry] {
    try base.dueSends(at: now, most: most, skipping: skipping)
  }
  func recentSends(since: Timestamp, most: Int) throws -> [RecentSend] {
    try base.recentSends(since: since, most: most)
  }
  func outbox(_ query: OutboxQuery) throws -> [OutboxEntry] { try base.outbox(query) }
  func list(_ query: ConversationQuery) throws -> [ConversationSummary] { try base.list(query) }
  func detail(_ ref: ConversationRef, messages: Int) throws -> ConversationDetail? {
    try base.detail(ref, messages: messages)
  }
  func alerts(about ref: ConversationRef, most: Int) throws -> [OutboxEntry] {
    try base.alerts(about: ref, most: most)
  }
  func versionsInUse() throws -> [RulesVersion] { try base.versionsInUse() }
  func rules(_ version: RulesVersion) throws -> StoredRules? { try base.rules(version) }
  func token(digest: String) throws -> TokenRow? { try base.token(digest: digest) }
  func tokens() throws -> [TokenRow] { try base.tokens() }
  func journal(after sequence: Int64, most: Int) throws -> [JournalRow] {
    try base.journal(after: sequence, most: most)
  }
  func envelope(_ id: String) throws -> StoredEnvelope? { try base.envelope(id) }
  func quarantine(most: Int) throws -> [QuarantineRow] { try base.quarantine(most: most) }
  func quarantineLines(before place: QuarantinePlace?, most: Int) throws -> [QuarantineLine] {
    try base.quarantineLines(before: place, most: most)
  }
  func quarantined(_ id: String) throws -> QuarantineRow? { try base.quarantined(id) }
  func keptAnswer(token: String, key: String) throws -> KeptAnswer? { try base.keptAnswer(token: token, key: key) }
  func keptAnswerCount(of token: String, most: Int) throws -> Int {
    try base.keptAnswerCount(of: token, most: most)
  }
  func isForgotten(_ wamid: Wamid) throws -> Bool { try base.isForgotten(wamid) }
  mutating func noteForgotten(_ wamids: [Wamid], at now: Timestamp) throws {
    try base.noteForgotten(wamids, at: now)
  }
  func forgettings() throws -> [Forgetting] { try base.forgettings() }
  mutating func save(_ forgetting: Forgetting) throws { try base.save(forgetting) }
  mutating func removeForgetting(_ id: String) throws { try base.removeForgetting(id) }
  func contacts(movedTo id: ContactID, most: Int) throws -> [Contact] { try base.contacts(movedTo: id, most: most) }
  func sendsInHand(to contact: ContactID, attemptedSince: Timestamp, most: Int) throws -> [OutboxEntry] {
    try base.sendsInHand(to: contact, attemptedSince: attemptedSince, most: most)
  }
  func unclosedConversations(of contact: ContactID) throws -> [Conversation] {
    try base.unclosedConversations(of: contact)
  }
  func hasUnsettledSend(of contacts: [ContactID]) throws -> Bool { try base.hasUnsettledSend(of: contacts) }
  func traces(_ kind: TraceKind, after key: String?, most: Int) throws -> [TraceRow] {
    try base.traces(kind, after: key, most: most)
  }
  mutating func erase(_ kind: TraceKind, keys: [String]) throws -> Int { try base.erase(kind, keys: keys) }
  func counts() throws -> StoreCounts { try base.counts() }
  func brokenLines() throws -> [Line] { try base.brokenLines() }
  func figures(at now: Timestamp) throws -> StoreFigures { try base.figures(at: now) }
}
