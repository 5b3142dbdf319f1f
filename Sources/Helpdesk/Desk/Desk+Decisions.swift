import BusinessTime

extension Desk {
  /// Carries out what a conversation decided; what comes back to it waits as its next event.
  mutating func carryOut(_ decision: Decision, _ turn: inout Turn) throws {
    switch decision {
    case .record(let entry): turn.record.append(entry)
    case .decided(let clock):
      try tables.save(clock, of: turn.conversation.ref)
      turn.decided.append(clock)
    case .say(let reply): try say(reply, &turn)
    case .askForRating: try askForRating(&turn)
    case .alert(let notice, let audiences): try alert(notice, audiences, &turn)
    case .assign(let strategy): try assign(strategy, &turn)
    }
  }

  private mutating func say(_ reply: Reply, _ turn: inout Turn) throws {
    let id = OutboxID(ids.next(at: now))
    switch reply.kind {
    case .update: turn.conversation.acknowledgement.isUpdated(by: id)
    case .reminder: turn.conversation.silence?.isReminded(by: id)
    case _: turn.conversation.acknowledgement.isCarried(by: id)
    }
    let conversation = turn.conversation
    let languages = languages(for: turn)
    let phrase = PromisePhrase(
      promise: reply.promise, zone: context.book(conversation.version).calendars[reply.calendar]?.zone, now: now,
      customerPhone: turn.contact.phone)
    let business = context.rules.numbers[conversation.number]?.name ?? ""
    let name = turn.contact.name
    let rendering = context.texts.render(reply.template, in: languages) { language in
      var values = ["ref": String(conversation.ref.number), "business": business]
      values["name"] = name
      values["promise"] = phrase?.text(in: language)
      values["assignee"] = conversation.assignee.flatMap { context.rules.people[$0]?.name }
      return values
    }
    guard let rendering else {
      let result = EntryResult.failed(code: "no_text")
      turn.events.append(
        reply.kind == .reminder ? .reminderSettled(id, result) : .acknowledgementSettled(id, result))
      return
    }
    let entry = OutboxEntry(
      id: id, kind: reply.kind, number: conversation.number, recipient: .contact(turn.contact.id),
      conversation: conversation.ref, createdAt: now, rendering: rendering, validUntil: reply.validUntil)
    _ = try tables.insertIfNew(entry)
  }

  /// The contact's own language if known, else the conversation's, else the number's; then the rest of
  /// what the product is written in.
  func languages(for turn: Turn) -> [Language] {
    let number = context.rules.numbers[turn.conversation.number]?.language
    let preferred = [turn.contact.language, turn.conversation.language, number].compactMap { $0 }
    return preferred + Language.shipped
  }

  private mutating func assign(_ strategy: AssignmentStrategy?, _ turn: inout Turn) throws {
    let team = turn.conversation.team
    guard let strategy = strategy ?? context.rules.teams[team]?.assign else { return }
    let roster = Roster(rules: context.rules, team: team)
    let pick = roster.pick(
      strategy, loads: try tables.loads(of: roster.members.map(\.id)), last: try tables.lastAssigned(in: team),
      except: turn.conversation.assignee, at: now)
    turn.events.append(.assigned(to: pick, again: pick == nil ? roster.nextLook(after: now) : nil))
  }
}

extension Language {
  /// What ships with the product, in the order in which missing texts fall back.
  package static let shipped: [Language] = ["es", "en", "pt"]
}
