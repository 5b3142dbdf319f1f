import BusinessTime
import Helpdesk
import Testing

@testable import Gateway

@Suite("The acknowledgement that a customer reads, as it ships")
struct AcknowledgementTextTests {
  let library: TextLibrary

  init() throws { library = try shippedLibrary() }

  /// As the desk asks for it.
  private func text(
    _ name: String, in language: Language, to customer: String?, promise: String, now: String,
    zone zoneName: String = "America/Mexico_City", phone: String = "5215555550101", assignee: String? = nil
  ) throws -> String? {
    let phrase = PromisePhrase(
      promise: try at(promise), zone: try zone(zoneName), now: try at(now), customerPhone: phone)
    return library.render(name, in: [language]) { language in
      var values = ["ref": "1042", "business": "Soporte"]
      values["name"] = customer
      values["assignee"] = assignee
      values["promise"] = phrase?.text(in: language)
      return values
    }?.freeForm?.text
  }

  @Test("in Spanish, within hours")
  func spanish() throws {
    let text = try text(
      "ack", in: "es_MX", to: "Carla", promise: "2026-11-23T10:15:00-06:00", now: "2026-11-23T10:00:02-06:00")
    #expect(
      text == """
        ¡Gracias por escribirnos, Carla! Recibimos su mensaje.
        Una persona de nuestro equipo le responderá antes de las 10:15.

        Su número de referencia es #1042. Si quiere agregar algo o hablar con alguien del equipo, escríbanos aquí mismo.
        """)
  }

  @Test("in Portuguese, at lunch, without a name")
  func portuguese() throws {
    let text = try text(
      "ack_closed", in: "pt_BR", to: nil, promise: "2026-11-23T15:15:00-03:00", now: "2026-11-23T14:20:00-03:00",
      zone: "America/Sao_Paulo", phone: "5511955550101")
    #expect(
      text == """
        Obrigado por escrever para nós! Recebemos a sua mensagem. Neste momento estamos fora do nosso horário de \
        atendimento.
        Uma pessoa da nossa equipe vai responder antes das 15:15.

        O seu número de referência é #1042. Se quiser acrescentar algo ou falar com alguém da equipe, escreva aqui \
        mesmo: leremos na volta.
        """)
  }

  @Test("in English, for tomorrow, to somebody abroad")
  func english() throws {
    let text = try text(
      "ack_closed", in: "en", to: "Sam", promise: "2026-11-24T09:15:00-06:00", now: "2026-11-23T18:30:00-06:00",
      phone: "15555550101")
    #expect(
      text == """
        Thank you for writing to us, Sam! We have received your message. We are outside our opening hours right now.
        A member of our team will reply tomorrow before 9:15 AM (Mexico City time).

        Your reference number is #1042. If you want to add something or talk to someone on the team, just write \
        here: we will read it when we are back.
        """)
  }

  @Test("in Spanish, on a Friday night, for Monday, to somebody abroad")
  func monday() throws {
    let text = try text(
      "ack_closed", in: "es", to: nil, promise: "2026-11-23T09:15:00-06:00", now: "2026-11-20T23:00:00-06:00",
      phone: "573005550101")
    #expect(
      text == """
        ¡Gracias por escribirnos! Recibimos su mensaje. En este momento estamos fuera de nuestro horario de atención.
        Una persona de nuestro equipo le responderá el lunes antes de las 9:15 (hora de Ciudad de México).

        Su número de referencia es #1042. Si quiere agregar algo o hablar con alguien del equipo, escríbanos aquí \
        mismo: lo leeremos al volver.
        """)
  }

  @Test("the urgent one begins with the name if there is one, and with a capital letter if not")
  func urgent() throws {
    let (promise, now) = ("2026-11-23T10:10:00-06:00", "2026-11-23T10:00:02-06:00")
    let named = try text("ack_urgent", in: "es", to: "Carla", promise: promise, now: now)
    #expect(
      named == """
        Carla, recibimos su mensaje y entendemos que es urgente. Lo atendemos con prioridad.
        Una persona de nuestro equipo le responderá antes de las 10:10.

        Su número de referencia es #1042. Si algo cambia o quiere hablar con alguien del equipo, escríbanos aquí mismo.
        """)
    let unnamed = try text("ack_urgent", in: "pt", to: nil, promise: promise, now: now)
    #expect(unnamed?.hasPrefix("Recebemos a sua mensagem e entendemos que é urgente. Ela tem prioridade.\nUma") == true)
  }

  @Test("the late one apologises and promises a new time")
  func late() throws {
    let text = try text(
      "ack_late", in: "en", to: nil, promise: "2026-11-23T13:05:00-06:00", now: "2026-11-23T12:50:00-06:00")
    #expect(
      text == """
        Your message reached us late, and we are sorry that you had to wait.
        A member of our team will reply before 1:05 PM.

        Your reference number is #1042. If you want to add something or talk to someone on the team, just write here.
        """)
  }

  @Test("before a promise breaks: late, sorry, and another time")
  func delay() throws {
    let promise = "2026-11-23T10:30:00-06:00"
    let now = "2026-11-23T10:13:00-06:00"
    #expect(
      try text("delay", in: "es", to: "Carla", promise: promise, now: now) == """
        Carla, vamos con retraso en su caso #1042 y le pedimos disculpas.
        Le respondemos antes de las 10:30.

        Si quiere agregar algo o hablar con alguien del equipo, escríbanos por este chat.
        """)
  }

  @Test("to whoever asks what is new: that it is open, whether somebody has it, and when they will be answered")
  func news() throws {
    let promise = "2026-11-23T10:15:00-06:00"
    let now = "2026-11-23T10:08:00-06:00"
    #expect(
      try text("news", in: "es", to: "Carla", promise: promise, now: now, assignee: "Ana Ruiz") == """
        Carla, su caso #1042 sigue abierto y ya lo tiene una persona de nuestro equipo.
        Le respondemos antes de las 10:15.

        Si quiere agregar algo o hablar con alguien del equipo, escríbanos aquí mismo.
        """)
    #expect(
      try text("news", in: "pt", to: nil, promise: promise, now: now) == """
        Seu caso #1042 continua aberto e aguarda uma pessoa da nossa equipe.
        Vamos responder antes das 10:15.

        Se quiser acrescentar algo ou falar com alguém da equipe, escreva por aqui mesmo.
        """)
    #expect(
      library.text("news", ["en"], ["ref": "7"]) == """
        Your case #7 is still open and waiting for someone on our team to take it.
        When there is news, we will write to you here.

        If you want to add something or talk to someone on the team, write in this chat.
        """)
  }

  @Test("without a promise it names no time")
  func withoutPromise() {
    #expect(
      library.text("ack", ["es"], ["ref": "7"]) == """
        ¡Gracias por escribirnos! Recibimos su mensaje.
        Una persona de nuestro equipo le responderá por este chat.

        Su número de referencia es #7. Si quiere agregar algo o hablar con alguien del equipo, escríbanos aquí mismo.
        """)
  }

  @Test("outside the window the approved template carries the same promise and reference")
  func template() throws {
    let call = library.call("ack", ["pt_BR"], ["ref": "1042", "promise": "antes das 10:15", "name": "Carla"])
    #expect(
      call
        == TemplateCall(
          name: "ack", language: "pt_BR",
          parameters: [
            .init(name: "promise", text: "antes das 10:15"), .init(name: "ref", text: "1042"),
          ]))
  }
}
