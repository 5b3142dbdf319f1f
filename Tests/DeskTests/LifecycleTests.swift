import BusinessTime
import Helpdesk
import Testing

/// A matter from its first message to its end, under the example's rules.
@Suite struct LifecycleTests {
  private let ten = Office.ten
  private static let outage = MessageContent.text("Se cayó todo el sistema, nadie puede trabajar")

  @discardableResult
  private func act(_ action: Action, _ office: Office, at now: Timestamp) throws -> Answer {
    try office.handle(.command(.act(ConversationRef(1001), action, author: .person("ana"))), at: now)
  }

  @Test("after the first answer the oldest open request has half an hour of its own, however often they ask")
  func nextResponse() throws {
    let office = try Example.office()
    try office.write("wamid.1", .text("¿Cuál es su horario de atención?"), at: ten)
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try office.write("wamid.3", .text("¿Y los sábados?"), at: ten.plus(minutes: 20))
    try office.write("wamid.4", .text("¿Hola?"), at: ten.plus(minutes: 30))
    #expect(try office.due(.nextResponse) == "2026-11-23 10:50")
    try office.echo("wamid.5", "No, de lunes a viernes", at: ten.plus(minutes: 47))
    let clock = try #require(try office.clock(.nextResponse))
    #expect(clock.startedAt == ten.plus(minutes: 20))
    #expect(clock.stoppedAt == ten.plus(minutes: 47))
    #expect(clock.outcome == .met)
  }

  @Test("resolved in time the solution is met; within a day a request reopens it, and the time between was nobody's")
  func reopens() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.outage, at: ten)
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try act(.resolve, office, at: Example.time("2026-11-23 12:00"))
    #expect(try office.clock(.resolution)?.outcome == .met)
    #expect(try office.clock(.resolution)?.stoppedAt == Example.time("2026-11-23 12:00"))
    try office.write("wamid.3", .text("Volvió a caerse"), at: Example.time("2026-11-24 11:59"))
    #expect(try office.conversation()?.state == .open)
    #expect(try office.conversation(1002) == nil)
    #expect(try office.clock(.resolution)?.outcome == nil)
    // Two of four hours are left: from a minute before twelve until two.
    #expect(try office.due(.resolution) == "2026-11-24 13:59")
  }

  @Test("a day after it was resolved it closes by itself, and who writes then opens another")
  func closes() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.outage, at: ten)
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try act(.resolve, office, at: Example.time("2026-11-23 12:00"))
    try office.run(until: Example.time("2026-11-24 11:59:59"))
    #expect(try office.conversation()?.state == .resolved)
    try office.run(until: Example.time("2026-11-24 12:00"))
    #expect(try office.conversation()?.state == .closed)
    #expect(try act(.reopen, office, at: Example.time("2026-11-24 12:01")) == .refused(.conversationClosed))
    try office.write("wamid.3", .text("¿Siguen ahí?"), at: Example.time("2026-11-24 12:02"))
    #expect(try office.conversation(1002)?.state == .open)
    #expect(office.told() == [])
  }

  @Test("it does not close while an answer is on its way, and whoever gave it hears that it did not go")
  func closesAfterTheAnswer() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.outage, at: ten)
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try act(.resolve, office, at: Example.time("2026-11-23 12:00"))
    // Thanks keep the window open and reopen nothing.
    try office.write("wamid.3", .text("Gracias"), at: Example.time("2026-11-23 12:30"))
    let reply = Command.reply(ConversationRef(1001), text: "¿Todo bien?", author: .person("ana"))
    try office.handle(.command(reply), at: Example.time("2026-11-24 11:59"))
    try office.run(until: Example.time("2026-11-24 12:00:59"))
    #expect(try office.conversation()?.state == .resolved)
    try office.run(until: Example.time("2026-11-24 12:01"))
    #expect(try office.conversation()?.state == .closed)
    #expect(office.told() == ["11-24T12:01:00 ana"])
  }

  @Test("resolved after a message that the customer's phone dates ahead, reopened at once, it waits like any other")
  func noTimeBetween() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.outage, written: ten.plus(minutes: 4), at: ten)
    try act(.resolve, office, at: ten.plus(seconds: 5))
    try act(.reopen, office, at: ten.plus(seconds: 10))
    try act(.waitCustomer, office, at: ten.plus(seconds: 15))
    let pauses = try #require(try office.conversation()?.pauses)
    #expect(pauses.map(\.state) == [.waitingCustomer])
    #expect(pauses.first?.from == ten.plus(seconds: 15))
  }

  @Test("once its day is over nothing is done to it any more, also before its alarm has been handled")
  func closedUnseen() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.outage, at: ten)
    try office.echo("wamid.2", at: ten.plus(minutes: 5))
    try act(.resolve, office, at: Example.time("2026-11-23 12:00"))
    // Thanks keep the window open and reopen nothing.
    try office.write("wamid.3", .text("Gracias"), at: Example.time("2026-11-23 12:30"))
    let over = Example.time("2026-11-24 12:00")
    for action in [Action.reopen, .tag("VIP"), .assign("beto")] {
      #expect(try act(action, office, at: over) == .refused(.conversationClosed))
    }
    let reply = Command.reply(ConversationRef(1001), text: "Con gusto", author: .person("ana"))
    #expect(try office.handle(.command(reply), at: over) == .refused(.conversationClosed))
    #expect(try office.conversation()?.tags == [])
    #expect(try act(.reopen, office, at: over.plus(seconds: -1)) == .done)
  }

  @Test("while the customer is waited for no step is climbed; their answer lets the solution go on where it stood")
  func pauses() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.outage, at: ten)
    try office.echo("wamid.2", "¿Qué modelo es?", at: ten.plus(minutes: 5))
    try act(.waitCustomer, office, at: Example.time("2026-11-23 11:00"))
    try office.run(until: Example.time("2026-11-25 09:30"))
    #expect(office.told() == [])
    try office.write("wamid.3", .text("El de dos antenas"), at: Example.time("2026-11-25 09:30"))
    #expect(try office.conversation()?.state == .open)
    // One of four hours was used on Monday.
    #expect(try office.due(.resolution) == "2026-11-25 12:30")
    // `critica` pauses for the customer only: waiting for others stops nothing.
    try act(.waitThirdParty, office, at: Example.time("2026-11-25 10:00"))
    #expect(try office.due(.resolution) == "2026-11-25 12:30")
  }

  @Test("moved to another team, the case leaves whoever had it and goes to somebody of that team")
  func team() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.outage, at: ten)
    #expect(try office.conversation()?.assignee == "ana")
    #expect(try act(.team("especialistas"), office, at: ten.plus(minutes: 1)) == .done)
    #expect(try office.conversation()?.team == "especialistas")
    #expect(try office.conversation()?.assignee == "carla")
    #expect(try office.due(.firstResponse) == "2026-11-23 10:10")
    #expect(try act(.team("ventas"), office, at: ten.plus(minutes: 2)) == .refused(.noSuchTeam))
    #expect(try act(.assign("luisa"), office, at: ten.plus(minutes: 2)) == .refused(.noSuchPerson))
    #expect(try act(.assign("beto"), office, at: ten.plus(minutes: 3)) == .done)
    #expect(try office.conversation()?.assignee == "beto")
    // The warning goes to whoever has it by then: two thirds of ten minutes.
    try office.run(until: ten.plus(minutes: 9))
    #expect(office.told() == ["11-23T10:06:42 beto"])
  }
}
