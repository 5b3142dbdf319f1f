import BusinessTime
import Helpdesk
import Testing

@testable import Rulebook

@Suite struct RulesVersionTests {
  private func version(_ edits: [Int: String?] = [:]) throws -> String {
    let loaded = load(SmallRules.with(edits))
    #expect(loaded.problems == [])
    return try #require(loaded.rules).book.version.rawValue
  }

  @Test("a version is sixteen hex digits")
  func form() throws {
    let version = try version()
    #expect(version.count == 16 && version.allSatisfy { "0123456789abcdef".contains($0) })
  }

  @Test("layout, comments, order of keys, units and what is not pinned leave the version alone")
  func stable() throws {
    let edits: [Int: String?] = [
      // Not pinned.
      2: "  listen: 0.0.0.0:80 # everywhere", 24: "    name: Ana Ruiz de León", 38: "  soporte: { lead: ana }",
      // The same in other words.
      17: "    week: {mon-wed: \"09:00-18:00\", thu: [\"09:00-18:00\"], fri: [\"9:00 - 18:00\"]}", 18: nil,
      49: "      \"tell\": [ 'assignee' ]", 56: "    calendar: oficina", 57: "    when: { language: [es] }",
      62: "    acknowledge: { open: ack, closed: ack_closed, late: ack_late, news: news, delay: delay }",
      64: "      first_response:\n        ladder: estandar\n        # A quarter of an hour.\n        target: 900s",
    ]
    #expect(try version(edits) == version())
    let later = load(SmallRules.text, today: CivilDate(year: 2034, month: 1, day: 1)!)
    #expect(try later.rules?.book.version.rawValue == version())
  }

  @Test(
    "whatever decides changes the version",
    arguments: [
      [16: "    timezone: America/Bogota"], [18: "      mon-fri: \"09:00-18:01\""], [19: "    holidays: co"],
      [21: "      2026-12-24: closed"], [48: "    - at: -6m"], [49: "      tell: lead"],
      [52: "      unless: { answered: 5m, tell: rota:guardia }"], [52: nil],
      [53: "      then: [{ tag: tarde }, { reassign: least_loaded }]"], [56: "    when: { language: [es, pt] }"],
      [62: "    acknowledge: { open: ack, closed: ack_closed }"],
      [62: "    acknowledge: { open: ack, closed: ack_closed, late: ack_late, delay: none }"],
      [62: "    acknowledge: { open: ack, closed: ack_closed, late: ack_late, news: delay }"],
      [64: "      first_response: { target: 16m, ladder: estandar }"],
      [65: "      next_response: { target: 30m, ladder: estandar, pause_while: waiting_customer }"],
      [60: "  - name: normal"],
    ] as [[Int: String?]])
  func sensitive(edits: [Int: String?]) throws {
    #expect(try version(edits) != version())
  }

  @Test("anchors, aliases and merge keys mean what they stand for")
  func aliases() throws {
    let edits: [Int: String?] = [
      23: "  ana: &base", 31: "  lucia:\n    <<: *base\n    shift: oficina", 34: nil, 35: nil,
      59: "      first_response: &first { target: 10m, ladder: estandar }",
      64: "      first_response: { <<: *first, target: 15m }",
    ]
    #expect(try version(edits) == version())
    let lucia = load(SmallRules.with(edits)).rules?.people["lucia"]
    #expect(lucia?.name == "Lucía Paz" && lucia?.language == "es" && lucia?.team == "soporte")
    #expect(lucia?.quiet != nil && lucia?.roles == ["supervisor", "management"])
  }
}
