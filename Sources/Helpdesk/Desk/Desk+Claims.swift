import BusinessTime

extension Desk {
  /// A parked entry looks again this often whether the customer has opened the window; each look is a commit.
  private static var parkedSeconds: Int64 { 300 }

  /// Commits that an entry goes out now: chooses the rendering by the window, refuses what is past its
  /// time or no longer matters, and takes a lease that must exceed the transport's total time-out.
  ///
  /// `asksToMark`: what is to be marked as read before it goes out is told instead, and nothing is claimed.
  package mutating func claim(
    _ id: OutboxID, leaseSeconds: Int64, asksToMark: Bool = false
  ) throws -> ClaimAnswer {
    guard var entry = try tables.outboxEntry(id), entry.isWaiting, let dueAt = entry.dueAt, dueAt <= now else {
      return .over
    }
    if let validUntil = entry.validUntil, validUntil <= now { return try end(id, .expired) }
    switch try relevance(of: entry) {
    case .relevant: break
    case .irrelevant: return try end(id, .irrelevant)
    case .undecided(let until): return try putOff(&entry, until: until)
    }
    guard let address = try address(of: entry) else {
      return try end(id, .refused(code: "no_address", remedy: .giveUp))
    }
    let line = try tables.line(entry.number)
    var byTemplate = entry.rendering
    let hasTemplate = byTemplate.choose { line?.mayUse($0, at: now) ?? true }
    let isFree = !entry.switchedPath && entry.rendering.freeForm != nil
    if isFree, ServiceWindow.isOpen(lastInbound: address.lastInbound, at: now) {
      entry.sentAsTemplate = false
    } else if hasTemplate {
      entry.rendering = byTemplate
      entry.sentAsTemplate = true
    } else {
      return try withoutForm(&entry)
    }
    if asksToMark, let message = try messageToMark(before: entry) { return .marks(message) }
    if let until = quietUntil(entry) {
      try passOver(entry, isStopped: false)
      return try putOff(&entry, until: until)
    }
    if let until = try breakerHolds(entry) {
      try passOver(entry, isStopped: true)
      return try putOff(&entry, until: until)
    }
    // Last, because it counts: what is put off has told nobody.
    guard try capAllows(entry) else { return try end(id, .refused(code: "hourly_cap", remedy: .giveUp)) }
    entry.state = .inFlight
    entry.attempt += 1
    entry.attemptedAt = now
    entry.dueAt = now.adding(seconds: leaseSeconds)
    try tables.update(entry)
    try journal(.claimed(id, leaseSeconds: leaseSeconds))
    return .claimed(
      Claim(entry: entry, useTemplate: entry.sentAsTemplate, phone: address.phone, userID: address.userID))
  }

  /// Quiet hours may have begun since the notice was decided.
  private func quietUntil(_ entry: OutboxEntry) -> Timestamp? {
    guard entry.kind == .alert, case .person(let id) = entry.recipient, let person = context.rules.people[id],
      case .held(let until) = Pager.verdict(for: person, isUrgent: entry.isUrgent, alertsThisHour: 0, at: now)
    else { return nil }
    return until
  }

  /// The hourly cap holds also when what quiet hours held back comes due all at once.
  private mutating func capAllows(_ entry: OutboxEntry) throws -> Bool {
    guard entry.kind == .alert, case .person(let id) = entry.recipient, entry.attempt == 0, entry.repeatOf == nil,
      let person = context.rules.people[id]
    else { return true }
    var pager = try tables.pager(id) ?? Pager(person: id)
    guard pager.tell(at: now, cap: entry.isUrgent ? nil : person.alertsPerHour) else { return false }
    try tables.save(pager)
    return true
  }

  /// Window closed and no template: a 131047 is not risked. Notices and replies fail at once, so that
  /// somebody hears of it, and nobody is asked days later how it was; an automatic message waits for the customer to
  /// write again, while it is valid.
  private mutating func withoutForm(_ entry: inout OutboxEntry) throws -> ClaimAnswer {
    switch entry.kind {
    case .alert, .reply, .survey, .reminder:
      return try end(entry.id, .refused(code: "window_closed", remedy: .giveUp))
    case .acknowledgement, .update, .optOutConfirmation:
      return try putOff(&entry, until: now.adding(seconds: Self.parkedSeconds))
    }
  }

