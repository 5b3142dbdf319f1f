import BusinessTime
import Gateway
import Helpdesk
import Sandbox

extension World {
  /// Looks at what was committed, what went on the wire and what was answered, and asks the invariants.
  func review() {
    if life.probe.takeFailure() { tally.did(.handlingFails) }
    for trouble in life.store.takeMet() {
      switch trouble {
      case .busy: tally.did(.storeBusy)
      case .full: tally.did(.storeFull)
      case .again: tally.did(.storeAgain)
      }
    }
    takeCommits()
    seeCalls()
    hearAnswers()
    if let name = life.probe.difference { violate("store", "the database and the reference differ: \(name)") }
  }

  func takeCommits() {
    for commit in life.store.takeCommits() {
      tally.commits += 1
      for transition in commit.changes.transitions { tally.transitions[transition, default: 0] += 1 }
      note(commit.changes, commit.after)
      let evidence = Evidence(
        before: commit.before, after: commit.after, changes: commit.changes,
        now: commit.changes.journal.last?.at ?? clock.now())
      countSilences(evidence)
      ledger.learnWhoIsWho(evidence)
      Refusals.listen(evidence, &ledger)
      let known = evidence.without(ledger.merged)
      for invariant in Invariants.all {
        let wrong = invariant.check(invariant.sees == .everything ? evidence : known, &ledger)
        if let wrong { violate(invariant.name, wrong) }
      }
    }
    ledger.expectsNothing = false
  }

  /// What became of customers who said nothing, of those whom the month's budget leaves without an answer, of two
  /// cases that became one, and of what waited for one of two who are one.
  private func countSilences(_ commit: Evidence) {
    for conversation in commit.driven where conversation.silence != nil {
      let before = commit.before.conversations[conversation.ref]
      if before?.state == .waitingCustomer, before?.silence == nil { tally.happened("counted later") }
    }
    for id in commit.changes.entries {
      guard let before = commit.before.outbox[id] else { continue }
      if before.recipient != commit.after.outbox[id]?.recipient { tally.happened("send moved") }
    }
    for entry in commit.changes.record.flatMap(\.entries) {
      switch entry.what {
      case "excluded" where entry.why == "acknowledgement: over_budget": tally.happened("over budget")
      case "reminded", "not_reminded", "merged": tally.happened(entry.what)
      case "resolved" where !entry.why.hasPrefix("by "): tally.happened("resolved by silence")
      case _: break
      }
    }
  }

  /// What a transaction decided, in the trace.
  private func note(_ changes: Changes, _ after: MemoryTables) {
    for (ref, entries) in changes.record {
      for entry in entries { trace.add("#\(ref.number) \(entry.at.milliseconds) \(entry.what): \(entry.why)") }
    }
    for id in changes.entries.sorted() {
      guard let entry = after.outbox[id] else { continue }
      trace.add("\(id.rawValue) \(entry.kind.rawValue) \(entry.state.rawValue) \(entry.attempt) \(entry.failure ?? "")")
    }
  }

  /// Calls that went on the wire since the last time.
  func seeCalls() {
    for call in life.wire.waiting where call.number > seenCalls {
      seenCalls = call.number
      trace.add("call \(call.id) at \(now.milliseconds)")
      let (id, tables) = (call.id, life.store.tables)
      if let message = call.marks {
        tally.happened("marked as read")
        if let wrong = I10Delivery.marked(message, on: numberID(of: call), tables) { violate("I10", wrong) }
        continue
      }
      if let wrong = I09OneAtATime.begins(id, tables, &ledger) { violate("I09", wrong) }
      if !climate.clockJumps, let wrong = I11Budget.begins(id, tables, at: clock.now(), &ledger) {
        violate("I11", wrong)
      }
      if !climate.clockJumps, let wrong = I22InOrder.begins(id, tables, at: clock.now(), ledger) {
        violate("I22", wrong)
      }
    }
  }

  /// Meta has decided about a call.
  func take(_ call: Wire.Call, _ reply: GraphReply, faults: Int) {
    let id = call.id
    trace.add("Meta answers \(id) at \(now.milliseconds): \(reply.acceptedID == nil ? "no" : "yes")")
    let (isAstray, wrong) = call.marks == nil ? misdirection(call) : (false, nil)
    if let wrong { violate("I10", wrong) }
    if isAstray { tally.happened("went astray") }
    if let accepted = reply.acceptedID, meta.isFine(accepted) {
      if let wrong = I10Delivery.taken(id, &ledger) { violate("I10", wrong) }
    }
    // A planted refusal proves nothing, nor does one at an address that is somebody else's without our knowing; and a
    // clock that jumps misjudges windows and rates.
    if meta.faults.count == faults, !isAstray, !climate.clockJumps,
      let wrong = I11Budget.judge(reply)
    {
      violate("I11", wrong)
    }
  }

  /// Whether a call goes to somebody else than it is meant for, and what is wrong with that.
  private func misdirection(_ call: Wire.Call) -> (isAstray: Bool, wrong: String?) {
    guard let recipient = (call.body?["to"] ?? call.body?["recipient"])?.text else {
      return (true, "something was sent to nobody")
    }
    var isAstray = false
    let wrong = I10Delivery.misdirected(call.id, from: numberID(of: call), to: recipient, life.store.tables, ledger) {
      meant in
      isAstray = ledger.people.name(meant) != speaker(at: recipient)
      return !isAstray
    }
    return (isAstray, wrong)
  }

  private func numberID(of call: Wire.Call) -> String {
    call.call.url.split(separator: "/").dropLast().last.map(String.init) ?? ""
  }

  /// After a death: all that was answered 200 is in the tables that the next process finds.
  func checkKept() {
    if let wrong = I01Durable.missing(in: life.store.tables, ledger) { violate("I01", wrong) }
    readBack()
  }

  /// All that is on the disk is what the reference has.
  func readBack() {
    do { try life.store.readBack() } catch { violate("store", "the database cannot be read back: \(error)") }
    if let name = life.probe.difference { violate("store", "the database and the reference differ: \(name)") }
  }
}
