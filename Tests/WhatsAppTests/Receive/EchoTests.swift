import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("Echoes and standby")
struct EchoTests {
  @Test("a reply from the phone app is an echo to its recipient")
  func echo() throws {
    let expected = EchoedMessage(
      wamid: "wamid.TEST0600",
      recipient: Identity(phone: "5215555550123", userID: "MX.1000000000000001", profileName: "Ana Prueba"),
      timestamp: Timestamp(seconds: 1_795_300_020), content: .text("Le respondo"))
    #expect(try Fixture.event("echo") == .echo(expected))
  }

  @Test("an echo may know its recipient by user id only, and revoke instead of say")
  func revoke() throws {
    let expected = EchoedMessage(
      wamid: "wamid.TEST0601", recipient: Identity(userID: "CO.2"), timestamp: Timestamp(seconds: 1_795_300_021),
      content: .revoke(of: "wamid.TEST0600"))
    #expect(try Fixture.event("echo_user_id_revoke") == .echo(expected))
  }

  @Test("in standby, messages are marked, and echoes are the agent's")
  func standby() throws {
    let events = try Fixture.readings("standby").map(\.event)
    try #require(events.count == 2)
    guard case .message(let message) = events[0], case .echo(let echo) = events[1] else { throw Fixture.Missing() }
    #expect(message.isStandby && message.content == .text("Hola bot"))
    #expect(echo.isFromMetaAgent && echo.content == .text("Soy el agente"))
  }

  @Test("what happened in standby may stand a level deeper, beside the number")
  func standbyDeeper() throws {
    let events = try Fixture.readings("standby_deeper").map(\.event)
    try #require(events.count == 2)
    guard case .message(let message) = events[0], case .echo(let echo) = events[1] else { throw Fixture.Missing() }
    #expect(message.isStandby && message.content == .text("¿Siguen abiertos?"))
    #expect(echo.isFromMetaAgent && echo.content == .text("Sí, hasta las seis"))
    #expect(echo.recipient.phone == "5215555550123")
  }

  @Test("a hand-over names the customer as sender and our number as recipient, without metadata")
  func handOver() throws {
    let readings = try Fixture.readings("handover")
    let expected = HandOver(
      customer: Identity(phone: "5215555550123"), timestamp: Timestamp(seconds: 1_795_300_030))
    #expect(readings.map(\.event) == [.handOver(expected)])
    #expect(readings.map(\.number) == ["100000000000001"])
  }

  @Test("a thread that Meta's agent takes back is kept and counted, and changes nothing")
  func handOverToAgent() throws {
    #expect(try Fixture.event("handover_to_agent") == .other(field: "messaging_handovers"))
  }
}
