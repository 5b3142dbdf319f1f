import BusinessTime
import Helpdesk
import Testing

/// Ladders from the rules file to the phones, step by step, under the example's rules and small edits of them.
@Suite struct EscalationTests {
  private let ten = Office.ten
  private static let question = MessageContent.text("¿Cuál es su horario de atención?")
  private static let outage = MessageContent.text("Se cayó todo el sistema, nadie puede trabajar")

  @Test("assignee before, lead at the due time, who is on call when no phone took it, management in the end")
  func levels() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.question, at: ten)
    try office.run(until: ten.plus(minutes: 14))
    #expect(office.told() == ["11-23T10:10:03 ana"])
    #expect(try office.conversation()?.tags == [])
    #expect(try office.conversation()?.stage == nil)

    try office.run(until: ten.plus(minutes: 15))
    let overdue = try #require(try office.conversation())
    #expect(overdue.assignee == "beto")
    #expect(overdue.tags == ["SLA incumplido"])
    #expect(overdue.stage == "Revisión de supervisor")
    #expect(overdue.priority == .normal)
    #expect(overdue.queue == nil)

    try office.run(until: ten.plus(minutes: 45))
    #expect(
      office.told() == ["11-23T10:10:03 ana", "11-23T10:15:00 lucia", "11-23T10:20:00 ana", "11-23T10:45:00 marta"])
    #expect(try office.conversation()?.priority == .urgent)
    #expect(try office.conversation()?.queue == "urgentes")
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
  }

  @Test("the duty goes to the next on Monday at nine")
  func onCall() throws {
    for (written, told) in [("2026-11-27 10:00", "11-27T10:20:00 ana"), ("2026-11-30 10:00", "11-30T10:20:00 beto")] {
      let office = try Example.office()
      let time = Example.time(written)
      try office.write("wamid.1", Self.question, at: time)
      try office.run(until: time.plus(minutes: 20))
      #expect(office.told().last == told)
    }
  }

  @Test("two minutes and five minutes before the due time of a quarter of an hour the assignee is warned")
  func minutesBefore() throws {
    let office = try Example.office(("{ at: 67%, tell: assignee }", "{ at: [-5m, -2m], tell: assignee }"))
    try office.write("wamid.1", Self.question, at: ten)
    try office.run(until: ten.plus(minutes: 14))
    #expect(office.told() == ["11-23T10:10:00 ana", "11-23T10:13:00 ana"])
  }

  @Test("whoever is told of a message that came late is told so")
  func lateMessage() throws {
    for (minutes, words) in [(40, "; el mensaje llegó con 40 min de retraso"), (15, ""), (0, "")] as [(Int64, String)] {
      let office = try Example.office()
      try office.write("wamid.1", Self.question, written: ten, at: ten.plus(minutes: minutes))
      try office.run(until: ten.plus(minutes: 46))
      let alert = try #require(try office.entries(.alert).last)
      let text = try #require(alert.rendering.freeForm?.text)
      let due = text.split(separator: "\n").first { $0.hasPrefix("Plazo: ") }.map(String.init)
      #expect(due?.hasSuffix("min\(words)") == true, "\(text)")
      #expect(due?.contains("retraso") == !words.isEmpty)
    }
  }

  @Test("half an hour before a solution is due its owner is reminded; unsolved after four hours it goes up")
  func solution() throws {
    let office = try Example.office(("{ at: 75%, tell: assignee }", "{ at: -30m, tell: assignee }"))
    try office.write("wamid.1", Self.outage, at: ten)
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try office.run(until: Example.time("2026-11-23 13:59"))
    // At nine tenths, 216 minutes, both are told that it is at risk.
    #expect(office.told() == ["11-23T13:30:00 ana", "11-23T13:36:00 ana", "11-23T13:36:00 lucia"])
    #expect(try office.conversation()?.tags == [])
    try office.run(until: Example.time("2026-11-23 14:00"))
    #expect(office.told().last == "11-23T14:00:00 lucia")
    #expect(try office.conversation()?.tags == ["SLA incumplido"])
    #expect(try office.clock(.resolution)?.outcome == .breached)
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    // Four opening hours later: three in the afternoon, one on Tuesday.
    try office.run(until: Example.time("2026-11-24 12:00"))
    #expect(office.told().last == "11-24T10:00:00 marta")
    #expect(office.told().count == 5)
  }

  @Test("one step tells the lead and the specialists; another raises the priority before anything is missed")
  func together() throws {
    let office = try Example.office(
      ("{ at: 67%, tell: assignee }", "{ at: 67%, tell: assignee, then: [{ priority: high }, { tag: vence pronto }] }"),
      ("      tell: lead\n", "      tell: [lead, \"team:especialistas\"]\n"))
    try office.write("wamid.1", Self.question, at: ten)
    try office.run(until: ten.plus(minutes: 14))
    #expect(try office.conversation()?.priority == .high)
    #expect(try office.conversation()?.tags == ["vence pronto"])
    try office.run(until: ten.plus(minutes: 15))
    #expect(Set(office.told().suffix(2)) == ["11-23T10:15:00 lucia", "11-23T10:15:00 carla"])
    #expect(try office.conversation()?.tags == ["vence pronto", "SLA incumplido"])
  }
}
