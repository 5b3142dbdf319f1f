import Foundation
import Testing

/// The commands as whoever types them meets them: what they print, where, and how they end.
@Suite(.serialized) struct CommandTests {
  /// Offices with a lunch, and one Monday closed by its date.
  private static let rules = """
    gateway: { listen: "127.0.0.1:0", database: "sqlite:acuse.db" }
    meta: { graph_version: v26.0 }
    numbers:
      - { phone_number_id: "106540352242922", waba_id: "102290129340398", display: "+52 55 5555 1234", name: Soporte,
          language: es_MX, team: soporte, throughput: 80, access_token: ACUSE_ACCESS_TOKEN }
    calendars:
      oficina:
        timezone: America/Mexico_City
        week: { mon-fri: ["09:00-13:00", "14:00-18:00"] }
        dates: { 2026-11-23: closed }
    people:
      lucia: { name: Lucía Paz, whatsapp: "+5215555503333", language: es, timezone: America/Mexico_City, roles: management }
    teams:
      soporte: { lead: lucia }
    policies:
      - name: general
        calendar: oficina
        acknowledge: { open: ack, closed: ack_closed, late: ack_late }
        clocks:
          first_response: { target: 30m, ladder: [{ at: due, tell: lead }] }
    """

  private static let token = ["ACUSE_ACCESS_TOKEN": "synthetic"]

  @Test("check of a good file says so, warns by line of what is not acted on yet, and ends with 0")
  func checkGood() async throws {
    let place = try Workplace()
    try place.write(
      Self.rules + "\nmail: { smtp: \"smtp://mail.example.mx:587\", from: acuse@example.mx }\n"
        + "segments: { vip: { contacts_from: api } }\n")
    let finished = try await Binary.run(["check", "--config", place.config], environment: Self.token)
    #expect(finished.status == 0)
    #expect(finished.errors.isEmpty)
    let lines = finished.output.split(separator: "\n").map { $0.replacing(place.config, with: "F") }
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix("F:21:7: warning: Nobody has an `email`, so nothing is ever sent by mail.") == true)
    #expect(
      lines.dropFirst().first
        == "F:22:1: warning: `segments` is not acted on in this version: contacts cannot be put into segments.")
    #expect(lines.last?.hasPrefix("F: ok, 1 number, 1 calendar, 1 person, 1 policy, version ") == true)
    #expect(lines.last?.hasSuffix(", 2 warnings") == true)
  }

  @Test("check of a broken file names every problem at once with line, column and hint, and ends with 1")
  func checkBroken() async throws {
    let place = try Workplace()
    try place.write(
      Self.rules.replacing("tell: lead", with: "tell: leed").replacing("mon-fri", with: "mon-fry")
        .replacing("lead: lucia", with: "lead: luisa"))
    let finished = try await Binary.run(["check", "--config", place.config], environment: Self.token)
    #expect(finished.status == 1)
    #expect(
      finished.output.replacing(place.config, with: "F") == """
        F:9:13: error: `fry` is no weekday. — did you mean `fri`?
        F:14:20: error: There is no person `luisa`. — there is `lucia`
        F:20:64: error: `leed` is no audience. — did you mean `lead`?

        """)
    let json = try await Binary.run(["check", "--config", place.config, "--json"], environment: Self.token)
    #expect(json.status == 1)
    let problems = try json.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(problems.map { $0["line"] as? Int } == [9, 14, 20])
    #expect(problems.map { $0["hint"] as? String }.last == "did you mean `lead`?")
    // And such rules are not served.
    let served = try await Binary.run(["serve", "--config", place.config], environment: place.environment)
    #expect(served.status == 1)
    #expect(served.errors.contains(":20:64: error: `leed` is no audience."))
  }

  @Test("serve warns on standard error, by line, of what this version does not act on yet")
  func serveWarns() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    let rules = try String(contentsOfFile: place.config, encoding: .utf8)
    try place.write(rules + "\nsegments: { vip: { contacts_from: api } }\n")
    let line = rules.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    let gateway = try await GatewayProcess.start(in: place, port: port)
    await gateway.kill9()
    #expect(gateway.output.contains(":\(line):1: warning: `segments` is not acted on in this version"))
  }

  @Test("deadline --explain shows the stretches that were counted and the days that were not")
  func explain() async throws {
    let place = try Workplace()
    try place.write(Self.rules)
    let finished = try await Binary.run([
      "deadline", "--config", place.config, "--calendar", "oficina", "--from", "2026-11-20T17:50:00-06:00",
      "--target", "5h", "--explain",
    ])
    #expect(finished.status == 0)
    // Ten minutes on Friday, none on the weekend and on the Monday that is closed, 4 h before Tuesday's lunch and the
    // remaining 50 minutes after it.
    #expect(
      finished.output == """
        2026-11-24T14:50:00-06:00
          2026-11-20T17:50:00-06:00  to  2026-11-20T18:00:00-06:00  10 m, 10 m so far
          2026-11-21  closed: every saturday
          2026-11-22  closed: every sunday
          2026-11-23  closed: by its date in the rules file
          2026-11-24T09:00:00-06:00  to  2026-11-24T13:00:00-06:00  4 h, 4 h 10 m so far
          2026-11-24T14:00:00-06:00  to  2026-11-24T14:50:00-06:00  50 m, 5 h so far

        """)
  }

  private static let friday = "2026-11-20T17:50:00-06:00"

  @Test(
    "wrong use ends with 2 and one sentence on standard error",
    arguments: [
      (["--calendar", "oficina", "--from", "yesterday", "--target", "5m"], "--from takes a time such as"),
      (["--calendar", "oficina", "--from", friday, "--target", "soon"], "--target takes a duration"),
      (["--calendar", "tienda", "--from", friday, "--target", "5m"], "there is no calendar tienda"),
      (["--calendar", "oficina"], "Missing expected argument '--from <from>'"),
    ])
  func wrongUse(arguments: [String], sentence: String) async throws {
    let place = try Workplace()
    try place.write(Self.rules)
    let finished = try await Binary.run(["deadline", "--config", place.config] + arguments)
    #expect(finished.status == 2)
    #expect(finished.output.isEmpty)
    #expect(finished.errors.contains(sentence))
  }

  @Test("a rules file that is not there is said in one sentence, with what to do")
  func missing() async throws {
    let finished = try await Binary.run(["check", "--config", "/nowhere/acuse.yaml"])
    #expect(finished.status == 1)
    #expect(
      finished.errors
        == "acuse: cannot read the rules file /nowhere/acuse.yaml; name one with --config or $ACUSE_CONFIG.\n")
  }
}
