import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What a supervisor decides about one send.
@Suite struct DecidedSendTests {
  private let ten = Office.ten
  private let lucia = Author.person("lucia")

  /// A reply of Ana's at 10:05 that Meta refuses for good.
  private func failedReply() throws -> (Office, OutboxID) {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let answer = try office.handle(
      .command(.reply(ConversationRef(1001), text: "Con gusto", author: .person("ana"))), at: ten.plus(minutes: 5))
    guard case .replied(let id) = answer else { throw DeskError.noPolicy }
    _ = try office.claim(id, at: ten.plus(minutes: 5))
    try office.handle(
      .settled(id, .refused(code: "131026", remedy: .giveUp)), at: ten.plus(minutes: 5, seconds: 1))
    return (office, id)
  }

  @Test("a failed reply that is retried answers at the time of the retry, and goes out as it was written")
  func reply() throws {
    let (office, id) = try failedReply()
    #expect(try office.clock(.firstResponse)?.outcome == nil)
    let twelve = ten.plus(minutes: 12)
    #expect(try office.handle(.command(.retry(id, author: lucia)), at: twelve) == .done)
    let entry = try #require(try office.tables.outboxEntry(id))
    #expect(entry.state == .queued)
    #expect(entry.dueAt == twelve)
    #expect(entry.attempt == 0)
    #expect(entry.failure == nil)
    #expect(try office.clock(.firstResponse)?.stoppedAt == twelve)
    guard case .claimed(let claim) = try office.claim(id, at: twelve) else { Issue.record("not claimed"); return }
    #expect(claim.entry.rendering.freeForm?.text == "Con gusto")
    let accepted = Outcome.accepted(wamid: "wamid.r", returnedPhone: nil, userID: nil)
    try office.handle(.settled(id, accepted), at: twelve.plus(seconds: 1))
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    #expect(try office.clock(.firstResponse)?.stoppedAt == twelve)
    let decided = office.happenings.last { $0.entry.what == "send_retried" }?.entry
    #expect(decided == TimelineEntry(at: twelve, what: "send_retried", why: "reply, by lucia"))
  }

  @Test("a retried reply that Meta does not take within two minutes lets the clock run again")
  func replyAgainInVain() throws {
    let (office, id) = try failedReply()
    try office.handle(.command(.retry(id, author: lucia)), at: ten.plus(minutes: 12))
    try office.run(until: ten.plus(minutes: 14))
    #expect(try office.clock(.firstResponse)?.outcome == nil)
    #expect(try office.clock(.firstResponse)?.dueAt == ten.plus(minutes: 15))
  }

