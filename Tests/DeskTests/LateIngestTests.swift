import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What lay in quarantine and is tried again (semantics §3): somebody is told, and no clock counts it.
@Suite("what had lain aside") struct LateIngestTests {
  private let ten = Office.ten
  private let ref = ConversationRef(1001)

  private func outcomes(_ office: Office, _ ref: Int64 = 1001) throws -> [String: ClockOutcome?] {
    let clocks = try office.conversation(ref)?.clocks ?? []
    return Dictionary(clocks.map { ($0.clock.rawValue, $0.outcome) }) { $1 }
  }

  @Test("a message that opens a case: nothing is promised, nothing counts, and whoever gets the case is told at once")
  func opens() throws {
    let office = Office()
    try office.write("wamid.1", written: ten.plus(minutes: -90), isLate: true, at: ten)
    let opened = try #require(try office.conversation())
    #expect(opened.openedAt == ten.plus(minutes: -90))
    #expect(opened.assignee == "ana")
    #expect(opened.nextDueAt == nil)
    let late = ClockOutcome.excluded(reason: "late_ingest")
    #expect(try outcomes(office) == ["acknowledgement": late, "first_response": late])
    #expect(try office.entries(.alert).map(\.recipient) == [.person("ana")])
    let text = try #require(try office.entries(.alert).first?.rendering.freeForm?.text)
    #expect(text.hasPrefix("late_message"))
    #expect(text.contains("1 h 30 min"))
    try office.run(until: ten.plus(minutes: 300))
    #expect(try office.entries(.acknowledgement).isEmpty)
    #expect(try office.entries(.alert).count == 1)
    #expect(try office.conversation()?.wakeAt == nil)
  }

  @Test("every clock of the policy that the case would have started is taken out of the count, and stays out")
  func allClocks() throws {
    let office = try Example.office(
      policies: """
            - name: general
              calendar: siempre
              acknowledge: { open: ack, closed: ack_closed, late: ack_late }
              clocks:
                first_response: { target: 15m, ladder: [{ at: due, tell: lead }] }
                next_response: { target: 30m, ladder: [{ at: due, tell: lead }] }
                resolution: { target: 4h, ladder: [{ at: due, tell: lead }] }
                assignment: { target: 10m, ladder: [{ at: due, tell: lead }] }
        """)
    let now = Example.time("2026-11-23 10:00")
    try office.write("wamid.1", written: now.plus(minutes: -90), isLate: true, at: now)
    let late = ClockOutcome.excluded(reason: "late_ingest")
    #expect(
      try outcomes(office)
        == ["acknowledgement": late, "first_response": late, "resolution": late, "assignment": late])
    // The next message is an ordinary one: a person owes it an answer, and it is acknowledged.
    try office.write("wamid.2", at: now.plus(minutes: 1))
    #expect(try office.conversation()?.nextDueAt == now.plus(minutes: 16))
    try office.run(until: now.plus(minutes: 2))
    #expect(try office.entries(.acknowledgement).count == 1)
    let resolution = try #require(try office.clock(.resolution))
    #expect(resolution.outcome == late)
    #expect(try office.conversation()?.clocks.filter { $0.clock == .firstResponse }.map(\.outcome) == [late, nil])
  }

  @Test("three of one customer's are one notice; in the record each is a line")
  func oneNotice() throws {
    let office = Office()
    for minute in 1...3 {
      try office.write("wamid.\(minute)", written: ten.plus(minutes: Int64(-minute)), isLate: true, at: ten)
    }
    #expect(try office.entries(.alert).count == 1)
    #expect(office.record().count { $0 == "late_ingest" } == 3)
    #expect(try office.conversation(1002) == nil)
  }

  @Test("one that comes while somebody waits changes nothing about that waiting")
  func joins() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.write("wamid.0", written: ten.plus(minutes: -10), isLate: true, at: ten.plus(minutes: 1))
    #expect(try office.conversation()?.nextDueAt == ten.plus(minutes: 15))
    #expect(try office.clock(.firstResponse)?.startedAt == ten)
    try office.run(until: ten.plus(minutes: 2))
    #expect(try office.entries(.acknowledgement).count == 1)
  }

  @Test("one that was written after a person's answer would have begun the next wait: that one is taken out")
  func afterAnAnswer() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.echo("wamid.e", at: ten.plus(minutes: 5))
    try office.write("wamid.2", written: ten.plus(minutes: 8), isLate: true, at: ten.plus(minutes: 60))
    #expect(try office.clock(.nextResponse)?.outcome == .excluded(reason: "late_ingest"))
    // And one that the answer covered takes nothing out.
    try office.write("wamid.3", written: ten.plus(minutes: 3), isLate: true, at: ten.plus(minutes: 61))
    #expect(try office.conversation()?.clocks.count { $0.clock == .nextResponse } == 1)
  }

  @Test("a resolved case is opened again by it: somebody has to read what it says")
  func reopens() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.handle(.command(.act(ref, .resolve, author: .person("ana"))), at: ten.plus(minutes: 1))
    try office.write("wamid.2", written: ten, isLate: true, at: ten.plus(minutes: 10))
    #expect(try office.conversation()?.state == .open)
    #expect(try office.entries(.alert).map(\.recipient) == [.person("ana")])
  }

  @Test("a person's answer that lay aside still ends the waiting at its own time")
  func answers() throws {
    let office = Office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
    let echo = EchoedMessage(
      wamid: "wamid.e", recipient: Identity(phone: "5215555506001"), timestamp: ten.plus(minutes: 6),
      content: .text("Con gusto"))
    try office.event(.echo(echo), isLate: true, at: ten.plus(minutes: 40))
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    #expect(try office.clock(.firstResponse)?.stoppedAt == ten.plus(minutes: 6))
  }
}
