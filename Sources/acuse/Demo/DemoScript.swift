import BusinessTime

/// What the people of the demo do, and when. What follows from it is the gateway's doing, and only that is printed.
struct DemoScript: Sendable {
  enum Act: Sendable {
    /// A customer, or one of our people, writes to the business number.
    case writes(DemoPerson, String)
    /// Somebody answers from the WhatsApp Business app.
    case answersByApp(to: DemoPerson, String)
    /// Somebody answers through the API, with their own token.
    case answersByAPI(person: String, to: DemoPerson, String)
  }

  struct Entry: Sendable {
    /// When, on the wall clock of Mexico City.
    var at: Timestamp
    var act: Act
  }

  var entries: [Entry]
  /// When the day is over.
  var end: Timestamp

  /// Monday 2026-11-23, 10:00 in Mexico City.
  static let start = Timestamp(seconds: 1_795_449_600)

  /// The same, but over earlier.
  func ending(afterMinutes minutes: Int) -> DemoScript {
    let earlier = min(end, Self.start.adding(seconds: Int64(minutes) * 60))
    return DemoScript(entries: entries.filter { $0.at < earlier }, end: earlier)
  }

  static let workingDay = DemoScript(
    entries: [
      at(10, 01, 00, .writes(.carla, "Hola, buenos días. Mi pedido no llegó y ya pasaron tres días.")),
      at(10, 01, 01, .writes(.carla, "¿Me pueden ayudar?")),
      at(10, 02, 30, .writes(.joao, "Oi, bom dia! Minha fatura veio com o valor errado, podem verificar?")),
      at(10, 07, 00, .answersByApp(to: .joao, "Olá, João! Já estou verificando a sua fatura.")),
      at(10, 08, 00, .writes(.emma, "Hi, I can't log in to my account since this morning.")),
      // Nobody has answered Carla by 10:16: that is the promise that breaks.
      at(10, 18, 00, .writes(.lucia, "Enterada, lo vemos ahora mismo.")),
      at(
        10, 21, 00,
        .answersByAPI(
          person: "beto", to: .carla, "Hola, Carla: ya localicé su pedido; sale hoy y llega mañana antes de las 12:00.")
      ),
      at(10, 22, 00, .answersByAPI(person: "ana", to: .emma, "Hi Emma, your account is unlocked. Please try again.")),
      at(10, 25, 00, .writes(.carla, "Muchas gracias. ¿Me mandan el número de guía?")),
      at(10, 35, 00, .answersByApp(to: .carla, "Claro que sí: su guía es AU-5550.")),
      // Eight minutes before lunch: the promise continues after it.
      at(13, 52, 00, .writes(.tomas, "Buenas tardes, ¿me pueden mandar la factura del mes pasado?")),
      at(
        15, 10, 00, .answersByAPI(person: "ana", to: .tomas, "Hola, Tomás: una disculpa. Ya va en camino a su correo.")),
      // After hours: the promise is for tomorrow.
      at(18, 10, 00, .writes(.sofia, "Buenas noches, quisiera cambiar mi cita del jueves.")),
    ], end: time(18, 15, 00))

  private static func at(_ hour: Int64, _ minute: Int64, _ second: Int64, _ act: Act) -> Entry {
    Entry(at: time(hour, minute, second), act: act)
  }

  private static func time(_ hour: Int64, _ minute: Int64, _ second: Int64) -> Timestamp {
    start.adding(seconds: (hour - 10) * 3600 + minute * 60 + second)
  }
}
