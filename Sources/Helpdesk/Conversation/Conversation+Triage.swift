import BusinessTime

extension Conversation {
  /// What the opening message was sorted into, before a policy is chosen.
  package mutating func sortAtOpening(by verdict: TriageVerdict) {
    category = verdict.category
    priority = verdict.priority
    tags = verdict.tags
    team = verdict.team ?? team
  }

  /// A later request is sorted too (semantics §6). While somebody waits triage only raises; `other` never takes the
  /// place of anything; what a person chose stays.
  mutating func sort(
    by verdict: TriageVerdict, at now: Timestamp, from book: PolicyBook, into decisions: inout [Decision]
  ) {
    let isBurst = clocks.contains { $0.isHuman && $0.isUnanswered }
    let before = PolicyCandidate(self)
    let tells = verdict.category != Lexicon.other
    if tells, !chosenByHand.contains(.category), !isBurst || category == Lexicon.other || verdict.priority > priority {
      category = verdict.category
    }
    if !chosenByHand.contains(.priority), verdict.priority > priority || tells && !isBurst {
      priority = verdict.priority
    }
    for tag in verdict.tags where !tags.contains(tag) && tags.count < Self.mostTags { tags.append(tag) }
    if (before.category, before.priority) != (category, priority) {
      decisions.note(now, "sorted", "\(category), \(priority.rawValue): \(verdict.reason)")
    }
    if let team = verdict.team, !chosenByHand.contains(.team) {
      move(to: team, why: "\(team.rawValue): \(verdict.rule ?? "a rule")", at: now, into: &decisions)
    }
    if PolicyCandidate(self) != before { choosePolicyAgain(at: now, from: book, into: &decisions) }
  }

  /// Chooses a policy anew, within the version that this conversation is pinned to, and takes what is undecided over to
  /// it: start and pauses stay, steps at or below one that was decided are not decided again, and no due time moves
  /// beyond a time that was promised.
  mutating func choosePolicyAgain(at now: Timestamp, from book: PolicyBook, into decisions: inout [Decision]) {
    guard let choice = book.choose(for: PolicyCandidate(self)), choice.policy.name != policy else { return }
    policy = choice.policy.name
    decisions.note(now, "policy", choice.why)
    for index in clocks.indices where clocks[index].isUnanswered && clocks[index].outcome == nil {
      guard let rule = choice.policy.clocks[clocks[index].clock] else { continue }
      takeOver(index, rule, at: now, of: book)
    }
    if !isTrimmed, clocks.contains(where: \.isHuman), !clocks.contains(where: { $0.clock == .resolution }) {
      startResolution(under: book)
    }
  }

  private mutating func takeOver(_ index: Int, _ rule: ClockRule, at now: Timestamp, of book: PolicyBook) {
    guard clocks[index].target != nil, let calendar = book.calendars[rule.calendar] else { return }
    let before = clocks[index].policy
    for place in hops.indices where hops[place].key.subject == clocks[index].subject && hops[place].policy == nil {
      hops[place].policy = before
    }
    let decidedUpTo = clocks[index].plan.filter { $0.firedAt != nil }.map(\.at).max()
    var target = rule.target
    if clocks[index].isHuman, let promise = acknowledgement.promise, promise > clocks[index].startedAt {
      let pauses = stillness(of: clocks[index], under: rule).pauses
      target = min(target, calendar.elapsed(from: clocks[index].startedAt, to: promise, without: pauses))
    }
    clocks[index].policy = policy
    clocks[index].target = target
    clocks[index].calendar = rule.calendar
    clocks[index].reclassifiedAt = now
    planAnew(index, under: rule, of: book, decidedUpTo: decidedUpTo)
    let firstOpen = clocks[index].plan.first { $0.firedAt == nil }?.at
    if [firstOpen, clocks[index].dueAt].compactMap({ $0 }).contains(where: { $0 <= now }) {
      clocks[index].wasPastDue = true
    }
  }
}

extension PolicyCandidate {
  /// What a conversation is chosen a policy by.
  package init(_ conversation: Conversation) {
    self.init(
      number: conversation.number, language: conversation.language, isNewContact: conversation.isNewContact,
      source: conversation.source)
    category = conversation.category
    priority = conversation.priority
    tags = Set(conversation.tags)
    stage = conversation.stage
    queue = conversation.queue
  }
}
