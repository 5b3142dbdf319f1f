import Helpdesk
import Testing

@testable import Gateway

@Suite("The texts for our own people, as they ship")
struct StaffTextTests {
  let library: TextLibrary

  init() throws { library = try shippedLibrary() }

  private let alert = [
    "ref": "1042", "customer": "Carla Ríos", "clock": "primera respuesta", "due": "vence a las 10:15, en 5 min",
    "waited": "10 min", "assignee": "Ana Ruiz", "priority": "alta",
    "last": "« Hola, no puedo pagar\n« ¿Hay alguien?",
  ]

  @Test("an alert says who waits, for what, since when and until when")
  func fullAlert() {
    #expect(
      library.text("alert", ["es"], alert) == """
        ⏰ Caso #1042 · Carla Ríos
        Compromiso: primera respuesta
        Plazo: vence a las 10:15, en 5 min
        Tiempo de espera: 10 min
        A cargo: Ana Ruiz
        Prioridad: alta

        Últimos mensajes:
        « Hola, no puedo pagar
        « ¿Hay alguien?
        """)
  }

  @Test("what an alert does not know it leaves out, without empty lines")
  func shortAlert() {
    #expect(
      library.text("alert", ["pt"], ["ref": "1042", "customer": "Carla", "assignee": "ninguém"])
        == "⏰ Caso #1042 · Carla\nResponsável: ninguém")
  }

  @Test("as a template the alert is one line a parameter, with — for what is missing")
  func alertTemplate() {
    var values = alert
    values["assignee"] = " "
    #expect(
      library.call("alert", ["es"], values)?.parameters == [
        .init(name: "ref", text: "1042"), .init(name: "customer", text: "Carla Ríos"),
        .init(name: "clock", text: "primera respuesta"), .init(name: "due", text: "vence a las 10:15, en 5 min"),
        .init(name: "waited", text: "10 min"), .init(name: "assignee", text: "—"),
        .init(name: "priority", text: "alta"),
        .init(name: "last", text: "« Hola, no puedo pagar « ¿Hay alguien?"),
      ])
  }

  @Test("a failed reply names the reason")
  func replyFailed() {
    #expect(
      library.text("reply_failed", ["en"], ["ref": "1042", "customer": "Carla", "reason": "131026"])
        == "❌ The reply to Carla in case #1042 was not delivered (reason: 131026). The customer has not received it "
        + "and is still waiting: please reply again or call them.")
  }

  @Test("a loop is told, and it has no template: a person looks at it within their window or later")
  func loop() {
    let rendering = library.render("loop", in: ["pt"]) { _ in ["ref": "7", "customer": "Carla"] }
    #expect(
      rendering?.freeForm?.text
        == "🔁 No caso #7, as mensagens de Carla parecem vir de um sistema automático. As respostas automáticas a este "
        + "contato ficam em pausa; o caso continua aberto para que uma pessoa o verifique.")
    #expect(rendering?.template == nil)
  }

  @Test("a message that lay aside is told with how long ago it was written, and has a template for a closed window")
  func lateMessage() {
    let values = ["ref": "1042", "customer": "Carla Ríos", "waited": "3 h", "last": "Carla Ríos: No puedo pagar"]
    #expect(
      library.text("late_message", ["es"], values)
        == "📥 En el caso #1042 hay un mensaje de Carla Ríos que había quedado apartado y recién ahora se pudo leer; lo "
        + "escribió hace 3 h. No recibió acuse y ningún plazo corre por él: alguien tiene que responderle.\n\n"
        + "Carla Ríos: No puedo pagar")
    #expect(library.call("late_message", ["pt"], values)?.parameters.count == 4)
  }

  @Test("the end of automatic messages is confirmed")
  func optOut() {
    #expect(
      library.text("opt_out", ["es"], ["business": "Soporte"])
        == "Listo: ya no recibirá mensajes automáticos de Soporte. Si necesita algo, escríbanos por este chat y le "
        + "responderá una persona de nuestro equipo.")
  }

  @Test("the start of a shift has its button")
  func shiftOpening() {
    let values = ["name": "Ana", "count": "3", "on_call": "Beto"]
    #expect(
      library.render("shift_opening", in: ["es"]) { _ in values }?.freeForm
        == .buttons(
          body: "¡Buen turno, Ana!\nHoy: 3 por vencer.\nDe guardia: Beto.",
          buttons: [ReplyButton(id: "here", title: "Estoy")]))
  }
}