  @Test("what is still told of the attempt that failed says nothing of the next")
  func formerAttempt() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    guard
      case .replied(let id) = try office.handle(
        .command(.reply(ConversationRef(1001), text: "Hola", author: .person("ana"))), at: ten)
    else { Issue.record("not taken"); return }
    _ = try office.claim(id, at: ten)
    try office.handle(.settled(id, .accepted(wamid: "wamid.a", returnedPhone: nil, userID: nil)), at: ten)
    try office.status(.failed, of: "wamid.a", callback: id, codes: [131_026], at: ten.plus(minutes: 1))
    #expect(try office.tables.outboxEntry(id)?.state == .failed)
    try office.handle(.command(.retry(id, author: lucia)), at: ten.plus(minutes: 2))
    try office.status(.failed, of: "wamid.a", callback: id, codes: [131_049], at: ten.plus(minutes: 3))
    #expect(try office.tables.outboxEntry(id)?.state == .queued)
  }

  @Test("what may be on its way is neither retried nor discarded")
  func maybeSent() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let id = try #require(try office.entries(.acknowledgement).first).id
    _ = try office.claim(id, at: ten.plus(seconds: 2))
    for outcome in [nil, Outcome.inDoubt(reason: "reset")] {
      if let outcome { try office.handle(.settled(id, outcome), at: ten.plus(seconds: 3)) }
      let now = ten.plus(seconds: 4)
      #expect(try office.handle(.command(.retry(id, author: lucia)), at: now) == .refused(.maybeSent))
      #expect(try office.handle(.command(.discard(id, author: lucia)), at: now) == .refused(.maybeSent))
    }
  }

  @Test("an acknowledgement goes out once more while its promise is true, and takes its interval again")
  func acknowledgement() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let id = try #require(try office.entries(.acknowledgement).first).id
    try office.send(at: ten.plus(seconds: 2), .refused(code: "131026", remedy: .giveUp))
    #expect(try office.conversation()?.acknowledgement.decidedAt == nil)
    #expect(try office.handle(.command(.retry(id, author: lucia)), at: ten.plus(minutes: 1)) == .done)
    #expect(try office.conversation()?.acknowledgement.decidedAt == ten.plus(seconds: 2))
    try office.write("wamid.2", at: ten.plus(minutes: 2))
    try office.run(until: ten.plus(minutes: 3))
    #expect(try office.entries(.acknowledgement).count == 1)
    try office.send(at: ten.plus(minutes: 3), .refused(code: "131026", remedy: .giveUp))
    let late = ten.plus(minutes: 15)
    #expect(try office.handle(.command(.retry(id, author: lucia)), at: late) == .refused(.pastItsTime))
  }

  @Test("an alert about what is answered is not sent once more; one about what still waits is")
  func alert() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).first { $0.recipient == .person("lucia") })
    let due = ten.plus(minutes: 15)
    _ = try office.claim(alert.id, at: due)
    try office.handle(.settled(alert.id, .refused(code: "131026", remedy: .giveUp)), at: due)
    #expect(try office.handle(.command(.retry(alert.id, author: lucia)), at: due.plus(minutes: 1)) == .done)
    _ = try office.claim(alert.id, at: due.plus(minutes: 1))
    try office.handle(.settled(alert.id, .refused(code: "131026", remedy: .giveUp)), at: due.plus(minutes: 1))
    try office.echo("wamid.e", at: due.plus(minutes: 2))
    let answered = try office.handle(.command(.retry(alert.id, author: lucia)), at: due.plus(minutes: 3))
    #expect(answered == .refused(.nobodyWaits))
  }

  @Test("a discarded alert counts as one that reached nobody: the next audience is told")
  func discardedAlert() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let due = ten.plus(minutes: 15)
    try office.run(until: due)
    let alert = try #require(try office.entries(.alert).first { $0.recipient == .person("lucia") })
    #expect(try office.entries(.alert).contains { $0.recipient == .person("marta") } == false)
    #expect(try office.handle(.command(.discard(alert.id, author: lucia)), at: due.plus(seconds: 1)) == .done)
    let entry = try #require(try office.tables.outboxEntry(alert.id))
    #expect(entry.state == .cancelled)
    #expect(entry.failure == "discarded")
    #expect(try office.entries(.alert).contains { $0.recipient == .person("marta") && $0.notice?.hop == 1 })
    #expect(office.record().contains("send_discarded"))
    #expect(try office.claim(alert.id, at: due.plus(seconds: 2)) == .over)
    let again = try office.handle(.command(.discard(alert.id, author: lucia)), at: due.plus(seconds: 3))
    #expect(again == .refused(.wrongEntryState))
  }

  @Test("an unknown entry is refused, and nothing of a refusal is journalled")
  func unknown() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let before = try office.tables.journal(after: 0, most: 100).count
    #expect(try office.handle(.command(.retry("nobody", author: lucia)), at: ten) == .refused(.noSuchEntry))
    #expect(try office.handle(.command(.discard("nobody", author: lucia)), at: ten) == .refused(.noSuchEntry))
    #expect(try office.tables.journal(after: 0, most: 100).count == before)
  }

  @Test("what never became known is sent again only when somebody says so")
  func unconfirmed() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let command = Command.reply(ConversationRef(1001), text: "Con gusto", author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(command), at: ten) else {
      Issue.record("not taken")
      return
    }
    _ = try office.claim(id, at: ten)
    try office.handle(.settled(id, .inDoubt(reason: "timed_out")), at: ten.plus(seconds: 20))
    try office.handle(.settled(id, .doubtEnded), at: ten.plus(minutes: 3))
    #expect(try office.tables.outboxEntry(id)?.state == .unconfirmed)
    try office.run(until: ten.plus(minutes: 60))
    #expect(try office.entries(.reply).map(\.state) == [.unconfirmed])
    #expect(try office.handle(.command(.retry(id, author: lucia)), at: ten.plus(minutes: 61)) == .done)
    guard case .claimed(let claim) = try office.claim(id, at: ten.plus(minutes: 61)) else {
      Issue.record("not claimed")
      return
    }
    #expect(claim.entry.rendering.freeForm?.text == "Con gusto")
  }
}
