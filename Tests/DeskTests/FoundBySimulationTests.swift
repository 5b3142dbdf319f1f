import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What the simulated world found, each kept as the shortest story that shows it.
@Suite("found by the simulated world") struct FoundBySimulationTests {
  private let ten = Office.ten

  @Test("a message that comes late, after a person's answer to it, alerts nobody")
  func answeredBeforeItCame() throws {
    let office = Office()
    try office.write("wamid.0", .reaction(emoji: "👍", to: "wamid.none"), at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 10))
    try office.write("wamid.1", written: ten.plus(minutes: 1), at: ten.plus(minutes: 60))
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    #expect(try office.entries(.alert).isEmpty)
    #expect(try office.clock(.firstResponse)?.plan.allSatisfy { $0.firedAt == nil } == true)
  }

  @Test(
    "told to have failed and to have arrived before its id was known, an answer has arrived")
  func failedAndArrived() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.handle(
      .command(.reply(ConversationRef(1001), text: "Con gusto.", author: .person("beto"))), at: ten.plus(minutes: 1))
    let entry = try #require(try office.entries(.reply).first)
    _ = try office.claim(entry.id, at: ten.plus(minutes: 1))
    try office.status(.failed, of: "w.reply", codes: [131_049], at: ten.plus(minutes: 3))
    try office.status(.delivered, of: "w.reply", callback: entry.id, at: ten.plus(minutes: 90))
    #expect(try office.entries(.reply).map(\.state) == [.accepted])
    #expect(try office.entries(.alert).isEmpty)
    #expect(!office.record().contains("reply_failed"))
    #expect(try office.clock(.firstResponse)?.stoppedAt == ten.plus(minutes: 1))
  }

  @Test("two hand-overs that a wrong clock puts into one second are both kept")
  func handOversOfOneSecond() throws {
    let office = Office()
    try office.write("wamid.1", standby: true, at: ten)
    let old = ten.plus(minutes: -60 * 24 * 10)
    for minutes: Int64 in [0, 1] {
      let handOver = HandOver(customer: Identity(phone: "5215555506001"), timestamp: old.plus(minutes: minutes))
      #expect(try office.event(.handOver(handOver), at: ten.plus(minutes: 5)) == .done)
    }
    #expect(office.tables.journalLog.count == 3)
  }

  @Test("a person's answer right after the agent's hand-over is a person's")
  func answerAfterHandOver() throws {
    let office = Office()
    try office.write("wamid.1", standby: true, at: ten)
    try office.handOver(at: ten.plus(minutes: 7))
    try office.echo("wamid.e", at: ten.plus(minutes: 7, seconds: 2))
    #expect(try office.clock(.firstResponse)?.outcome == .met)
  }

  @Test("the app's greeting, heard of when its conversation has closed, is no answer in the customer's next one")
  func greetingOfClosedConversation() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.handle(.command(.act(ConversationRef(1001), .resolve, author: .person("ana"))), at: ten.plus(minutes: 1))
    try office.run(until: ten.plus(minutes: 60 * 25))
    // Written a minute before the first, and brought a day late; the newest message moves on.
    try office.write("wamid.0", written: ten.plus(minutes: -1), at: ten.plus(minutes: 60 * 26))
    try office.write("wamid.2", at: ten.plus(minutes: 60 * 26))
    try office.echo("wamid.e", written: ten.plus(minutes: 0, seconds: 2), at: ten.plus(minutes: 60 * 26 + 1))
    let clocks = try office.conversation(1002)?.clocks.filter { $0.clock == .firstResponse }
    #expect(clocks?.map(\.stoppedAt) == [nil])
  }

  @Test("an acknowledgement that failed and arrived after all has its interval, though another was decided since")
  func olderAcknowledgementArrives() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let first = try #require(try office.entries(.acknowledgement).first).id
    try office.send(at: ten.plus(seconds: 3), .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
    try office.status(.failed, of: "wamid.o", callback: first, codes: [131_049], at: ten.plus(seconds: 9))
    try office.write("wamid.2", at: ten.plus(minutes: 5))
    try office.run(until: ten.plus(minutes: 5, seconds: 2))
    let second = try #require(try office.entries(.acknowledgement).first { $0.id != first }).id
    let resolve = Command.act(ConversationRef(1001), .resolve, author: .person("ana"))
    try office.handle(.command(resolve), at: ten.plus(minutes: 5, seconds: 3))
    #expect(try office.claim(second, at: ten.plus(minutes: 5, seconds: 4)) == .over)
    try office.status(.delivered, of: "wamid.o", callback: first, at: ten.plus(minutes: 5, seconds: 5))
    try office.write("wamid.3", at: ten.plus(minutes: 6))
    try office.run(until: ten.plus(minutes: 7))
    #expect(try office.entries(.acknowledgement).map(\.state) == [.accepted, .cancelled])
    #expect(office.record().contains("not_acknowledged"))
  }

  @Test("an alert waits while the answer that made it void may still turn out to be none")
  func alertBehindProvisionalAnswer() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let now = ten.plus(minutes: 46)
    // All at one instant: resolved, reopened by what had been written before, and answered.
    try office.handle(.command(.act(ConversationRef(1001), .resolve, author: .person("ana"))), at: now)
    try office.write("wamid.2", written: ten.plus(minutes: 15), at: now)
    let alert = try #require(
      try office.entries(.alert).first { $0.notice?.subject.hasPrefix("next_response:") == true })
    let reply = Command.reply(ConversationRef(1001), text: "Ya lo veo", author: .person("ana"))
    guard case .replied = try office.handle(.command(reply), at: now) else {
      Issue.record("not taken")
      return
    }
    #expect(try office.clock(.nextResponse)?.outcome == .excluded(reason: "corrected"))
    #expect(try office.claim(alert.id, at: now.plus(seconds: 1)) == .putOff)
    #expect(try office.tables.outboxEntry(alert.id)?.state == .parked)
    // Meta never took the answer: somebody waits after all.
    try office.run(until: now.plus(minutes: 3))
    #expect(try office.clock(.nextResponse)?.outcome == .breached)
    guard case .claimed = try office.claim(alert.id, at: now.plus(minutes: 3)) else {
      Issue.record("the alert does not go out")
      return
    }
  }

  @Test("a fail-over sleeps while a clock set back lets its clock stand still, and is not lost by that")
  func failOverOfPausedClock() throws {
    let office = try Example.office(
      policies: """
          - name: general
            calendar: siempre
            clocks:
              resolution:
                target: 60m
                pause_while: waiting_third_party
                ladder: [{ at: due, tell: lead, unless: { delivered: 5m, tell: "role:management" } }]
        """)
    let start = Example.time("2026-11-23 10:00")
    try office.write("wamid.1", at: start)
    try office.run(until: start.plus(minutes: 60))
    #expect(try office.entries(.alert).map(\.recipient) == [.person("lucia")])
    // The only clock of its policy, and one of it.
    #expect(try office.conversation()?.clocks.filter { $0.clock == .resolution }.count == 1)
    func act(_ action: Helpdesk.Action, at now: Timestamp) throws {
      try office.handle(.command(.act(ConversationRef(1001), action, author: .person("ana"))), at: now)
    }
    try act(.waitThirdParty, at: start.plus(minutes: 50))
    #expect(try office.clock(.resolution)?.isPaused == true)
    #expect(try office.conversation()?.wakeAt.map { $0 > start.plus(minutes: 50) } ?? true)
    try office.run(until: start.plus(minutes: 70))
    #expect(try office.entries(.alert).count == 1)
    try act(.resume, at: start.plus(minutes: 75))
    #expect(try office.entries(.alert).map(\.recipient).contains(.person("marta")))
  }

  @Test("a promise ends with its conversation, though a clock set back dates the resolution before it")
  func promiseOfWhatIsOver() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    try office.send(at: ten.plus(seconds: 3), .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
    let resolve = Command.act(ConversationRef(1001), .resolve, author: .person("ana"))
    try office.handle(.command(resolve), at: ten.plus(minutes: -60))
    #expect(try office.clock(.promise)?.outcome == .excluded(reason: "resolved_without_reply"))
  }

  @Test("a message older than Meta can deliver opens no window, and a reaction none either")
  func noWindow() throws {
    let office = Office()
    try office.write("wamid.1", written: ten.plus(minutes: -60 * 24 * 9), at: ten)
    try office.write("wamid.2", .reaction(emoji: "👍", to: "wamid.1"), at: ten.plus(minutes: 1))
    let reply = Command.reply(ConversationRef(1001), text: "Hola", author: .person("ana"))
    #expect(try office.handle(.command(reply), at: ten.plus(minutes: 2)) == .refused(.windowClosed))
  }

  @Test("a status that came before the message's id was known is joined once another tells whose it is")
  func joinedByAnother() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let entry = try #require(try office.entries(.acknowledgement).first)
    try office.send(at: ten.plus(seconds: 3), .inDoubt(reason: "timed_out"))
    try office.status(.read, of: "wamid.o", at: ten.plus(seconds: 10))
    try office.status(.delivered, of: "wamid.o", callback: entry.id, at: ten.plus(seconds: 11))
    #expect(try office.tables.outboxEntry(entry.id)?.delivery == .read)
  }

  @Test("quiet hours that began since hold the notice back, and the next one is told at once")
  func quietSince() throws {
    let quiet = QuietHours(fromSecond: 10 * 3600 + 16 * 60, toSecond: 12 * 3600)
    var people = Office.people
    people[2] = Office.person("lucia", "5215555503333", roles: ["supervisor"], quiet: quiet)
    let office = Office(people: people)
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).first { $0.recipient == .person("lucia") })
    #expect(try office.claim(alert.id, at: ten.plus(minutes: 17)) == .putOff)
    let held = try #require(try office.tables.outboxEntry(alert.id))
    #expect(held.state == .parked)
    #expect(held.dueAt == Office.ten.plus(minutes: 120))
    #expect(try office.entries(.alert).contains { $0.recipient == .person("marta") && $0.notice?.hop == 1 })
  }

  @Test("a reply written while the clock was ahead is waited for two minutes at most once it is set back")
  func writtenAhead() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let ref = ConversationRef(1001)
    try office.handle(
      .command(.reply(ref, text: "Ya lo vemos", author: .person("ana"))), at: ten.plus(minutes: 60))
    try office.handle(.command(.act(ref, .resolve, author: .person("ana"))), at: ten.plus(minutes: 5))
    #expect(try office.conversation()?.wakeAt == ten.plus(minutes: 7))
    try office.run(until: ten.plus(minutes: 7))
    #expect(office.record().contains("reply_failed"))
    // Once it is closed nothing is waited for.
    try office.run(until: ten.plus(minutes: 25 * 60))
    #expect(try office.conversation()?.state == .closed)
    #expect(try office.conversation()?.wakeAt == nil)
  }

  @Test("a repeat of an alert leaves nothing undone that was due meanwhile")
  func repeatAdvances() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let alert = try #require(try office.entries(.alert).first)
    _ = try office.claim(alert.id, at: ten.plus(minutes: 10))
    try office.handle(.settled(alert.id, .inDoubt(reason: "reset")), at: ten.plus(minutes: 10))
    // Nobody woke it at its due time; the end of the doubt is the first to look.
    try office.handle(.settled(alert.id, .doubtEnded), at: ten.plus(minutes: 16))
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
    let wakeAt = try #require(try office.conversation()?.wakeAt)
    #expect(wakeAt > ten.plus(minutes: 16))
  }
}
