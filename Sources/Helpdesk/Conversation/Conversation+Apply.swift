package import BusinessTime

extension Conversation {
  /// How long a reply by API counts as given before Meta has accepted it (semantics §4).
  package static let acceptWithinSeconds: Int64 = 120

  /// The one verb: takes in what happened, then lets the time that has passed do its work.
  ///
  /// Total and pure. Afterwards nothing that was due at `now` is left undone, so `wakeAt` is later than
  /// `now` (I08). Decisions come in the order in which they are to be carried out.
  package mutating func apply(
    _ event: ConversationEvent, at now: Timestamp, under rules: ConversationRules
  ) -> [Decision] {
    var decisions: [Decision] = []
    let pausesBefore = pauses
    switch event {
    case .requested(let request) where request.isLate:
      takeLate(request, at: now, from: rules.book, into: &decisions)
    case .requested(let request):
      take(request, at: now, under: rules, into: &decisions)
    case .noted(let reason):
      if reason.isWritten { waitAnew(since: now, under: rules) }
      decisions.note(now, "noted", "asks for nothing: \(reason.rawValue)")
    case .heldByAgent(let id, let at):
      waitAnew(since: now, under: rules)
      hold(id, writtenAt: at, at: now, into: &decisions)
    case .handedOver(let at):
      handOver(at: at, seenAt: now, into: &decisions)
    case .humanWrote(let id, let at, let acceptBy, let author):
      insert(Mark(id: id, at: at, side: .human, acceptBy: acceptBy, author: author))
      loopGuard.sent(at: now)
      // What nobody has counted is counted from now, however late this came.
      waitAnew(since: waitsUncounted(under: rules.closing) ? now : at, under: rules)
      decisions.note(at, "replied", acceptBy == nil ? "a person answered in the phone app" : "a person answered")
    case .automaticWrote:
      loopGuard.sent(at: now)
      decisions.note(now, "automatic", "an automatic message of the phone app or of Meta's agent; no clock stops")
    case .replySettled(let id, let result):
      settleReply(id, result, at: now, into: &decisions)
    case .sentAgain(let entry):
      sendAgain(entry, at: now)
    case .acknowledgementSettled(let entry, let result):
      settleAcknowledgement(entry, result, at: now, under: rules, into: &decisions)
    case .assigned(let person, let again):
      assign(to: person, again: again, at: now, into: &decisions)
    case .told(let key, let waitingFor):
      expectProof(of: key, from: waitingFor)
    case .noticeSettled(let key, let person, let reached):
      settleNotice(key, person, reached: reached)
    case .reminderSettled(let entry, let result):
      settleReminder(entry, result, at: now, under: rules, into: &decisions)
    case .acted(let action, let author):
      carryOut(action, by: author, at: now, under: rules, into: &decisions)
    case .rated(let rating):
      decisions.note(now, "rated", "\(rating.rawValue) of \(Rating.best)")
    case .absorbed(let other):
      absorb(other, at: now, under: rules.book, into: &decisions)
    case .merged(let ref):
      merge(into: ref, at: now, into: &decisions)
    case .woke:
      if waitsUncounted(under: rules.closing) { countWait(at: now, under: rules, into: &decisions) }
    }
    if pauses != pausesBefore { planAgain(under: rules.book) }
    advance(to: now, under: rules, into: &decisions)
    if case .requested(let request) = event, request.asksForNews, !request.isLate {
      answerNews(at: now, under: rules, into: &decisions)
    }
    return decisions
  }

  /// Does everything whose time has come, in the order in which it was due to happen.
  private mutating func advance(
    to now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]
  ) {
    expireReplies(at: now, into: &decisions)
    deriveClocks(at: now, under: rules.book, into: &decisions)
    if remindOrResolve(at: now, under: rules, into: &decisions) {
      planAgain(under: rules.book)
      deriveClocks(at: now, under: rules.book, into: &decisions)
    }
    climbLadders(at: now, under: rules.book, into: &decisions)
    failOver(at: now, under: rules.book, into: &decisions)
    tellOfDelay(at: now, under: rules, into: &decisions)
    acknowledgeBurst(at: now, under: rules, into: &decisions)
    if let again = assignAgainAt, again <= now {
      assignAgainAt = nil
      if assignee == nil, !isOver { decisions.append(.assign(nil)) }
    }
    close(at: now, into: &decisions)
    forget(at: now)
  }

  private mutating func take(
    _ request: Request, at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]
  ) {
    endWaiting(for: request, at: now, into: &decisions)
    if let verdict = request.verdict, !clocks.isEmpty {
      sort(by: verdict, at: now, from: rules.book, into: &decisions)
    }
    insert(
      Mark(
        id: request.id.rawValue, at: request.occurredAt, side: .customer,
        seenAt: seenAt(request.occurredAt, at: now)))
    // It came to us: the thread is ours, whether or not we were told so.
    heldByAgent = nil
    let wasMuted = loopGuard.isMuted(at: now)
    loopGuard.received(request, at: now, muteSeconds: rules.acknowledgements.intervalSeconds)
    if loopGuard.isMuted(at: now), !wasMuted {
      let why =
        request.isOurs
        ? "one of our own numbers wrote" : "the same text again and again, or answers as quick as a machine's"
      decisions.note(now, "muted", why)
      decisions.append(
        .alert(notice(.init(subject: "loop:\(request.id.rawValue)", step: "", hop: 0), .loop), to: [.lead]))
    }
    wantAcknowledgement(for: request, at: now, under: rules, into: &decisions)
  }

  mutating func assign(
    to person: PersonID?, again: Timestamp?, at now: Timestamp, into decisions: inout [Decision]
  ) {
    assignAgainAt = person == nil && assignee == nil ? again : nil
    guard let person else {
      decisions.note(
        now, "unassigned",
        assignee == nil ? "nobody of the team is on shift and has capacity" : "nobody else has capacity")
      return
    }
    assignee = person
    assignedAt = now
    decisions.note(now, "assigned", "to \(person.rawValue)")
  }

  func notice(_ key: NoticeKey, _ matter: Notice.Matter, validUntil: Timestamp? = nil, hasFailOver: Bool = false)
    -> Notice
  {
    Notice(
      key: key, matter: matter, isUrgent: priority == .urgent, validUntil: validUntil, assignee: assignee, team: team,
      hasFailOver: hasFailOver)
  }
}

extension [Decision] {
  /// A line of the record; `why` carries figures and names from the rules, never what somebody wrote.
  mutating func note(_ at: Timestamp, _ what: String, _ why: String) {
    append(.record(TimelineEntry(at: at, what: what, why: why)))
  }
}
