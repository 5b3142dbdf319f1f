import BusinessTime
import Helpdesk

/// The human clocks of a conversation, derived naively from who wrote when: the oracle behind I06.
enum Derivation {
  private struct Instance: Hashable {
    var clock: ClockKind
    var startedAt: Timestamp
    var answeredAt: Timestamp?
  }

  /// How the conversation differs from what it should be; nil if it does not.
  static func differs(_ conversation: Conversation, _ commit: Evidence, _ ledger: Ledger) -> String? {
    // Beyond eight days marks are forgotten on purpose.
    guard !conversation.isTrimmed, !ledger.unclearEnds.contains(conversation.ref) else { return nil }
    // On clocks that are set, what ended a waiting stands at a time that only the conversation knows.
    if ledger.clockJumps, ledger.endings[conversation.ref] != nil { return nil }
    let book = Company.book(conversation.version == "v1" ? 1 : 2)
    guard conversation.policy == Company.policyName(of: conversation.number),
      let policy = book.policy(named: conversation.policy)
    else { return "\(conversation.ref.number) has another policy than its number's" }
    let (asked, answered) = marks(of: conversation, commit, ledger)
    let expected = Set(instances(asked, answered, ledger.endings[conversation.ref] ?? [], policy))
    let running = conversation.clocks.filter { isHuman($0.clock) && !$0.isExcluded }
    let found = Set(running.map { Instance(clock: $0.clock, startedAt: $0.startedAt, answeredAt: $0.stoppedAt) })
    if found != expected {
      return "\(conversation.ref.number) has the clocks \(words(found)), who wrote when says \(words(expected)); "
        + (ledger.messages[conversation.ref] ?? []).compactMap { commit.after.messages[$0] }.map { message in
          "\(message.occurredAt.milliseconds) \(message.kind) \(message.eventName) \(ledger.truths[message.wamid.rawValue].map { "\($0)" } ?? "")"
        }.joined(separator: ", ")
    }
    if let wrong = Resolution.differs(
      conversation, of: policy, in: book, isAsked: !asked.isEmpty, at: commit.now,
      clockJumps: ledger.clockJumps)
    {
      return wrong
    }
    for clock in running {
      guard let rule = policy.clocks[clock.clock], let calendar = book.calendars[rule.calendar],
        let due = calendar.deadline(from: clock.startedAt, target: rule.target)
      else { return "\(clock.subject) has no rule" }
      if clock.dueAt != due { return "\(clock.subject) is due at another time than its policy says" }
      if !isLadder(clock, of: rule, in: calendar) { return "\(clock.subject) has other steps than its ladder" }
      let outcome: ClockOutcome? =
        if let at = clock.stoppedAt { at <= due ? .met : .breached } else { due <= commit.now ? .breached : nil }
      // A breach stays one when the clock is set back.
      let stays = clock.outcome == .breached && clock.stoppedAt == nil && ledger.clockJumps
      if clock.outcome != outcome, !stays {
        return "\(clock.subject) is \(clock.outcome?.name ?? "open") and should be \(outcome?.name ?? "open")"
      }
      for step in clock.plan where step.firedAt == nil && step.at <= commit.now && clock.stoppedAt == nil {
        return "\(clock.subject) \(step.name) has passed and was not decided"
      }
    }
    return nil
  }

  /// The ladder of `Company` by hand: half the target, five minutes before, due, half an hour after.
  private static func isLadder(_ clock: ClockInstance, of rule: ClockRule, in calendar: WorkCalendar) -> Bool {
    let target = rule.target.seconds
    let steps = [("50%", target / 2), ("-5m", target - 300), ("due", target), ("+30m", target + 1800)]
    let expected = steps.map { name, seconds in
      (name, calendar.deadline(from: clock.startedAt, target: .seconds(seconds)))
    }
    return clock.plan.count == expected.count
      && expected.allSatisfy { name, at in clock.plan.contains { $0.name == name && $0.at == at } }
  }

  /// When a customer asked, or Meta's agent for them, and which message or mark says so.
  private struct Asked {
    var id: String
    var at: Timestamp
    var seenAt: Timestamp

    init(handOver mark: Mark) {
      id = mark.id
      at = mark.at
      seenAt = mark.seenAt ?? mark.at
    }

    init(_ message: StoredMessage) {
      id = message.wamid.rawValue
      at = message.occurredAt
      seenAt = at
    }

    func isEnded(by end: Ledger.WordlessEnd) -> Bool { end.known.contains(id) }
  }

  /// Requests fall to the first answer at or after them, or to a resolution or dismissal by somebody who could know of
  /// them; what that does not cover begins the next. What ended without an answer is excluded, and not shown here.
  private static func instances(
    _ asked: [Asked], _ answered: [Timestamp], _ endings: [Ledger.WordlessEnd], _ policy: Policy
  ) -> [Instance] {
    var instances: [Instance] = []
    var isFirst = policy.clocks[.firstResponse] != nil
    // Of one instant, what an earlier end covers came before what it does not.
    func rank(_ asked: Asked) -> Int { endings.firstIndex { asked.isEnded(by: $0) } ?? endings.count }
    var rest = asked.sorted { ($0.at, rank($0), $0.seenAt) < ($1.at, rank($1), $1.seenAt) }
    while let first = rest.first {
      let answer = answered.filter { $0 >= first.at }.min()
      let kind: ClockKind = isFirst ? .firstResponse : .nextResponse
      // An end is never older than what it ends, whatever the clocks say.
      let end = endings.first { first.isEnded(by: $0) && !(isFirst && $0.isDismissal) }
      isFirst = false
      let newest = asked.filter { known in end.map { known.isEnded(by: $0) } ?? false }.map(\.at).max()
      if let end, answer.map({ max(end.at, newest ?? end.at) < $0 }) ?? true {
        rest = rest.filter { !$0.isEnded(by: end) }
        continue
      }
      instances.append(Instance(clock: kind, startedAt: first.at, answeredAt: answer))
      guard let answer else { break }
      rest = rest.filter { $0.at > answer }
    }
    return instances
  }

