import BusinessTime

extension Conversation {
  /// Carries out what somebody of ours asked for; that it makes sense was asked before (`refusal(of:at:)`).
  mutating func carryOut(
    _ action: Action, by author: String, at now: Timestamp, under rules: ConversationRules,
    into decisions: inout [Decision]
  ) {
    switch action {
    case .assign(let person):
      assignee = person
      assignedAt = person == nil ? assignedAt : now
      assignAgainAt = nil
      decisions.note(
        now, person == nil ? "unassigned" : "assigned", Self.words(person.map { "to \($0.rawValue)" }, author))
    case .resolve:
      resolve(by: author, at: now, under: rules, into: &decisions)
    case .reopen:
      reopen(at: now, why: Self.words(nil, author), into: &decisions)
    case .waitCustomer:
      wait(in: .waitingCustomer, by: author, at: now, into: &decisions)
      waitAnew(since: now, under: rules)
    case .waitThirdParty: wait(in: .waitingThirdParty, by: author, at: now, into: &decisions)
    case .resume:
      endPause(at: now)
      state = .open
      decisions.note(now, "resumed", Self.words(nil, author))
    case .dismiss:
      endWordlessly(.dismissal, at: now)
      decisions.note(now, "dismissed", Self.words("what waited needs no answer", author))
    case .needsAnswer(let id, let writtenAt):
      let request = Request(id: id, occurredAt: writtenAt ?? now, isStale: false, fingerprint: nil)
      endWaiting(for: request, at: now, into: &decisions)
      let seenAt = seenAt(request.occurredAt, at: now)
      insert(Mark(id: id.rawValue, at: request.occurredAt, side: .customer, seenAt: seenAt))
      decisions.note(now, "needs_answer", Self.words("the customer's message asks for something", author))
    case .tag(let tag):
      if !tags.contains(tag) { tags.append(tag) }
      decisions.note(now, "tagged", Self.words(tag, author))
    case .untag(let tag):
      tags.removeAll { $0 == tag }
      decisions.note(now, "untagged", Self.words(tag, author))
    case .stage(let name):
      stage = name
      decisions.note(now, "stage", Self.words(name, author))
    case .queue(let name):
      queue = name
      decisions.note(now, "queue", Self.words(name, author))
    case .priority(let level):
      priority = level
      choose(.priority)
      decisions.note(now, "priority", Self.words(level.rawValue, author))
    case .category(let name):
      category = name
      choose(.category)
      decisions.note(now, "category", Self.words(name, author))
    case .team(let name):
      choose(.team)
      move(to: name, why: Self.words(name.rawValue, author), at: now, into: &decisions)
    }
    choosePolicyAgain(at: now, from: rules.book, into: &decisions)
  }

  /// To another team: its own strategy picks whoever takes it over.
  mutating func move(to team: TeamID, why: String, at now: Timestamp, into decisions: inout [Decision]) {
    guard team != self.team else { return }
    self.team = team
    assignee = nil
    decisions.note(now, "team", why)
    if !isOver { decisions.append(.assign(nil)) }
  }

  private mutating func choose(_ choice: Choice) {
    if !chosenByHand.contains(choice) { chosenByHand.append(choice) }
  }

  private static func words(_ what: String?, _ author: String) -> String {
    what.map { "\($0), by \(author)" } ?? "by \(author)"
  }
}
