import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// From a message to an acknowledgement, to an alert, to an answer.
@Suite struct RoadTests {
  private let ten = Office.ten

  @Test("a message opens a conversation, is assigned, and is acknowledged once with the time of its clock")
  func opens() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let opened = try #require(try office.conversation())
    #expect(opened.ref == ConversationRef(1001))
    #expect(opened.assignee == "ana")
    #expect(opened.policy == "general")
    #expect(opened.nextDueAt == ten.plus(minutes: 15))
    try office.run(until: ten.plus(seconds: 2))
    let entry = try #require(try office.entries(.acknowledgement).first)
    #expect(entry.validUntil == ten.plus(minutes: 15))
    #expect(entry.rendering.freeForm?.text.contains("10:15") == true)
    #expect(try office.entries(.acknowledgement).count == 1)
  }

  @Test("the same message six times changes nothing after the first")
  func sixTimes() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let before = try office.conversation()
    for second in 1...5 {
      #expect(try office.write("wamid.1", at: ten.plus(seconds: Int64(second))) == .duplicate)
    }
    #expect(try office.conversation() == before)
    #expect(office.tables.journalLog.count == 1)
    try office.run(until: ten.plus(minutes: 1))
    #expect(try office.entries(.acknowledgement).count == 1)
  }

  @Test("a second message of the conversation joins it and is not acknowledged again")
  func joins() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 1))
    try office.write("wamid.2", at: ten.plus(minutes: 2))
    try office.run(until: ten.plus(minutes: 3))
    #expect(try office.conversation(1002) == nil)
    #expect(try office.entries(.acknowledgement).count == 1)
  }

  @Test("least loaded: the second conversation goes to the other person")
  func leastLoaded() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.write("wamid.2", from: "5215555506002", at: ten)
    #expect(try office.conversation(1001)?.assignee == "ana")
    #expect(try office.conversation(1002)?.assignee == "beto")
  }

  @Test("the ladder tells the assignee before and the lead at the due time, reassigns and tags, once each")
  func ladder() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alerts = try office.entries(.alert)
    #expect(alerts.map(\.recipient) == [.person("ana"), .person("lucia")])
    #expect(alerts.map { $0.notice?.step } == ["-5m", "due"])
    #expect(alerts.map(\.createdAt) == [ten.plus(minutes: 10), ten.plus(minutes: 15)])
    #expect(try office.conversation()?.tags == ["SLA Incumplido"])
    #expect(try office.conversation()?.assignee == "beto")
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
  }

  @Test("delivered to the lead: nobody else is told")
  func deliveredAlert() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).last)
    try office.handle(
      .settled(alert.id, .accepted(wamid: "wamid.a", returnedPhone: nil, userID: nil)), at: ten.plus(minutes: 15))
    try office.status(.delivered, of: "wamid.a", at: ten.plus(minutes: 16))
    try office.run(until: ten.plus(minutes: 40))
    #expect(try office.entries(.alert).map(\.recipient) == [.person("ana"), .person("lucia")])
  }

  @Test("accepted is not delivered: after five minutes management is told")
  func undelivered() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).last)
    try office.handle(
      .settled(alert.id, .accepted(wamid: "wamid.a", returnedPhone: nil, userID: nil)), at: ten.plus(minutes: 15))
    try office.run(until: ten.plus(minutes: 19))
    #expect(try office.entries(.alert).count == 2)
    try office.run(until: ten.plus(minutes: 20))
    #expect(try office.entries(.alert).last?.recipient == .person("marta"))
    #expect(try office.entries(.alert).last?.notice?.hop == 1)
  }

  @Test("131026 to the lead: management is told at once")
  func failedAlert() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).last)
    _ = try office.claim(alert.id, at: ten.plus(minutes: 15))
    try office.handle(
      .settled(alert.id, .refused(code: "131026", remedy: .giveUp)), at: ten.plus(minutes: 15, seconds: 1))
    #expect(try office.entries(.alert).last?.recipient == .person("marta"))
  }

  @Test("a lead in quiet hours is told when they end, management at once")
  func quietLead() throws {
    let quiet = QuietHours(fromSecond: 9 * 3600, toSecond: 11 * 3600)
    let office = Office(people: [
      Office.person("ana", "5215555501111", team: "soporte"), Office.person("beto", "5215555502222", team: "soporte"),
      Office.person("lucia", "5215555503333", quiet: quiet),
      Office.person("marta", "5215555504444", roles: ["management"]),
    ])
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alerts = try office.entries(.alert)
    let lucias = try #require(alerts.first { $0.recipient == .person("lucia") })
    #expect(lucias.state == .parked)
    #expect(lucias.dueAt == ten.plus(minutes: 60))
    #expect(alerts.contains { $0.recipient == .person("marta") })
  }

  @Test("an answer makes an alert that is still waiting irrelevant")
  func irrelevant() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let alert = try #require(try office.entries(.alert).first)
    try office.echo("wamid.e", at: ten.plus(minutes: 10, seconds: 30))
    #expect(try office.claim(alert.id, at: ten.plus(minutes: 11)) == .over)
    #expect(try office.entries(.alert).first?.state == .cancelled)
  }

  @Test("a reply by API stops the clock when it is written; automation's does not")
  func replies() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let ref = ConversationRef(1001)
    try office.handle(.command(.reply(ref, text: "Un bot", author: .automation(name: "crm"))), at: ten.plus(minutes: 1))
    #expect(try office.clock(.firstResponse)?.stoppedAt == nil)
    let answer = try office.handle(
      .command(.reply(ref, text: "Hola", author: .person("ana"))), at: ten.plus(minutes: 2))
    guard case .replied(let id) = answer else { Issue.record("not replied: \(answer)"); return }
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    #expect(try office.tables.outboxEntry(id)?.author == "ana")
    #expect(try office.tables.outboxEntry(id)?.rendering.freeForm == .text("Hola"))
  }

  @Test("outside the 24-hour window a reply is refused at once")
  func windowClosed() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    let command = Input.command(.reply(ConversationRef(1001), text: "Hola", author: .person("ana")))
    // The window is open until a minute before 24 hours after the customer's own time.
    #expect(try office.handle(command, at: ten.plus(minutes: 1439)) == .refused(.windowClosed))
    guard case .replied = try office.handle(command, at: ten.plus(minutes: 1438, seconds: 59)) else {
      Issue.record("refused inside the window")
      return
    }
  }

  @Test("an unknown number is parked, and nothing opens")
  func unknownNumber() throws {
    let office = Office()
    let message = InboundMessage(
      wamid: "wamid.1", sender: Identity(phone: "5215555506001"), timestamp: ten, content: .text("Hola"))
    #expect(try office.event(.message(message), on: "555", at: ten) == .parked(reason: "unknown_number"))
    #expect(try office.conversation() == nil)
  }

  @Test("a message from one of our people opens their window and no conversation")
  func staff() throws {
    let office = Office()
    try office.write("wamid.1", from: "525555503333", at: ten)
    #expect(try office.conversation() == nil)
    #expect(try office.tables.pager("lucia")?.lastInbound["106540352242922"] == ten)
    try office.write("wamid.2", at: ten.plus(minutes: 1))
    try office.run(until: ten.plus(minutes: 16))
    let alert = try #require(try office.entries(.alert).last)
    guard case .claimed(let claim) = try office.claim(alert.id, at: ten.plus(minutes: 16)) else {
      Issue.record("not claimed")
      return
    }
    #expect(claim.useTemplate == false)
  }

  @Test("outside their window our people get the approved template")
  func staffTemplate() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let alert = try #require(try office.entries(.alert).first)
    guard case .claimed(let claim) = try office.claim(alert.id, at: ten.plus(minutes: 10)) else {
      Issue.record("not claimed")
      return
    }
    #expect(claim.useTemplate)
    #expect(claim.phone == "5215555501111")
  }

  @Test("window closed and no template: the alert fails, and the next audience is told")
  func noTemplate() throws {
    let office = Office(templates: [])
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let alert = try #require(try office.entries(.alert).first { $0.notice?.step == "due" })
    #expect(try office.claim(alert.id, at: ten.plus(minutes: 15)) == .over)
    #expect(try office.tables.outboxEntry(alert.id)?.failure == "window_closed")
    #expect(try office.entries(.alert).contains { $0.recipient == .person("marta") && $0.notice?.hop == 1 })
  }

  @Test("STOP as the whole message silences automatics, is confirmed once, and the conversation opens")
  func stopWord() throws {
    let office = Office()
    try office.write("wamid.1", .text("BAJA"), at: ten)
    try office.write("wamid.2", .text("stop"), at: ten.plus(minutes: 1))
    try office.run(until: ten.plus(minutes: 2))
    #expect(try office.conversation() != nil)
    #expect(try office.entries(.optOutConfirmation).count == 1)
    #expect(try office.entries(.acknowledgement).isEmpty)
    #expect(try office.clock(.acknowledgement)?.outcome == .excluded(reason: "opted_out"))
  }

  @Test("a request to cancel a line is no stop word")
  func notAStopWord() throws {
    let office = Office()
    try office.write("wamid.1", .text("Quiero dar de baja mi línea"), at: ten)
    try office.run(until: ten.plus(minutes: 1))
    #expect(try office.entries(.acknowledgement).count == 1)
  }

  @Test("our own number as a sender is served, muted for the interval, and the lead hears of it once")
  func ownNumber() throws {
    let office = Office()
    try office.write("wamid.1", from: "525555551234", at: ten)
    try office.run(until: ten.plus(minutes: 1))
    #expect(try office.entries(.acknowledgement).isEmpty)
    #expect(try office.clock(.acknowledgement)?.outcome == .excluded(reason: "muted"))
    try office.write("wamid.2", from: "525555551234", at: ten.plus(minutes: 2))
    try office.write("wamid.3", from: "5215555551234", at: ten.plus(minutes: 3))
    try office.run(until: ten.plus(minutes: 4))
    #expect(try office.entries(.acknowledgement).isEmpty)
    let notices = try office.entries(.alert).filter { $0.notice?.subject.hasPrefix("loop:") == true }
    #expect(notices.map(\.recipient) == [.person("lucia")])
  }
}
