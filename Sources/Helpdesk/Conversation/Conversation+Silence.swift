package import BusinessTime

/// A customer whom we wait for says nothing (semantics §2): they are reminded once, and if they stay silent their
/// matter is resolved. Nobody's is resolved who could not be reminded, or who waits for us.
extension Conversation {
  /// The wait is counted from here: it began, or somebody has written since.
  mutating func waitAnew(since time: Timestamp, under rules: ConversationRules) {
    guard state == .waitingCustomer, let patience = rules.closing.patience, silence.map({ $0.since < time }) ?? true,
      let remindsAt = workingCalendar(of: rules.book)?.deadline(from: time, target: patience.remindAfter)
    else { return }
    silence = Silence(since: time, remindsAt: remindsAt)
  }

  /// It waited before any rules said for how long; what wakes it begins the count.
  package func waitsUncounted(under closing: ClosingSettings) -> Bool {
    state == .waitingCustomer && silence == nil && closing.patience != nil
  }

  mutating func countWait(at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]) {
    waitAnew(since: now, under: rules)
    if silence == nil { openUnreminded("no_working_time", at: now, into: &decisions) }
  }

  /// True if we wait no more.
  mutating func remindOrResolve(
    at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]
  ) -> Bool {
    guard let silence, let endsAt = silence.endsAt, endsAt <= now else { return false }
    if heldByAgent != nil {
      openUnreminded("held_by_agent", at: now, into: &decisions)
    } else if waitingClock != nil {
      openUnreminded("answer_owed", at: now, into: &decisions)
    } else if silence.reminder == nil {
      remind(at: now, under: rules, into: &decisions)
    } else {
      rest(at: now, under: rules, why: "the customer said nothing after a reminder", into: &decisions)
    }
    return state != .waitingCustomer
  }

  private mutating func remind(at now: Timestamp, under rules: ConversationRules, into decisions: inout [Decision]) {
    guard let patience = rules.closing.patience else { return silence = nil }
    if let reason = reasonForSilence(at: now, under: rules) {
      return openUnreminded(reason, at: now, into: &decisions)
    }
    let calendar = workingCalendar(of: rules.book)
    guard let resolvesAt = calendar?.deadline(from: now, target: patience.resolveAfter)?.upToTheMinute else {
      return openUnreminded("no_working_time", at: now, into: &decisions)
    }
    silence?.reminder = Silence.Reminder(resolvesAt: resolvesAt)
    loopGuard.sent(at: now)
    // Whoever reads it late still has half of the time.
    let validUntil = now.adding(milliseconds: (resolvesAt - now) / 2)
    decisions.append(
      .say(
        Reply(
          kind: .reminder, template: Silence.text, promise: resolvesAt,
          calendar: rules.book.policy(named: policy)?.calendar ?? "", validUntil: validUntil)))
    decisions.note(now, "reminded", Silence.text)
  }

  mutating func settleReminder(
    _ entry: OutboxID, _ result: EntryResult, at now: Timestamp, under rules: ConversationRules,
    into decisions: inout [Decision]
  ) {
    guard silence?.entry == entry else { return }
    switch result {
    // What may have reached them counts: nobody is reminded twice.
    case .accepted, .delivered, .unconfirmed: silence?.reminder?.isSaid = true
    case .failed(let code):
      openUnreminded(reasonForSilence(at: now, under: rules) ?? "failed: \(code)", at: now, into: &decisions)
    case .expired: openUnreminded("failed: expired", at: now, into: &decisions)
    }
  }

  /// Waiting any longer would be waiting unseen: somebody of ours is to look at it.
  private mutating func openUnreminded(_ reason: String, at now: Timestamp, into decisions: inout [Decision]) {
    endPause(at: now)
    state = .open
    decisions.note(now, "not_reminded", reason)
  }

  private func workingCalendar(of book: PolicyBook) -> WorkCalendar? {
    book.policy(named: policy).flatMap { book.calendars[$0.calendar] }
  }
}

/// How far a wait for a silent customer has come.
package struct Silence: Sendable, Equatable, Codable {
  /// The name of the message template.
  static let text = "reminder"

  /// When we last wrote or heard of them, or began to wait.
  package var since: Timestamp
  package var remindsAt: Timestamp
  /// Nil until it is decided.
  package var reminder: Reminder?

  package init(since: Timestamp, remindsAt: Timestamp) {
    self.since = since
    self.remindsAt = remindsAt
  }

  /// The entry that carries the reminder.
  package var entry: OutboxID? { reminder?.entry }

  /// When something is to be done; nil while it is open what became of the reminder.
  package var endsAt: Timestamp? {
    guard let reminder else { return remindsAt }
    return reminder.isSaid ? reminder.resolvesAt : nil
  }

  package mutating func isReminded(by entry: OutboxID) { reminder?.entry = entry }

  package struct Reminder: Sendable, Equatable, Codable {
    /// What the customer is told: whole minutes, as they read it.
    package let resolvesAt: Timestamp
    package fileprivate(set) var entry: OutboxID?
    /// It may have reached them.
    package fileprivate(set) var isSaid = false

    init(resolvesAt: Timestamp) { self.resolvesAt = resolvesAt }
  }
}

extension Timestamp {
  /// As a customer reads a time: never earlier.
  fileprivate var upToTheMinute: Timestamp {
    let rest = milliseconds % 60_000
    return rest == 0 ? self : adding(milliseconds: 60_000 - rest)
  }
}
