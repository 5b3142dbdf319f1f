import Sandbox
import Testing

/// What Meta refuses before it looks at anything else.
struct ValidationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var body: JSON
    /// Nil when it is to be accepted.
    var code: Int64?

    var testDescription: String { name }
  }

  private static let text = Fixture.text()
  private static let reply: JSON = ["type": "reply", "reply": ["id": "a", "title": "Sí"]]

  private static func long(_ count: Int) -> JSON { .string(String(repeating: "x", count: count)) }

  private static func buttons(_ buttons: [JSON], body: JSON = "¿Seguimos?") -> JSON {
    text.with("type", "interactive")
      .with("interactive", ["type": "button", "body": ["text": body], "action": ["buttons": .array(buttons)]])
  }

  private static func button(id: JSON, title: JSON = "Sí") -> JSON {
    ["type": "reply", "reply": ["id": id, "title": title]]
  }

  private static func list(_ sections: [JSON], button: JSON = "Ver") -> JSON {
    text.with("type", "interactive")
      .with(
        "interactive",
        ["type": "list", "body": ["text": "Elija"], "action": ["button": button, "sections": .array(sections)]])
  }

  private static func rows(_ ids: Range<Int>, title: JSON = "Fila") -> JSON {
    ["title": "Sección", "rows": .array(ids.map { ["id": .string("\($0)"), "title": title] })]
  }

  static let cases: [Case] = [
    Case(name: "no messaging_product", body: text.without("messaging_product"), code: 100),
    Case(name: "another product", body: text.with("messaging_product", "sms"), code: 100),
    Case(name: "neither to nor recipient", body: text.without("to"), code: 131_008),
    Case(name: "to with letters", body: text.with("to", "+52 1 555"), code: 131_009),
    Case(name: "to as a number", body: text.with("to", 5_215_555_501_111), code: 131_009),
    Case(name: "to without +", body: text.with("to", "5215555501111"), code: nil),
    Case(name: "to of 16 digits", body: text.with("to", "5215555501111222"), code: 131_009),
    Case(name: "a telephone in recipient", body: text.without("to").with("recipient", "+5215555501111"), code: 131_009),
    Case(name: "to a group that is none of ours", body: text.with("recipient_type", "group"), code: 131_009),
    Case(name: "another kind of recipient", body: text.with("recipient_type", "list"), code: 131_009),
    Case(name: "no kind of recipient", body: text.without("recipient_type"), code: nil),
    Case(name: "a preview that is wanted", body: text.with("text", ["body": "x", "preview_url": true]), code: nil),
    Case(name: "a preview in words", body: text.with("text", ["body": "x", "preview_url": "true"]), code: 131_009),
    Case(name: "a body that is a number", body: text.with("text", ["body": 5]), code: 131_009),
    Case(name: "no text object", body: text.without("text"), code: 131_008),
    Case(name: "no body in it", body: text.with("text", [:]), code: 131_008),
    Case(name: "an empty body", body: text.with("text", ["body": ""]), code: 131_009),
    Case(name: "4096 characters", body: text.with("text", ["body": long(4096)]), code: nil),
    Case(name: "4097 characters", body: text.with("text", ["body": long(4097)]), code: 131_009),
    Case(name: "an unknown type", body: text.with("type", "hologram"), code: 131_009),
    Case(name: "no type is a text", body: text.without("type"), code: nil),
    Case(name: "callback data of 512", body: text.with("biz_opaque_callback_data", long(512)), code: nil),
    Case(name: "callback data of 513", body: text.with("biz_opaque_callback_data", long(513)), code: 131_009),
    Case(name: "a context without id", body: text.with("context", [:]), code: 131_008),
    Case(
      name: "three buttons",
      body: buttons([button(id: "a", title: "1"), button(id: "b", title: "2"), button(id: "c", title: "3")]), code: nil),
    Case(
      name: "four buttons", body: buttons(["a", "b", "c", "d"].map { button(id: $0, title: $0) }),
      code: 131_009),
    Case(name: "no buttons", body: buttons([]), code: 131_009),
    Case(name: "two buttons of one id", body: buttons([reply, button(id: "a", title: "No")]), code: 131_009),
    Case(name: "a button's title of 20", body: buttons([button(id: "a", title: long(20))]), code: nil),
    Case(name: "a button's title of 21", body: buttons([button(id: "a", title: long(21))]), code: 131_009),
    Case(name: "a button's id of 257", body: buttons([button(id: long(257))]), code: 131_009),
    Case(name: "a body of 1025 over buttons", body: buttons([reply], body: long(1025)), code: 131_009),
    Case(name: "ten rows", body: list([rows(0..<5), rows(5..<10)]), code: nil),
    Case(name: "eleven rows in two sections", body: list([rows(0..<5), rows(5..<11)]), code: 131_009),
    Case(name: "a row's title of 25", body: list([rows(0..<1, title: long(25))]), code: 131_009),
    Case(name: "a list's button of 21", body: list([rows(0..<1)], button: long(21)), code: 131_009),
    Case(
      name: "a picture without id or link", body: text.with("type", "image").with("image", ["caption": "x"]),
      code: 131_008),
    Case(
      name: "a caption of 1025", body: text.with("type", "image").with("image", ["id": "1", "caption": long(1025)]),
      code: 131_009),
    Case(
      name: "a reaction taken back",
      body: text.with("type", "reaction").with("reaction", ["message_id": "wamid.X", "emoji": ""]), code: nil),
    Case(
      name: "a template without language", body: text.with("type", "template").with("template", ["name": "a"]),
      code: 131_008),
  ]

  @Test("a send is checked as Meta checks it", arguments: cases)
  func check(_ example: Case) {
    var rules = Fixture.openRules()
    let reply = rules.send(example.body)
    #expect(reply.code == example.code)
    #expect((reply.status == 200) == (example.code == nil))
    #expect(rules.accepted.count == (example.code == nil ? 1 : 0))
  }

  @Test("a body that is not a JSON object is 100", arguments: ["", "{", "[]", "\"text\"", "{} {}"])
  func notAnObject(_ body: String) {
    var rules = Fixture.openRules()
    var request = Fixture.send([:])
    request.body = Array(body.utf8)
    #expect(rules.answer(request, at: Fixture.noon).code == 100)
  }

  @Test("a refusal has Meta's shape")
  func shape() {
    var rules = Fixture.openRules()
    let error = rules.send(Fixture.text().without("text")).json?["error"]
    #expect(error?["message"] == "(#131008) Required parameter is missing")
    #expect(error?["type"] == "OAuthException")
    #expect(error?["code"] == 131_008)
    #expect(
      error?["error_data"] == ["messaging_product": "whatsapp", "details": "The parameter text is required."])
    #expect(error?["fbtrace_id"]?.text?.isEmpty == false)
    #expect(error?["error_subcode"] == nil)
  }
}
