import BusinessTime
import Helpdesk
import Testing

/// Opening hours as customers and agents meet them, under the example's rules: Monday to Friday from nine to two and
/// from three to six in Mexico City, with Mexico's holidays.
@Suite struct HoursTests {
  /// Asks for information: a quarter of an hour.
  private static let question = MessageContent.text("¿Cuál es su horario de atención?")
  private static let outage = MessageContent.text("Se cayó todo el sistema, nadie puede trabajar")

  @Test("who writes on Friday at 23:00 is promised Monday 9:15, and nothing is breached or told before")
  func friday() throws {
    let office = try Example.office()
    let friday = Example.time("2026-11-20 23:00")
    try office.write("wamid.1", Self.question, at: friday)
    #expect(try office.due(.firstResponse) == "2026-11-23 09:15")
    try office.run(until: friday.plus(seconds: 2))
    let text = try #require(try office.acknowledgement())
    #expect(text.contains("fuera de nuestro horario"))
    #expect(text.contains("el lunes antes de las 9:15"))
    try office.run(until: Example.time("2026-11-23 09:10:02"))
    #expect(office.told() == [])
    #expect(try office.clock(.firstResponse)?.outcome == nil)
    // Two thirds of a quarter of an hour, and its end.
    try office.run(until: Example.time("2026-11-23 09:14:59"))
    #expect(office.told() == ["11-23T09:10:03 ana"])
    #expect(try office.clock(.firstResponse)?.outcome == nil)
    try office.run(until: Example.time("2026-11-23 09:15"))
    #expect(try office.clock(.firstResponse)?.outcome == .breached)
  }

  private static let arrivals = [
    // Ten minutes before lunch.
    ("2026-11-23 13:50", "2026-11-23 15:05"),
    // Five minutes before the evening.
    ("2026-11-23 17:55", "2026-11-24 09:10"),
    // Before a weekend that a holiday makes longer: the third Monday of November.
    ("2026-11-13 17:55", "2026-11-17 09:10"),
    ("2026-11-14 12:00", "2026-11-17 09:15"),
    // Christmas Eve ends at one, Christmas is closed, and a weekend follows.
    ("2026-12-24 12:50", "2026-12-28 09:05"),
  ]

  @Test("lunch, evenings, weekends, holidays and the file's own dates do not count")
  func closed() throws {
    for (written, due) in Self.arrivals {
      let office = try Example.office()
      try office.write("wamid.1", Self.question, at: Example.time(written))
      #expect(try office.due(.firstResponse) == due, "\(written)")
    }
  }

  @Test("a clock that counts around the clock is due at night, another of the same policy waits for the morning")
  func aroundTheClock() throws {
    let office = try Example.office(
      ("first_response: { target: 10m, ladder", "first_response: { target: 10m, calendar: siempre, ladder"))
    try office.write("wamid.1", Self.outage, at: Example.time("2026-11-20 23:00"))
    #expect(try office.due(.firstResponse) == "2026-11-20 23:10")
    #expect(try office.due(.resolution) == "2026-11-23 13:00")
    try office.write("wamid.2", from: "5215555506002", Self.question, at: Example.time("2026-11-20 23:00"))
    #expect(try office.due(.firstResponse, of: 1002) == "2026-11-23 09:15")
  }

  @Test("nobody is given a case outside their shift; when it begins, somebody is")
  func shift() throws {
    let office = try Example.office()
    try office.write("wamid.1", Self.question, at: Example.time("2026-11-20 23:00"))
    #expect(try office.conversation()?.assignee == nil)
    try office.run(until: Example.time("2026-11-23 08:59:59"))
    #expect(try office.conversation()?.assignee == nil)
    try office.run(until: Example.time("2026-11-23 09:00"))
    #expect(try office.conversation()?.assignee == "ana")
  }
}
