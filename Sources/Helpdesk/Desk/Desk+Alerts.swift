import BusinessTime

extension Desk {
  /// How many of the last messages an alert shows, and among how many it looks for them.
  private static var messagesShown: Int { 3 }
  private static var messagesRead: Int { 10 }

  /// Writes one entry for each person who is meant, and tells the conversation whom there is to wait for.
  mutating func alert(_ notice: Notice, _ audiences: [Audience], _ turn: inout Turn) throws {
    let people = context.rules.people(for: audiences, assignee: notice.assignee, team: notice.team, at: now)
    var waitingFor: Set<PersonID> = []
    for person in people {
      if try send(notice, to: person, &turn) { waitingFor.insert(person.id) }
    }
    if people.isEmpty {
      turn.record.append(
        TimelineEntry(at: now, what: "nobody_to_tell", why: audiences.map(\.name).joined(separator: ", ")))
    }
    turn.events.append(.told(notice.key, waitingFor: waitingFor))
    if case .budgetSpent = notice.matter, var line = try tables.line(turn.conversation.number) {
      line.tells(at: now)
      try tables.save(line)
    }
  }

  /// True when it may still reach them soon; false when something definite stands against it.
  ///
  /// `repeated` is the entry in doubt that this one repeats: it says so, and the hourly cap, which counted the
  /// first, does not count it again; quiet hours hold.
  private mutating func send(
    _ notice: Notice, to person: Person, repeating repeated: OutboxID? = nil, _ turn: inout Turn
  ) throws -> Bool {
    let conversation = turn.conversation
    let since = now.adding(seconds: -3600)
    let verdict = Pager.verdict(
      for: person, isUrgent: notice.isUrgent,
      alertsThisHour: repeated == nil ? try tables.alertCount(to: person.id, since: since) : 0, at: now)
    let rendering = try render(notice, for: person, isRepeat: repeated != nil, turn)
    var entry = OutboxEntry(
      id: OutboxID(ids.next(at: now)), kind: .alert, number: conversation.number, recipient: .person(person.id),
      conversation: conversation.ref, notice: notice.key, createdAt: now,
      rendering: rendering ?? Rendering(freeForm: nil, template: nil), validUntil: notice.validUntil)
    entry.isUrgent = notice.isUrgent
    entry.failsOver = notice.hasFailOver ? true : nil
    entry.matter = notice.matter
    entry.repeatOf = repeated
    var reachable = true
    switch verdict {
    case .now:
      if rendering == nil {
        entry.close(.failed, because: "no_text")
        reachable = false
      }
    case .held(let until):
      entry.state = .parked
      entry.dueAt = until
      reachable = false
    case .suppressed:
      entry.close(.cancelled, because: "hourly_cap")
      reachable = false
    }
    guard try tables.insertIfNew(entry) else { return false }
    turn.record.append(
      TimelineEntry(
        at: now, what: repeated == nil ? "alert" : "alert_repeated", why: "to \(person.id.rawValue): \(verdict.words)"))
    var isStopped = false
    if case .open = try tables.line(conversation.number)?.breaker { isStopped = true }
    reachable = reachable && !isStopped
    // Whom the cap silences has a phone full of alerts already.
    if verdict != .suppressed, isStopped || (!reachable && !notice.hasFailOver) { turn.record += try mail(entry) }
    return reachable
  }

  /// An escalation whose doubt ended without a word is sent once more (semantics §11: at least once), as a new
  /// entry, written anew: it says that it may be a repeat.
  mutating func repeatAlert(_ entry: OutboxEntry, _ conversation: Conversation, _ contact: Contact) throws {
    guard case .person(let id) = entry.recipient, let person = context.rules.people[id], let key = entry.notice,
      let matter = entry.matter
    else { return }
    let notice = Notice(
      key: key, matter: matter, isUrgent: entry.isUrgent, validUntil: entry.validUntil,
      assignee: conversation.assignee, team: conversation.team, hasFailOver: entry.failsOver == true)
    var turn = Turn(conversation: conversation, contact: contact, events: [.woke])
    if try !send(notice, to: person, repeating: entry.id, &turn) {
      turn.events.append(.noticeSettled(key, id, reached: false))
    }
    try run(&turn)
  }

