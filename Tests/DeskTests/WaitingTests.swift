import BusinessTime
import Gateway
import Helpdesk
import Testing

/// What whoever waits on a promise reads, in the example's office with the texts that ship (semantics §9).
@Suite("while the customer waits") struct WaitingTests {
  private let ten = Office.ten

  /// Carla wrote at 10:00 and was told 10:15 at 10:00:02.
  private func promised() throws -> Office {
    let office = try Example.office()
    try office.write("wamid.1", .text("Hola, necesito un comprobante"), at: ten)
    try office.run(until: ten.plus(seconds: 2))
    try accept("w.ack", in: office, at: ten.plus(seconds: 2))
    return office
  }

  private func accept(_ wamid: Wamid, in office: Office, at time: Timestamp) throws {
    try office.send(at: time, .accepted(wamid: wamid, returnedPhone: nil, userID: nil))
  }

  private func words(_ office: Office) throws -> [String] {
    try office.entries(.update).compactMap { $0.rendering.freeForm?.text }
  }

  @Test("two minutes before the promise breaks they read another time, once, and whoever is late is late all the same")
  func delay() throws {
    let office = try promised()
    try office.run(until: ten.plus(minutes: 12, seconds: 59))
    #expect(try words(office) == [])
    try office.run(until: ten.plus(minutes: 13))
    #expect(
      try words(office) == [
        """
        Carla Nieto, vamos con retraso en su caso #1001 y le pedimos disculpas.
        Le respondemos antes de las 10:30.

        Si quiere agregar algo o hablar con alguien del equipo, escríbanos por este chat.
        """
      ])
    #expect(try office.entries(.update).map(\.validUntil) == [ten.plus(minutes: 30)])
    // A warning to whoever has the case goes first.
    try accept("w.ana", in: office, at: ten.plus(minutes: 13))
    try accept("w.delay", in: office, at: ten.plus(minutes: 13, seconds: 1))
    try office.run(until: ten.plus(minutes: 50))
    #expect(try words(office).count == 1)
    #expect(try office.clock(.firstResponse)?.dueAt == ten.plus(minutes: 15))
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
    let promises = try office.conversation()?.clocks.filter { $0.clock == .promise } ?? []
    #expect(promises.map(\.dueAt) == [ten.plus(minutes: 15), ten.plus(minutes: 30)])
    #expect(promises.map(\.outcome) == [.breached, .breached])
  }

  @Test("answered before it was sent, the word of the delay is not sent")
  func overtaken() throws {
    let office = try promised()
    try office.run(until: ten.plus(minutes: 13))
    let entry = try #require(try office.entries(.update).first)
    try office.echo("wamid.e", at: ten.plus(minutes: 13, seconds: 1))
    _ = try office.claim(entry.id, at: ten.plus(minutes: 13, seconds: 2))
    #expect(try office.entries(.update).map(\.state) == [.cancelled])
    let promises = try office.conversation()?.clocks.filter { $0.clock == .promise } ?? []
    #expect(promises.map(\.outcome) == [.met])
  }

  @Test("whoever asks what is new reads that somebody has it and until when; who asks again is not answered again")
  func news() throws {
    let office = try promised()
    try office.write("wamid.2", .text("Buenos días, ¿hay novedades?"), at: ten.plus(minutes: 8))
    #expect(
      try words(office) == [
        """
        Carla Nieto, su caso #1001 sigue abierto y ya lo tiene una persona de nuestro equipo.
        Le respondemos antes de las 10:15.

        Si quiere agregar algo o hablar con alguien del equipo, escríbanos aquí mismo.
        """
      ])
    try accept("w.news", in: office, at: ten.plus(minutes: 8, seconds: 1))
    try office.write("wamid.3", .text("Sigo esperando"), at: ten.plus(minutes: 9))
    #expect(try words(office).count == 1)
    #expect(try office.entries(.acknowledgement).count == 1)
    // The question promised nothing new, and the clock is that of the first message.
    #expect(try office.conversation()?.clocks.filter { $0.clock == .promise }.count == 1)
    #expect(try office.clock(.firstResponse)?.dueAt == ten.plus(minutes: 15))
  }

  @Test("whoever says more than that is left to a person")
  func more() throws {
    let office = try promised()
    try office.write("wamid.2", .text("¿Hay novedades? Ya me cortaron la línea"), at: ten.plus(minutes: 8))
    #expect(try words(office) == [])
  }

  @Test(
    "the ways in which people ask what is new",
    arguments: [
      "¿Hay novedades?", "hola buenas tardes, alguna novedad??", "Disculpe, ¿cómo va mi caso?", "sigo esperando...",
      "Todavía nada 😕", "me van a contestar?", "¿Ya tienen una respuesta, por favor?", "EN QUÉ VA MI CASO",
      "Oi, alguma novidade?", "Bom dia! Tem novidades?", "ainda estou aguardando", "E aí, nada ainda?",
      "Quando vão me responder?", "Hi, any news?", "Any update please", "What's the status of my case?",
      "I'm still waiting", "when will I hear from you??",
    ])
  func questions(_ text: String) throws {
    let office = try promised()
    try office.write("wamid.2", .text(text), at: ten.plus(minutes: 8))
    #expect(try words(office).count == 1, "\(text)")
  }

  @Test(
    "what only looks like it",
    arguments: [
      "¿Hay novedades de la promoción?", "hola", "gracias", "quiero saber el precio", "sigo esperando el técnico",
      "novedades del catálogo por favor", "Tem novidades na loja?", "any news about the refund?", "?", "😕",
      "status",
    ])
  func others(_ text: String) throws {
    let office = try promised()
    try office.write("wamid.2", .text(text), at: ten.plus(minutes: 8))
    #expect(try words(office) == [], "\(text)")
  }
}
