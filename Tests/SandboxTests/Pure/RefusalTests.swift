import Sandbox
import Testing

/// How a refusal is worded: in Graph's shape, and without a word of what was sent.
struct RefusalTests {
  private static let canary = "CANARIO"
  private static let text = Fixture.text()

  private static func interactive(_ interactive: JSON) -> JSON {
    text.with("type", "interactive").with("interactive", interactive)
  }

  static let cases: [SendCase] = [
    SendCase("product", text.with("messaging_product", .string(canary)), 100),
    SendCase("type", text.with("type", .string(canary)), 131_009),
    SendCase("to", text.with("to", .string(canary)), 131_009),
    SendCase("recipient", text.without("to").with("recipient", .string(canary)), 131_009),
    SendCase("kind of recipient", text.with("recipient_type", .string(canary)), 131_009),
    SendCase("context", text.with("context", ["message_id": .string(canary)]), 131_009),
    SendCase("status", text.with("status", .string(canary)), 131_009),
    SendCase("receipt", text.with("status", "read").with("message_id", .string(canary)), 131_009),
    SendCase("interactive", interactive(["type": .string(canary), "body": ["text": "a"], "action": [:]]), 131_009),
    SendCase("template", Fixture.template(canary), 132_001),
    SendCase("language", Fixture.template("uno", language: canary), 132_001),
    SendCase("parameter", Fixture.template("uno", parameters: [Fixture.parameter(canary + "\n")]), 132_018),
    SendCase("name", Fixture.template("uno", parameters: [Fixture.parameter("a", name: canary)]), 132_012),
  ]

  @Test("a refusal is Graph's error with its details and a trace, and repeats nothing of the request", arguments: cases)
  func wording(_ example: SendCase) {
    var rules = Fixture.openRules()
    rules.add(MessageTemplate(name: "uno", language: "es_MX", body: "Hola {{1}}"), to: Fixture.account)
    let reply = rules.send(example.body)
    #expect(reply.code == example.code)
    let error = reply.json?["error"]
    #expect(
      error?.members?.map(\.name) == ["message", "type", "code", "error_data", "fbtrace_id"])
    #expect(error?["type"] == "OAuthException")
    #expect(error?["error_data"]?["messaging_product"] == "whatsapp")
    #expect(error?["error_data"]?["details"]?.text?.isEmpty == false)
    guard case .answer(_, _, let body) = reply.ending else { return }
    #expect(!String(decoding: body, as: UTF8.self).contains(Self.canary))
  }

  @Test(
    "what depends on no state can be made to happen, at once and afterwards",
    arguments: [(Int64(131_048), 400), (130_472, 400), (131_049, 400), (10, 403), (131_042, 400)])
  func injected(_ example: (code: Int64, status: Int)) {
    var rules = Fixture.openRules()
    rules.faults = [Fault(.graphError(.code(Int(example.code))))]
    let reply = rules.send(Fixture.text())
    #expect(reply.code == example.code)
    #expect(reply.status == example.status)
    rules.faults = [Fault(.failLater(.code(Int(example.code))))]
    #expect(rules.send(Fixture.text()).status == 200)
    #expect(
      rules.statuses(until: Fixture.after(60_000)).map { $0["errors"]?[0]?["code"]?.integer } == [example.code])
  }
}
