import BusinessTime
import Helpdesk
import Testing

/// Whom a policy applies to, by what is known of a conversation when it opens and by what people make of it.
@Suite struct PolicyTests {
  private let ten = Office.ten

  private static func policy(_ name: String, when: String? = nil, first: String) -> String {
    "  - { name: \(name), \(when.map { "when: { \($0) }, " } ?? "")calendar: siempre,"
      + " clocks: { first_response: { target: \(first) } } }\n"
  }

  @Test("a customer seen for the first time is promised five minutes, one who comes back half an hour")
  func newContact() throws {
    let office = try Example.office(
      policies: Self.policy("nuevos", when: "contact: new", first: "5m") + Self.policy("general", first: "30m"))
    try office.write("wamid.1", at: ten)
    #expect(try office.conversation()?.policy == "nuevos")
    #expect(try office.due(.firstResponse) == "2026-11-23 10:05")
    try office.echo("wamid.2", at: ten.plus(minutes: 4))
    #expect(try office.clock(.firstResponse)?.stoppedAt == ten.plus(minutes: 4))
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    try office.handle(.command(.act(ConversationRef(1001), .resolve, author: .person("ana"))), at: ten.plus(minutes: 5))
    // A day later it is closed, and whoever writes then is known.
    let later = Example.time("2026-11-24 11:00")
    try office.write("wamid.3", at: later)
    #expect(try office.conversation(1001)?.state == .closed)
    #expect(try office.conversation(1002)?.policy == "general")
    #expect(try office.due(.firstResponse, of: 1002) == "2026-11-24 11:30")
  }

  @Test("each business number has its own policy")
  func inbox() throws {
    let office = try Example.office(
      (
        "calendars:\n  oficina:",
        """
          - { phone_number_id: "106540352249999", waba_id: "102290129340398", display: "+52 55 5555 9999", name: Ventas,
              language: es_MX, team: especialistas, throughput: 80, access_token: ACUSE_ACCESS_TOKEN }

        calendars:
          oficina:
        """
      ),
      ("policies:\n", "policies:\n" + Self.policy("ventas", when: "number: Ventas", first: "8m")))
    let sender = Identity(phone: "5215555506001", profileName: "Carla Nieto")
    for (number, wamid) in [("106540352249999", "wamid.1"), ("106540352242922", "wamid.2")] {
      let message = InboundMessage(wamid: Wamid(wamid), sender: sender, timestamp: ten, content: .text("Buenos días"))
      try office.event(.message(message), on: NumberID(number), at: ten)
    }
    #expect(try office.conversation(1001)?.policy == "ventas")
    #expect(try office.due(.firstResponse, of: 1001) == "2026-11-23 10:08")
    #expect(try office.conversation(1002)?.policy == "informacion")
    #expect(try office.due(.firstResponse, of: 1002) == "2026-11-23 10:15")
  }

  @Test("who comes by an advert can have a policy of their own, and so can who writes in another language")
  func origin() throws {
    let office = try Example.office(
      policies: Self.policy("anuncio", when: "source: referral", first: "5m")
        + Self.policy("ingles", when: "language: en", first: "45m") + Self.policy("general", first: "30m"))
    let advert = InboundMessage(
      wamid: "wamid.1", sender: Identity(phone: "5215555506001", profileName: "Carla Nieto"), timestamp: ten,
      content: .text("Hola"), referral: Referral(source: "ad"))
    try office.event(.message(advert), at: ten)
    try office.write("wamid.2", from: "5215555506002", .text("Hello, what is the price please?"), at: ten)
    try office.write("wamid.3", from: "5215555506003", at: ten)
    #expect(try [1001, 1002, 1003].map { try office.conversation($0)?.policy } == ["anuncio", "ingles", "general"])
    #expect(try office.due(.firstResponse, of: 1001) == "2026-11-23 10:05")
    #expect(try office.due(.firstResponse, of: 1002) == "2026-11-23 10:45")
    #expect(try office.due(.firstResponse, of: 1003) == "2026-11-23 10:30")
  }

  @Test("an hour for what is ordinary, four for what can wait, and one policy for all the rest")
  func priority() throws {
    let office = try Example.office(
      policies: Self.policy("media", when: "priority: normal", first: "1h")
        + Self.policy("baja", when: "priority: low", first: "4h") + Self.policy("todo", first: "30m"))
    try office.write("wamid.1", .text("¿Cuál es su horario de atención?"), at: ten)
    try office.write("wamid.2", from: "5215555506002", .text("Que tengan buen día"), at: ten)
    try office.write("wamid.3", from: "5215555506003", .text("Se cayó todo el sistema, nadie puede trabajar"), at: ten)
    #expect(try [1001, 1002, 1003].map { try office.conversation($0)?.policy } == ["media", "baja", "todo"])
    #expect(try office.due(.firstResponse, of: 1001) == "2026-11-23 11:00")
    #expect(try office.due(.firstResponse, of: 1002) == "2026-11-23 14:00")
    #expect(try office.due(.firstResponse, of: 1003) == "2026-11-23 10:30")
  }

  @Test("a first answer without a solution, a solution without a first answer, each on a calendar of its own")
  func separately() throws {
    let night = Example.time("2026-11-23 22:00")
    func clocks(_ text: String) throws -> [String: String] {
      let office = try Example.office(
        policies: "  - { name: general, calendar: oficina, clocks: { \(text) } }")
      try office.write("wamid.1", at: night)
      let kinds = try office.conversation()?.clocks.map(\.clock).filter { $0 != .acknowledgement } ?? []
      return try Dictionary(uniqueKeysWithValues: kinds.map { ($0.rawValue, try office.due($0) ?? "—") })
    }
    #expect(try clocks("first_response: { target: 15m }") == ["first_response": "2026-11-24 09:15"])
    #expect(try clocks("resolution: { target: 4h, calendar: siempre }") == ["resolution": "2026-11-24 02:00"])
    #expect(
      try clocks("first_response: { target: 15m, calendar: siempre }, resolution: { target: 4h }")
        == ["first_response": "2026-11-23 22:15", "resolution": "2026-11-24 13:00"])
  }
}