  private mutating func putOff(_ entry: inout OutboxEntry, until: Timestamp) throws -> ClaimAnswer {
    entry.state = .parked
    entry.dueAt = entry.validUntil.map { min($0, until) } ?? until
    try tables.update(entry)
    try journal(.claimed(entry.id, leaseSeconds: 0))
    return .putOff
  }

  private mutating func end(_ id: OutboxID, _ outcome: Outcome) throws -> ClaimAnswer {
    _ = try handle(.settled(id, outcome))
    return .over
  }

  /// While the breaker is open nothing goes out; at its time one entry goes as the probe, for the whole account if it
  /// is the account's, and the next probe is a whole wait later.
  private mutating func breakerHolds(_ entry: OutboxEntry) throws -> Timestamp? {
    guard let probeAt = try tables.line(entry.number)?.probeAt else { return nil }
    guard probeAt <= now else { return probeAt }
    let next = now.adding(seconds: Line.probeSeconds)
    for var line in try heldTogether(with: entry.number) {
      guard case .open(let since, let code, let planned, let failures) = line.breaker else { continue }
      line.breaker = .open(since: since, code: code, probeAt: max(planned, next), failures: failures)
      try tables.save(line)
    }
    return nil
  }

  enum Relevance { case relevant, irrelevant, undecided(until: Timestamp) }

  /// Alerts: somebody still waits for what the alert is about. Automatic messages: no person has answered.
  func relevance(of entry: OutboxEntry) throws -> Relevance {
    guard let ref = entry.conversation,
      let conversation = try entry.kind == .alert ? tables.conversation(ref) : living(ref)
    else { return .relevant }
    switch entry.kind {
    case .reply, .optOutConfirmation:
      return .relevant
    case .survey:
      // It was reopened, or they asked for silence since.
      let isOptedOut = try tables.contact(conversation.contact)?.isOptedOut ?? false
      return conversation.isOver && !isOptedOut ? .relevant : .irrelevant
    case .reminder:
      // They have written, or somebody has moved it; or they asked for silence since.
      let isOptedOut = try tables.contact(conversation.contact)?.isOptedOut ?? false
      return conversation.silence?.entry == entry.id && !isOptedOut ? .relevant : .irrelevant
    case .acknowledgement, .update:
      let isOptedOut = try tables.contact(conversation.contact)?.isOptedOut ?? false
      let said = conversation.acknowledgement
      let isNewest = entry.kind == .update ? said.isLastWord(entry.id) : said.entry == entry.id
      return conversation.waitingClock != nil && !isOptedOut && isNewest ? .relevant : .irrelevant
    case .alert:
      guard let notice = entry.notice, let clock = conversation.clocks.first(where: { $0.subject == notice.subject })
      else { return .relevant }
      if clock.isUnanswered { return .relevant }
      // An answer that Meta has not taken yet may turn out to be none.
      return conversation.provisionalUntil(clock).map { .undecided(until: $0) } ?? .irrelevant
    }
  }

  private struct Address {
    var phone: String?
    var userID: UserID?
    var lastInbound: Timestamp?
  }

  private func address(of entry: OutboxEntry) throws -> Address? {
    switch entry.recipient {
    case .contact(let id):
      guard let contact = try tables.contact(id).map(living), contact.phone != nil || contact.userID != nil
      else { return nil }
      var phone = contact.sendPhone ?? contact.phone
      // It was asked for while it was unknown, and Meta takes the question by user id only.
      if contact.userID != nil, case .contactRequest = entry.rendering.freeForm { phone = nil }
      return Address(phone: phone, userID: contact.userID, lastInbound: contact.lastInbound[entry.number.rawValue])
    case .person(let id):
      guard let person = context.rules.people[id] else { return nil }
      let pager = try tables.pager(id)
      return Address(
        phone: pager?.sendPhone ?? person.whatsapp, userID: nil,
        lastInbound: pager?.lastInbound[entry.number.rawValue])
    }
  }
}
