import Sandbox
import Testing

/// What a send gives for the buttons of a template.
struct TemplateButtonTests {
  private func rules() -> MetaRules {
    var rules = Fixture.rules()
    rules.add(
      MessageTemplate(
        name: "tres", language: "es_MX", body: "Aviso.",
        buttons: [
          .quickReply("Sí"), .url("Ver", to: "https://example.com/{{1}}"), .url("Casa", to: "https://example.com"),
        ]), to: Fixture.account)
    rules.add(
      MessageTemplate(name: "una", language: "es_MX", body: "Aviso.", buttons: [.quickReply("Sí")]),
      to: Fixture.account)
    return rules
  }

  private static func template(_ name: String, _ components: JSON...) -> JSON {
    let body = Fixture.template(name)
    return body.with("template", (body["template"] ?? [:]).with("components", .array(components)))
  }

  private static func component(_ subType: JSON, _ index: JSON, _ parameters: JSON...) -> JSON {
    ["type": "button", "sub_type": subType, "index": index, "parameters": .array(parameters)]
  }

  private static func payload(_ text: JSON) -> JSON { ["type": "payload", "payload": text] }
  private static func reply(_ text: JSON, index: JSON = "0") -> JSON {
    component("quick_reply", index, payload(text))
  }

  private static let end = component("url", "1", Fixture.parameter("1042"))

  static let cases: [SendCase] = [
    SendCase("a payload and an address's end", template("tres", reply("a"), end), nil),
    SendCase("no payload", template("tres", end), nil),
    SendCase("an index as a number", template("una", reply("a", index: 0)), nil),
    SendCase("a payload of 128", template("una", reply(SendCase.long(128))), nil),
    SendCase("a payload of 129", template("una", reply(SendCase.long(129))), 131_009),
    SendCase("an empty payload", template("una", reply("")), 131_009),
    SendCase(
      "a payload that is a text", template("una", component("quick_reply", "0", Fixture.parameter("a"))), 131_009),
    SendCase("two payloads", template("una", component("quick_reply", "0", payload("a"), payload("b"))), 131_009),
    SendCase("a button that is not there", template("una", reply("a", index: "1")), 132_000),
    SendCase("a button before the first", template("una", reply("a", index: "-1")), 132_000),
    SendCase("an index in words", template("una", reply("a", index: "primero")), 131_009),
    SendCase("no index", template("una", reply("a").without("index")), 131_008),
    SendCase("no sub_type", template("una", reply("a").without("sub_type")), 131_008),
    SendCase("another sub_type", template("una", component("copy_code", "0", payload("a"))), 132_012),
    SendCase("no parameters", template("una", reply("a").without("parameters")), 131_008),
    SendCase("one button twice", template("una", reply("a"), reply("b")), 131_009),
    SendCase("a payload for an address", template("tres", reply("a", index: "1"), end), 132_012),
    SendCase("an address without its end", template("tres", reply("a")), 131_008),
    SendCase("an end with a newline", template("tres", component("url", "1", Fixture.parameter("a\nb"))), 132_018),
    SendCase("an empty end", template("tres", component("url", "1", Fixture.parameter(""))), 132_018),
    SendCase("an end that is a payload", template("tres", component("url", "1", payload("a"))), 132_012),
    SendCase(
      "an end for a fixed address", template("tres", end, component("url", "2", Fixture.parameter("a"))), 100),
  ]

  @Test("buttons are given what they take, and only those that there are", arguments: cases)
  func check(_ example: SendCase) {
    var rules = rules()
    #expect(rules.send(example.body).code == example.code)
    #expect(rules.accepted.count == (example.code == nil ? 1 : 0))
  }

  @Test("the phone shows the titles")
  func shown() {
    var rules = rules()
    _ = rules.send(Self.template("tres", Self.end))
    rules.advance(to: Fixture.after(60_000))
    #expect(rules.phoneInbox(of: Fixture.ana).map(\.text) == ["Aviso.\n[Sí] [Ver] [Casa]"])
  }
}
