import BusinessTime
import Helpdesk
import Testing

@Suite("Phrases for our own people")
struct PhrasesTests {
  @Test(
    "a duration in whole units, rounded down",
    arguments: [
      (-5, "menos de 1 min", "less than 1 min"), (0, "menos de 1 min", "less than 1 min"),
      (59, "menos de 1 min", "less than 1 min"), (60, "1 min", "1 min"), (719, "11 min", "11 min"),
      (720, "12 min", "12 min"), (3600, "1 h", "1 h"), (3900, "1 h 5 min", "1 h 5 min"),
      (86_399, "23 h 59 min", "23 h 59 min"), (86_400, "1 día", "1 day"), (97_200, "1 día 3 h", "1 day 3 h"),
      (183_600, "2 días 3 h", "2 days 3 h"),
    ] as [(Int64, String, String)])
  func duration(_ seconds: Int64, _ es: String, _ en: String) {
    #expect(Phrases.duration(seconds, in: "es") == es)
    #expect(Phrases.duration(seconds, in: "en") == en)
  }

  @Test("a duration at the ends of Int64 does not trap")
  func extremeDurations() {
    #expect(Phrases.duration(.min, in: "pt") == "menos de 1 min")
    #expect(Phrases.duration(.max, in: "pt").hasPrefix("106751991167300 dias"))
  }

  @Test(
    "when something is due, and by how much it is late",
    arguments: [
      ("10:10:00", "vence a las 10:15, en 5 min", "vence às 10:15, em 5 min", "due at 10:15 AM, in 5 min"),
      ("10:10:01", "vence a las 10:15, en 5 min", "vence às 10:15, em 5 min", "due at 10:15 AM, in 5 min"),
      ("10:14:59", "vence a las 10:15, en 1 min", "vence às 10:15, em 1 min", "due at 10:15 AM, in 1 min"),
      ("10:15:00", "vence ahora, a las 10:15", "vence agora, às 10:15", "due now, at 10:15 AM"),
      (
        "10:15:01", "venció a las 10:15, hace menos de 1 min", "venceu às 10:15, há menos de 1 min",
        "was due at 10:15 AM, less than 1 min ago"
      ),
      ("10:18:59", "venció a las 10:15, hace 3 min", "venceu às 10:15, há 3 min", "was due at 10:15 AM, 3 min ago"),
    ])
  func due(_ now: String, _ es: String, _ pt: String, _ en: String) throws {
    let mexico = try zone("America/Mexico_City")
    let (due, now) = (try at("2026-11-23T10:15:00-06:00"), try at("2026-11-23T\(now)-06:00"))
    #expect(Phrases.due(due, now: now, zone: mexico, in: "es_MX") == es)
    #expect(Phrases.due(due, now: now, zone: mexico, in: "pt_BR") == pt)
    #expect(Phrases.due(due, now: now, zone: mexico, in: "en") == en)
  }

  @Test("a due time of another day says the day, in the reader's own zone")
  func dueElsewhere() throws {
    let (due, now) = (try at("2026-11-23T09:15:00-06:00"), try at("2026-11-20T18:00:00-06:00"))
    #expect(
      Phrases.due(due, now: now, zone: try zone("America/Bogota"), in: "es")
        == "vence el lunes a las 10:15, en 2 días 15 h")
    #expect(
      Phrases.due(try at("2026-11-23T13:01:00Z"), now: now, zone: try zone("Europe/Lisbon"), in: "pt")
        == "vence na segunda-feira às 13:01, em 2 dias 13 h")
  }

  @Test("one o'clock is singular")
  func oneOClock() throws {
    let now = try at("2026-11-23T00:58:00Z")
    let due = try at("2026-11-23T01:05:00Z")
    #expect(Phrases.due(due, now: now, zone: .utc, in: "es") == "vence a la 1:05, en 7 min")
    #expect(Phrases.due(due, now: now, zone: .utc, in: "pt") == "vence à 1:05, em 7 min")
  }

  @Test("the clock's reading drops seconds")
  func time() throws {
    let instant = try at("2026-11-23T13:05:59-06:00")
    #expect(Phrases.time(instant, zone: try zone("America/Mexico_City"), in: "es") == "13:05")
    #expect(Phrases.time(instant, zone: try zone("America/Bogota"), in: "en") == "2:05 PM")
  }

  @Test("every clock and priority has a name in every language")
  func names() {
    #expect(
      ClockKind.allCases.map { Phrases.clock($0, in: "es") } == [
        "acuse de recibo", "primera respuesta", "siguiente respuesta", "resolución", "hora prometida", "asignación",
      ])
    #expect(
      ClockKind.allCases.map { Phrases.clock($0, in: "pt") } == [
        "confirmação de recebimento", "primeira resposta", "próxima resposta", "resolução", "horário prometido",
        "atribuição",
      ])
    #expect(
      ClockKind.allCases.map { Phrases.clock($0, in: "en") } == [
        "acknowledgement", "first response", "next response", "resolution", "promised time", "assignment",
      ])
    #expect(Priority.allCases.map { Phrases.priority($0, in: "pt") } == ["baixa", "normal", "alta", "urgente"])
    #expect(Phrases.nobody(in: "es") == "nadie")
    #expect(Phrases.nobody(in: "pt") == "ninguém")
    #expect(Phrases.unknownCustomer(in: "en") == "an unnamed customer")
  }
}
