import BusinessTime
import Gateway
import Helpdesk
import Sandbox

extension World {
  /// More rounds than any world needs to come to rest; one that does not is a violation of L1.
  private static var mostRounds: Int { 4000 }
  /// Past the last deadline: ladders end within hours, parked messages with the window.
  private static var patienceSeconds: Int64 { 9 * 86_400 }

  /// Time goes in larger steps, so that what happens within one is told together; but not while a burst goes out, of
  /// which every second counts.
  private var strideSeconds: Int64 { climate.bursts ? 0 : 4 }

  /// Faults end, everybody can be reached, and the world runs until nothing is left to happen; then the invariants
  /// that hold in the end are asked.
  package func comeToRest() {
    guard violations.isEmpty else { return }
    isQuiet = true
    heal()
    let end = now.adding(seconds: Self.patienceSeconds)
    var rounds = 0
    var draw = Choices(seed: fate.bits())
    let answering = now.adding(seconds: fate.oneIn(4) ? Self.untilAnsweredSeconds : Self.soonAnsweredSeconds)
    let rating = answering.adding(seconds: Company.reopenWithin + 60)
    var isAnswered = false
    var isRated = false
    while violations.isEmpty {
      rounds += 1
      guard rounds < Self.mostRounds else { return violate("L1", "the world does not come to rest: \(restless)") }
      if doWhatCanBeDone(&draw) { continue }
      let next = nextEvent
      if !isAnswered, next.map({ $0 > answering }) ?? true {
        isAnswered = true
        advance(to: answering)
        answerEverybody()
        endMost()
        continue
      }
      if isAnswered, !isRated, !isStory, next.map({ $0 > rating }) ?? true {
        isRated = true
        advance(to: rating)
        rateWhatIsClosed(&draw)
        continue
      }
      guard let next, next <= end else { break }
      advance(to: max(next, now.adding(seconds: strideSeconds)))
    }
    breakOff()
    guard violations.isEmpty else { return }
    let ending = Ending(tables: life.store.tables, now: clock.now(), accepted: meta.accepted)
    for invariant in Invariants.all {
      if let wrong = invariant.finally(ending, ledger) { violate(invariant.name, wrong) }
    }
    tally.rests += 1
  }

  /// Ends here, with whatever is still on its way; what is stored is read once more.
  package func breakOff() {
    guard violations.isEmpty else { return }
    readBack()
    tally.worlds += 1
  }

  /// Ladders get their time, or not; then somebody answers whoever waits, as would happen.
  private static var untilAnsweredSeconds: Int64 { 6000 }
  private static var soonAnsweredSeconds: Int64 { 120 }

  private func answerEverybody() {
    for conversation in life.store.tables.conversations.rows() where conversation.nextDueAt != nil {
      guard let contact = life.store.tables.contacts[conversation.contact], let phone = contact.phone,
        let id = meta.echoes(
          "TEXTOZQ listo \(conversation.ref.number)", from: conversation.number.rawValue,
          to: presentPhone(of: conversation.ref) ?? phone, at: now)
      else { continue }
      ledger.truths[id] = .person
    }
  }

  /// Most of what is answered is settled with it; one in eight is left until the time for resolving runs out.
  private func endMost() {
    for conversation in life.store.tables.conversations.rows() where conversation.nextDueAt != nil {
      guard !fate.oneIn(8) else { continue }
      act(on: conversation.ref, fate.oneIn(2) ? .resolve : .dismiss, by: .person(fate.one(of: Company.people).id))
    }
  }

  /// Some say how it was only once their conversation is closed.
  private func rateWhatIsClosed(_ draw: inout Choices) {
    for survey in life.store.tables.surveys.rows() where draw.oneIn(4) {
      guard life.store.tables.conversations[survey.conversation]?.state == .closed else { continue }
      _ = rates(survey, &draw)
    }
  }

  /// What keeps it from resting.
  private var restless: String {
    let now = clock.now()
    let entry = life.store.tables.outbox.rows { $0.isUnsettled && ($0.dueAt.map { $0 <= now } ?? false) }.first
    let wake = try? life.store.tables.dueWakes(at: now, most: 1).first
    let words = entry.map {
      "\($0.kind.rawValue) \($0.state.rawValue) \($0.attempt) to \($0.recipient.key), due \(now - ($0.dueAt ?? now)) ms ago"
    }
    return
      "\(words ?? "nothing to send"), \(wake?.entity.key ?? "no alarm"), mail \(mail.waiting.count), looking \(isLooking), wire \(life.wire.waiting.count)"
  }

  private func heal() {
    meta.faults = []
    planted = []
    // Quicker, and no less true.
    meta.settings.webhooks.batchLimit = 50
    skew = 0
    frozen = nil
    frozenUntil = nil
    life.probe.heal()
    // A burst goes out while the world comes to rest, and a death in the midst of it is worth seeing.
    if !climate.bursts { life.probe.crash(at: nil) }
    life.store.forgetTroubles()
    returnAllTemplates()
    for phone in customers + Company.people.map(\.whatsapp) {
      meta.change(reach: .online, of: phone, at: now)
    }
    showTime()
  }

  /// Under rules that count them.
  private var hasUncountedWaits: Bool {
    let closing = life.holder.context.rules.closing
    return life.store.tables.conversations.rows { $0.waitsUncounted(under: closing) }.isEmpty == false
  }

  /// All letters that are due, but for one that was put off for a moment by something that failed.
  private func postAll(_ draw: inout Choices) -> Bool {
    var acted = false
    while violations.isEmpty {
      let commits = tally.commits
      guard mails(&draw) else { break }
      settleDown()
      while commit() { settleDown() }
      guard tally.commits > commits || !life.post.waiting.isEmpty else { break }
      acted = true
    }
    return acted
  }

  /// True if anything happened now.
  func doWhatCanBeDone(_ draw: inout Choices) -> Bool {
    let before = trace.hash
    let commits = tally.commits
    var acted = false
    while deliver(&draw) { acted = true }
    settleDown()
    acted = wakeAlarms() || acted
    settleDown()
    _ = lookAtSends()
    settleDown()
    if hasUncountedWaits, reviewWaits() { settleDown() }
    while commit() {
      acted = true
      settleDown()
    }
    acted = postAll(&draw) || acted
    while !heldAnswers.isEmpty || !life.wire.waiting.isEmpty {
      while !heldAnswers.isEmpty || !life.wire.waiting.isEmpty { _ = wireAnswers(&draw) }
      acted = true
      settleDown()
      while commit() { settleDown() }
    }
    // A look that found nothing is nothing done.
    return tally.commits > commits || trace.hash != before || acted && !mail.underWay.isEmpty
  }
}
