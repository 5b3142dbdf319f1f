import BusinessTime
import Helpdesk
import Logging
import Synchronization
import WhatsApp

extension Sender {
  /// Does one job to its end. Never throws: what fails is put off, and the next look finds it.
  func carryOut(_ job: SendJob) async {
    switch job {
    case .attempt(let entry): await attempt(entry)
    case .settle(let id, let outcome): await settle(id, outcome)
    }
    nudge.raise()
  }

  /// Claim, send, settle.
  private func attempt(_ entry: OutboxEntry) async {
    guard let access = access(entry.number) else { return giveBack(entry.id) }
    do {
      var answer = try await claim(entry.id, asksToMark: true)
      if case .marks(let message) = answer {
        await markRead(message, on: entry.number, by: access)
        answer = try await claim(entry.id, asksToMark: false)
      }
      state.withLock { $0.putOffs.clear(entry.id) }
      guard case .claimed(let claim) = answer else { return giveBack(entry.id) }
      withState { $0.begin(entry.id, at: clock.now()) }
      let began = ContinuousClock.now
      let result = await sendStep.send(claim, by: access)
      metrics.sent(result, took: .now - began)
      withState { $0.end(entry.id, at: clock.now()) }
      heed(result, number: entry.number)
      await settle(entry.id, result.outcome)
    } catch {
      giveBack(entry.id)
      putOff(entry.id, after: error, what: "a claim")
    }
  }

  private func claim(_ id: OutboxID, asksToMark: Bool) async throws -> ClaimAnswer {
    try await crashes.handle(CrashKey(entity: "claim/\(id.rawValue)")) { _ in
      try await committer.claim(id, leaseSeconds: sendStep.limits.leaseSeconds, asksToMark: asksToMark)
    } refused: {
      throw SettlementRefused()
    }
  }

  /// Once for each message. It takes one of the number's calls and nothing of the recipient's: it is no message.
  private func markRead(_ message: Wamid, on number: NumberID, by access: GraphAccess) async {
    guard state.withLock({ $0.readMarks.isFirst(message) }) else { return }
    state.withLock { $0.budgets.countCall(number, at: clock.now()) }
    metrics.marked(await sendStep.markRead(message, on: number, by: access))
  }

  /// Tells the desk. An outcome that cannot be committed is kept and told again; the lease covers the rest.
  private func settle(_ id: OutboxID, _ outcome: Outcome) async {
    do {
      let entry = try await crashes.handle(CrashKey(entity: "send/\(id.rawValue)")) { alone in
        try await committer.settle(id, outcome, alone: alone)
      } refused: {
        throw SettlementRefused()
      }
      withState { state in
        if let entry { state.note(entry) }
        state.unsettled[id] = nil
        state.settling.remove(id)
        state.putOffs.clear(id)
        state.release(id)
      }
      if let entry { feed?.publish([.sent(id, conversation: entry.conversation, state: entry.state)]) }
    } catch {
      putOff(id, after: error, what: "a settlement")
      state.withLock { state in
        state.settling.remove(id)
        keep(outcome, of: id, in: &state)
      }
    }
  }

  /// Ends of time are read from the store again; only what Meta said must be kept.
  private func keep(_ outcome: Outcome, of id: OutboxID, in state: inout SenderState) {
    switch outcome {
    case .accepted, .refused, .inDoubt:
      let isHopeless = state.putOffs.failures(id) >= SenderState.mostSettleFailures
      let hasRoom = state.unsettled[id] != nil || state.unsettled.count < SenderState.mostUnsettled
      state.unsettled[id] = isHopeless || !hasRoom ? nil : outcome
    case .leaseEnded, .doubtEnded, .expired, .irrelevant:
      break
    }
  }

  /// What the answer says of the number's pace and of the time.
  private func heed(_ result: SendResult, number: NumberID) {
    let now = clock.now()
    let date = result.answer?.header("date").flatMap(HTTPDate.read)
    let pause = result.answer.flatMap(UsageHeaders.pauseSeconds)
    if case .refused(let code, _) = result.outcome, ErrorTable.isAlarm(code: code) {
      logger.error(
        "Meta refused, and somebody has to act", metadata: ["code": "\(code)", "number": "\(number.rawValue)"])
    }
    state.withLock { state in
      if result.slowsNumber { state.budgets.slowDown(number, at: now) }
      if let pause { state.budgets.pause(number, seconds: pause, at: now) }
      if let date, let boot { state.watch.heard(date: date, wall: now, boot: boot()) }
    }
  }

  private func giveBack(_ id: OutboxID) {
    withState { $0.giveBack(id) }
  }

  private func putOff(_ id: OutboxID, after error: any Error, what: String) {
    let now = clock.now()
    let failures = state.withLock { state in
      state.putOffs.putOff(id, at: now)
      return state.putOffs.failures(id)
    }
    metrics.putOff(.send)
    // A store that fails is one fault and told by the committer; an entry that fails is its own.
    guard !(error is StoreError), !(error is CommitError) else { return }
    logger.error("\(what) was put off", metadata: ["entry": "\(id.rawValue)", "failures": "\(failures)"])
  }
}

/// Was being handled alone at too many deaths of the process.
private struct SettlementRefused: Error {}
