import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// `acuse explain`: the real binary over a database that a real run has filled.
@Suite(.serialized) struct ExplainTests {
  /// What is told of a promise of three seconds that was missed, with every time and length of time as T and L.
  private static let told = [
    "Conversation #1001 with Cliente 1 on the number Soporte, opened on DAY at T.",
    "All times are those of America/Mexico_City.",
    "it is Ana Ruiz's, in the team soporte, under the policy “general”. It carries the tag “SLA Incumplido”.",
    "- The acknowledgement: the customer wrote at T on DAY. WhatsApp took it at T, L after the message.",
    "- The first answer was due at T: the customer wrote at T on DAY, and the policy “general” gives L of the calendar "
      + "“siempre”. It was missed: a person answered only at T, L late.",
    "T The customer wrote.", "T The conversation opened. The policy “general” applies.", "T It was given to Ana Ruiz.",
    "T The customer was acknowledged (text “ack”) and promised an answer by T; the first answer is due at T. "
      + "WhatsApp took it at T, and it reached the phone at T.",
    "T A promise was missed: the first answer was due now, and nobody had answered.",
    "T When the first answer was due, the ladder called for a notice to the lead of the team.",
    "T A notice to Lucía Paz was written. WhatsApp took it at T as an approved template, because the 24-hour window "
      + "was closed, and it reached the phone at T.",
    "T It was given the tag “SLA Incumplido”.",
    "T Ana Ruiz answered, L after the first answer was due. WhatsApp took it at T, and it reached the phone at T.",
  ]

  @Test("every decision of a conversation is told while the gateway runs, after its death, and after its end")
  func explains() async throws {
    let place = try Workplace()
    let meta = try Meta.server()
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: "3s",
        steps: "{ at: due, tell: lead, then: [{ tag: SLA Incumplido }] }", quietWindow: "1s")
      let gateway = try await GatewayProcess.start(in: place, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      meta.customerWrites(text: "Hola, soy girasol", from: Meta.customer, to: Workplace.numberID)
      _ = try await meta.phoneInbox(of: Meta.lead, count: 1, upTo: .seconds(20))
      try await reply(place, port: port)
      try await Database.wait(
        place.database, until: 3,
        "SELECT count(*) FROM outbox WHERE CAST(body AS TEXT) ->> '$.deliveredAt' IS NOT NULL")

      let running = try await explain("1001", place)
      var rest = Self.plain(running)[...]
      for sentence in Self.told {
        let found = rest.range(of: sentence)
        #expect(found != nil, "\(sentence)\n\(running)")
        if let found { rest = rest[found.upperBound...] }
      }
      for secret in ["girasol", "555550", "soy Ana", "wamid"] { #expect(!running.contains(secret), "\(secret)") }
      #expect(try await explain("#1001", place) == running)
      try await sameAsJSON(running, place)
      await gateway.kill9()
      #expect(try await explain("1001", place) == running)

      // What it is pinned to is told, not what the rules say by now.
      let rules = try String(contentsOfFile: place.config, encoding: .utf8)
      try place.write(rules.replacing("siempre", with: "continuo").replacing("name: Ana Ruiz", with: "name: Ana R."))
      let second = try await GatewayProcess.start(in: place, port: port)
      let renamed = Self.joined(running).replacing("Ana Ruiz", with: "Ana R.")
      #expect(Self.joined(try await explain("1001", place)) == renamed)
      second.terminate()
      await second.untilEnded()
      #expect(Self.joined(try await explain("1001", place)) == renamed)
    }
  }

  @Test("what cannot be told is said in one sentence on standard error: no such conversation, wrong use, no database")
  func refusals() async throws {
    let place = try Workplace()
    let port = try FreePort.find()
    try place.writeRules(graphURL: "http://127.0.0.1:9", port: port)
    func refused(_ arguments: [String]) async throws -> (status: Int32, errors: String) {
      let finished = try await Binary.run(["explain"] + arguments, environment: place.environment)
      #expect(finished.output.isEmpty)
      return (finished.status, finished.errors)
    }
    #expect(
      try await refused(["1001"])
        == (1, "acuse: \(place.database): the database cannot be opened: there is no database yet.\n"))
    #expect(try await Binary.run(["migrate"], environment: place.environment).status == 0)
    #expect(try await refused(["1042"]) == (1, "acuse: there is no conversation #1042.\n"))
    #expect(try await refused(["#1042", "--json"]) == (1, "acuse: there is no conversation #1042.\n"))
    let wrong = "acuse: a conversation is named by its reference, such as 1042 or #1042.\n"
    for reference in ["carla", "#", "0", "10 42", "##1", "99999999999999999999"] {
      #expect(try await refused([reference]) == (2, wrong), "\(reference)")
    }
    let missing = try await refused([])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("Missing expected argument '<reference>'"))
  }

  private func explain(_ reference: String, _ place: Workplace) async throws -> String {
    let finished = try await Binary.run(["explain", reference], environment: place.environment)
    #expect(finished.status == 0)
    #expect(finished.errors.isEmpty, "\(finished.errors)")
    return finished.output
  }

  /// The object holds the same sentences, each beside the line of the record that it tells.
  private func sameAsJSON(_ text: String, _ place: Workplace) async throws {
    let finished = try await Binary.run(["explain", "1001", "--json"], environment: place.environment)
    #expect(finished.status == 0)
    #expect(finished.output.split(separator: "\n").count == 1)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any])
    #expect(object["ref"] as? Int == 1001)
    #expect(object["timezone"] as? String == "America/Mexico_City")
    let clocks = try #require(object["clocks"] as? [[String: Any]])
    #expect(clocks.map { $0["outcome"] as? String } == ["met", "breached", "breached"])
    #expect(clocks.map { $0["clock"] as? String } == ["acknowledgement", "first_response", "promise"])
    #expect(clocks.map { $0["due_at"] == nil } == [true, false, false])
    let events = try #require(object["events"] as? [[String: Any]])
    #expect(events.first?["what"] == nil)
    #expect(events.compactMap { $0["what"] as? String }.prefix(2) == ["opened", "assigned"])
    #expect(events.allSatisfy { ($0["at"] as? String)?.hasSuffix("-06:00") == true })
    let told = ([object["heading"]] + (clocks + events).map { $0["text"] }).compactMap { $0 as? String }
    #expect(told.count == 1 + clocks.count + events.count)
    let whole = Self.joined(text)
    for sentence in told { #expect(whole.contains(sentence), "\(sentence)") }
  }

  private func reply(_ place: Workplace, port: Int) async throws {
    let made = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
    let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    let body = try JSONSerialization.data(withJSONObject: ["text": "Hola, soy Ana."])
    let answer = try await LoopbackHTTP.post(
      port: port, "/api/v1/conversations/1001/messages", token: token, body: body)
    #expect(answer.status == 202)
  }

  /// One line, every run of white space one space.
  private static func joined(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  private static func plain(_ text: String) -> String {
    joined(text).replacing(/\b\d\d:\d\d(:\d\d)?\b/, with: "T").replacing(/\b(\d+ (min|s) ?)+/) {
      $0.output.0.hasSuffix(" ") ? "L " : "L"
    }.replacing(/\w+day \d+ \w+( \d{4})?/, with: "DAY")
  }
}
