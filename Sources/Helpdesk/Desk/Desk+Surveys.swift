import BusinessTime

extension Desk {
  /// Confirms to the customer that the matter is resolved, and asks how it was. At most once a day: whoever is asked
  /// again and again stops answering.
  mutating func askForRating(_ turn: inout Turn) throws {
    guard context.rules.closing.asksForRating else { return }
    let conversation = turn.conversation
    if let reason = try reasonNotToAsk(conversation, turn.contact) {
      turn.record.append(TimelineEntry(at: now, what: "not_asked", why: reason))
      return
    }
    let business = context.rules.numbers[conversation.number]?.name ?? ""
    let name = turn.contact.name
    let rendering = context.texts.render("satisfaction", in: languages(for: turn)) { _ in
      var values = ["ref": String(conversation.ref.number), "business": business]
      values["name"] = name
      return values
    }
    guard let rendering else { return }
    let id = OutboxID(ids.next(at: now))
    let entry = OutboxEntry(
      id: id, kind: .survey, number: conversation.number, recipient: .contact(turn.contact.id),
      conversation: conversation.ref, createdAt: now, rendering: rendering,
      validUntil: now.adding(seconds: Survey.sendWithinSeconds))
    _ = try tables.insertIfNew(entry)
    try tables.save(
      Survey(
        entry: id, conversation: conversation.ref, contact: turn.contact.id, number: conversation.number,
        person: conversation.assignee, policy: conversation.policy, askedAt: now))
    turn.record.append(TimelineEntry(at: now, what: "asked", why: "how it was"))
  }

  private func reasonNotToAsk(_ conversation: Conversation, _ contact: Contact) throws -> String? {
    if contact.isOptedOut { return "opted_out" }
    if conversation.loopGuard.isMuted(at: now) { return "muted" }
    let last = try tables.newestSurvey(of: contact.id, on: conversation.number)
    return last.map { now < $0.askedAt.adding(seconds: Survey.openSeconds) } == true ? "asked_within_a_day" : nil
  }

  /// What a message says to the question how it was.
  enum SurveyAnswer {
    case rating(Rating)
    case comment
  }

  /// The survey that a message answers, if it does: only while nothing of the customer's is open, and only a rating,
  /// or after one what asks for nothing (semantics §12). When in doubt, it is a request.
  func surveyAnswer(
    in message: InboundMessage, at time: Timestamp, of contact: Contact, on number: NumberID, open: Conversation?
  ) throws -> (survey: Survey, answer: SurveyAnswer)? {
    guard !message.isStandby, open.map({ $0.state == .resolved }) ?? true, message.content.maySpeakOfService,
      let survey = try tables.newestSurvey(of: contact.id, on: number), survey.isOpen(at: time),
      try tables.outboxEntry(survey.entry)?.mayHaveArrived == true
    else { return nil }
    if let rating = Rating(message.content) { return (survey, .rating(rating)) }
    guard survey.rating != nil, survey.comment == nil, let words = message.content.sortable, !words.contains("?")
    else { return nil }
    let version = open?.version ?? context.rules.book.version
    let verdict = context.sorter(version).sort(words, language: contact.language)
    return verdict.asksNothing ? (survey, .comment) : nil
  }

  /// Keeps the answer with the conversation that it is about, which stays as it is.
  mutating func take(
    _ answer: SurveyAnswer, to survey: Survey, _ message: StoredMessage, from contact: Contact
  ) throws {
    guard var conversation = try tables.conversation(survey.conversation) else { return }
    var survey = survey
    var stored = message
    stored.conversation = survey.conversation
    _ = try tables.insertIfNew(stored)
    switch answer {
    case .rating(let rating):
      survey.rating = rating
      survey.ratedAt = stored.occurredAt
      try tables.save(survey)
      try drive(&conversation, contact, .rated(rating))
    case .comment:
      survey.comment = stored.id
      try tables.save(survey)
      try drive(&conversation, contact, .noted(.comment))
    }
  }

  /// The question reached a phone.
  mutating func surveyArrived(_ entry: OutboxEntry) throws {
    guard var survey = try tables.survey(entry.id), survey.deliveredAt == nil else { return }
    survey.deliveredAt = entry.deliveredAt ?? now
    try tables.save(survey)
  }
}

extension OutboxEntry {
  /// Somebody may have read it.
  fileprivate var mayHaveArrived: Bool {
    switch state {
    case .accepted: delivery != .failed
    case .inFlight, .inDoubt, .unconfirmed: true
    case .queued, .parked, .failed, .expired, .cancelled: false
    }
  }
}

extension MessageContent {
  /// A form in which people rate or comment; cheap to ask of every message.
  fileprivate var maySpeakOfService: Bool {
    switch self {
    case .text, .listReply: true
    case .media, .location, .contacts, .order, .button, .buttonReply, .formReply, .callPermission, .reaction, .edit,
      .revoke, .welcome, .system, .unsupported, .other:
      false
    }
  }
}

extension TriageVerdict {
  /// Nothing was recognised in it, and nothing asked.
  fileprivate var asksNothing: Bool { category == Lexicon.other && rule == nil && priority == .low }
}