  private static func marks(
    of conversation: Conversation, _ commit: Evidence, _ ledger: Ledger
  ) -> (asked: [Asked], answered: [Timestamp]) {
    var asked: [Asked] = []
    var answered: [Timestamp] = []
    for wamid in ledger.messages[conversation.ref] ?? [] {
      guard let message = commit.after.messages[wamid] else { continue }
      // A clock that was far off when it came hides when it was written.
      let truth = message.isTimeReplaced && message.direction == .echo ? .either : ledger.truths[wamid.rawValue]
      switch truth {
      case .request?: asked.append(Asked(message))
      case .person?:
        // Within five seconds of something of the customer's it looks like the app's greeting.
        if message.counts || !isPrompt(message, conversation, commit, ledger) { answered.append(message.occurredAt) }
      case .automatic(let after)?:
        // Without the message that it greets it looks like a person's.
        let greeted = after.flatMap { commit.after.messages[Wamid($0)] }
        let isSeen = greeted.map { !$0.isTimeReplaced && isKnownBefore($0.wamid.rawValue, message, ledger) } ?? false
        if after != nil, message.counts, !isSeen { answered.append(message.occurredAt) }
      case .either?:
        if message.counts, message.direction == .inbound { asked.append(Asked(message)) }
        if message.counts, message.direction == .echo { answered.append(message.occurredAt) }
      case .note?, nil: break
      }
    }
    for id in ledger.replies[conversation.ref] ?? [] {
      guard let entry = commit.after.outbox[id], entry.author != nil,
        isLive(entry, conversation, at: commit.now, clockJumps: ledger.clockJumps)
      else { continue }
      // An answer is never older than what it answers, even if the customer's clock is ahead of ours.
      let mark = conversation.marks.first { $0.id == entry.id.rawValue }
      answered.append(max(entry.createdAt, mark?.at ?? entry.createdAt))
    }
    for mark in conversation.marks {
      if mark.id.hasPrefix("handover:"), ledger.clockJumps || ledger.handOvers.contains(mark.at.seconds) {
        asked.append(Asked(handOver: mark))
      }
      // What a person wrote before the message came that they answered.
      let voice = ledger.speakers[conversation.ref].map { Refusals.Voice(of: $0, on: conversation.number) }
      if mark.id.hasPrefix("before:"), let voice, ledger.voices[voice]?.contains(mark.at) == true {
        answered.append(mark.at)
      }
    }
    return (asked, answered)
  }

  private static func isPrompt(
    _ echo: StoredMessage, _ conversation: Conversation, _ commit: Evidence, _ ledger: Ledger
  ) -> Bool {
    // Of whatever this customer wrote on this number: a conversation that has closed since has its share.
    !commit.after.messages.rows { message in
      message.direction == .inbound && message.number == conversation.number
        && ledger.signed[message.wamid.rawValue]?.person == ledger.speakers[conversation.ref]
        && (0...5000).contains(echo.occurredAt - message.occurredAt)
        && isKnownBefore(message.wamid.rawValue, echo, ledger)
    }.isEmpty
  }

  private static func isKnownBefore(_ wamid: String, _ echo: StoredMessage, _ ledger: Ledger) -> Bool {
    guard let asked = ledger.stored[wamid], let greeted = ledger.stored[echo.wamid.rawValue] else { return false }
    return asked < greeted
  }

  /// Written and not known to have failed; Meta has two minutes to take it.
  private static func isLive(
    _ entry: OutboxEntry, _ conversation: Conversation, at now: Timestamp, clockJumps: Bool
  ) -> Bool {
    switch entry.state {
    case .accepted: entry.delivery != .failed
    case .failed, .expired, .cancelled, .unconfirmed: false
    case .queued, .parked, .inFlight, .inDoubt:
      // Once its two minutes are over it is not live until Meta takes it, however the clock jumps.
      conversation.marks.first { $0.id == entry.id.rawValue }?.acceptBy.map { by in
        let limit = entry.createdAt.adding(seconds: 120)
        // Counted anew, and never longer, where the clock was set back since.
        return (clockJumps ? by <= limit : by == limit) && now < by
      } ?? false
    }
  }

  static func isHuman(_ clock: ClockKind) -> Bool { clock == .firstResponse || clock == .nextResponse }

  private static func words(_ instances: Set<Instance>) -> String {
    instances.map { "\($0.clock.rawValue) \($0.startedAt.milliseconds)→\($0.answeredAt?.milliseconds ?? 0)" }.sorted()
      .joined(separator: ", ")
  }
}
