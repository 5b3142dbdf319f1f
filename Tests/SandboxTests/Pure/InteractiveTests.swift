import Sandbox
import Testing

/// What Meta refuses of buttons and lists, beyond the sizes that every send is checked for.
struct InteractiveTests {
  private static func message(_ type: JSON, _ action: JSON, _ parts: (String, JSON)...) -> JSON {
    let interactive: JSON = ["type": type, "body": ["text": "¿Seguimos?"], "action": action]
    return Fixture.text().with("type", "interactive")
      .with("interactive", parts.reduce(interactive) { $0.with($1.0, $1.1) })
  }

  private static func reply(_ id: JSON, _ title: JSON) -> JSON {
    ["type": "reply", "reply": ["id": id, "title": title]]
  }

  private static func buttons(_ buttons: JSON..., header: JSON? = nil, footer: JSON? = nil) -> JSON {
    let parts = [("header", header), ("footer", footer)].compactMap { name, value in value.map { (name, $0) } }
    return parts.reduce(message("button", ["buttons": .array(buttons)])) { body, part in
      body.with("interactive", (body["interactive"] ?? [:]).with(part.0, part.1))
    }
  }

  private static let yes = reply("si", "Sí")

  private static func list(_ sections: JSON..., header: JSON? = nil) -> JSON {
    let body = message("list", ["button": "Ver", "sections": .array(sections)])
    return header.map { body.with("interactive", (body["interactive"] ?? [:]).with("header", $0)) } ?? body
  }

  private static func section(_ id: JSON, title: JSON? = nil, row: (String, JSON)...) -> JSON {
    let plain: JSON = ["id": id, "title": "Fila"]
    let section: JSON = ["rows": [row.reduce(plain) { $0.with($1.0, $1.1) }]]
    return title.map { section.with("title", $0) } ?? section
  }

  static let buttonCases: [SendCase] = [
    SendCase("two titles of one wording", buttons(yes, reply("no", "Sí")), 131_009),
    SendCase("an empty title", buttons(reply("si", "")), 131_009),
    SendCase("no title", buttons(["type": "reply", "reply": ["id": "si"]]), 131_008),
    SendCase("an empty id", buttons(reply("", "Sí")), 131_009),
    SendCase("an id of 256", buttons(reply(SendCase.long(256), "Sí")), nil),
    SendCase("a button of another type", buttons(["type": "url", "reply": ["id": "a", "title": "b"]]), 131_009),
    SendCase("a body without text", message("button", ["buttons": [yes]], ("body", [:])), 131_008),
    SendCase("no body", message("button", ["buttons": [yes]], ("body", "texto")), 131_009),
    SendCase("no action", message("button", "nada"), 131_009),
    SendCase("an unknown kind", message("carousel_of_ours", ["buttons": [yes]]), 131_009),
    SendCase("a header of 60", buttons(yes, header: ["type": "text", "text": SendCase.long(60)]), nil),
    SendCase("a header of 61", buttons(yes, header: ["type": "text", "text": SendCase.long(61)]), 131_009),
    SendCase("a picture over buttons", buttons(yes, header: ["type": "image", "image": ["id": "1"]]), nil),
    SendCase("a picture that is none", buttons(yes, header: ["type": "image", "image": [:]]), 131_008),
    SendCase("a sticker over buttons", buttons(yes, header: ["type": "sticker", "sticker": ["id": "1"]]), 131_009),
    SendCase("a footer of 60", buttons(yes, footer: ["text": SendCase.long(60)]), nil),
    SendCase("a footer of 61", buttons(yes, footer: ["text": SendCase.long(61)]), 131_009),
  ]

  static let listCases: [SendCase] = [
    SendCase("one section needs no title", list(section("1")), nil),
    SendCase("two sections need titles", list(section("1", title: "Uno"), section("2")), 131_008),
    SendCase("and not empty ones", list(section("1", title: "Uno"), section("2", title: "")), 131_008),
    SendCase("a section's title of 24", list(section("1", title: SendCase.long(24))), nil),
    SendCase("a section's title of 25, also alone", list(section("1", title: SendCase.long(25))), 131_009),
    SendCase("no sections", list(), 131_009),
    SendCase("a section without rows", list(["title": "Uno", "rows": []]), 131_009),
    SendCase("one id in two sections", list(section("1", title: "Uno"), section("1", title: "Dos")), 131_009),
    SendCase("a row's id of 200", list(section(SendCase.long(200))), nil),
    SendCase("a row's id of 201", list(section(SendCase.long(201))), 131_009),
    SendCase("a row's title that is empty", list(section("1", row: ("title", ""))), 131_009),
    SendCase("a description of 72", list(section("1", row: ("description", SendCase.long(72)))), nil),
    SendCase("a description of 73", list(section("1", row: ("description", SendCase.long(73)))), 131_009),
    SendCase("a text over a list", list(section("1"), header: ["type": "text", "text": "Menú"]), nil),
    SendCase("a picture over a list", list(section("1"), header: ["type": "image", "image": ["id": "1"]]), 131_009),
    SendCase(
      "a list's body of 4096",
      message("list", ["button": "Ver", "sections": [section("1")]], ("body", ["text": SendCase.long(4096)])), nil),
    SendCase(
      "a list's body of 4097",
      message("list", ["button": "Ver", "sections": [section("1")]], ("body", ["text": SendCase.long(4097)])), 131_009),
    SendCase("an empty button", message("list", ["button": "", "sections": [section("1")]]), 131_009),
  ]

  @Test("what can be tapped is checked as Meta checks it", arguments: buttonCases + listCases)
  func check(_ example: SendCase) {
    var rules = Fixture.openRules()
    #expect(rules.send(example.body).code == example.code)
    #expect(rules.accepted.count == (example.code == nil ? 1 : 0))
  }

  @Test("eleven sections are one too many")
  func sections() {
    var rules = Fixture.openRules()
    let sections = (0..<11).map { Self.section(.string("\($0)"), title: "Uno") }
    #expect(rules.send(Self.message("list", ["button": "Ver", "sections": .array(sections)])).code == 131_009)
    #expect(
      rules.send(Self.message("list", ["button": "Ver", "sections": .array(Array(sections[..<10]))])).code == nil)
  }
}