  /// How much later than it was written the message came that somebody waits for, if that is more than the rules call
  /// late: whoever is told should know that it was nobody's fault.
  private func lateness(of notice: Notice, in conversation: Conversation) throws -> Int64? {
    guard let clock = conversation.clocks.first(where: { $0.subject == notice.key.subject }),
      let message = try tables.message(MessageID(clock.starter), in: conversation.ref)
    else { return nil }
    let seconds = (message.receivedAt - message.occurredAt) / 1000
    return seconds > context.rules.acknowledgements.staleAfterSeconds ? seconds : nil
  }

  private func render(_ notice: Notice, for person: Person, isRepeat: Bool, _ turn: Turn) throws -> Rendering? {
    let conversation = turn.conversation
    // What people wrote; our own automatic answers say nothing to whoever has to act.
    let last = try lastMessages(of: conversation, most: Self.messagesRead)
      .filter { $0.author != "acuse" }.prefix(Self.messagesShown)
    let business = context.rules.numbers[conversation.number]?.name ?? ""
    let number = context.rules.numbers[conversation.number]?.language
    let languages = [person.language] + [number].compactMap { $0 } + Language.shipped
    let assignee = notice.assignee.flatMap { context.rules.people[$0]?.name }
    let lateSeconds = try lateness(of: notice, in: conversation)
    return context.texts.render(notice.matter.template, in: languages) { language in
      let number = String(conversation.ref.number)
      var values = ["ref": isRepeat ? "\(number) (\(Phrases.maybeRepeated(in: language)))" : number]
      values["customer"] = turn.contact.name ?? Phrases.unknownCustomer(in: language)
      values["assignee"] = assignee ?? Phrases.nobody(in: language)
      values["priority"] = Phrases.priority(conversation.priority, in: language)
      let names = (customer: values["customer"] ?? "", business: business)
      values["last"] = last.reversed().compactMap { $0.quoted(names) }.joined(separator: "\n")
      switch notice.matter {
      case .step(let clock, let dueAt, let waitingSince):
        values["clock"] = Phrases.clock(clock, in: language)
        let due = Phrases.due(dueAt, now: now, zone: person.zone, in: language)
        values["due"] = lateSeconds.map { "\(due); \(Phrases.late($0, in: language))" } ?? due
        values["waited"] = Phrases.duration(max(0, now.seconds - waitingSince.seconds), in: language)
      case .replyFailed(let code):
        values["reason"] = code
      case .loop:
        break
      case .budgetSpent(let count, let most):
        values["business"] = business
        values["count"] = String(count)
        values["limit"] = String(most)
      case .lateMessage(let writtenAt):
        values["waited"] = Phrases.duration(max(0, now.seconds - writtenAt.seconds), in: language)
      }
      return values
    }
  }
}

extension MessageLine {
  /// Enough to know what it is about; a template's value is capped as well.
  private static let mostQuotedCharacters = 160

  /// One message as one line, whatever it holds: a customer cannot write a line that looks like ours.
  fileprivate func quoted(_ names: (customer: String, business: String)) -> String? {
    guard let text else { return nil }
    let oneLine = text.split(whereSeparator: { $0.isNewline || $0.isWhitespace }).joined(separator: " ")
    let isCut = oneLine.count > Self.mostQuotedCharacters
    let shown = isCut ? oneLine.prefix(Self.mostQuotedCharacters - 1) + "…" : oneLine[...]
    return "\(isInbound ? names.customer : names.business): \(shown)"
  }
}

extension Notice.Matter {
  /// The message template that tells it.
  fileprivate var template: String {
    switch self {
    case .step: "alert"
    case .replyFailed: "reply_failed"
    case .loop: "loop"
    case .lateMessage: "late_message"
    case .budgetSpent: "budget"
    }
  }
}
