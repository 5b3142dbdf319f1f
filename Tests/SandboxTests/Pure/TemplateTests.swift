import BusinessTime
import Sandbox
import Testing

/// Approved templates: their parameters, their status, and what the phone shows of them.
struct TemplateTests {
  private func rules() -> MetaRules {
    var rules = Fixture.rules()
    rules.add(
      MessageTemplate(
        name: "acuse", language: "es_MX", body: "Recibimos su mensaje, {{1}}. Le respondemos antes de las {{2}}.",
        footer: "Soporte", buttons: [.quickReply("De acuerdo")]), to: Fixture.account)
    rules.add(
      MessageTemplate(
        name: "alerta", language: "es_MX", header: "Alerta {{ref}}",
        body: "{{quien}} espera desde {{hora}} ({{quien}})."),
      to: Fixture.account)
    rules.add(MessageTemplate(name: "fijo", language: "es_MX", body: "Sin datos."), to: Fixture.account)
    rules.add(
      MessageTemplate(name: "clave", language: "es_MX", category: .authentication, body: "Clave {{1}}"),
      to: Fixture.account)
    return rules
  }

  @Test("positional parameters are filled in, in their order")
  func positional() {
    var rules = rules()
    let values = [Fixture.parameter("Ana"), Fixture.parameter("10:15")]
    let reply = rules.send(Fixture.template("acuse", parameters: values))
    #expect(reply.json?["messages"]?[0]?["message_status"] == "accepted")
    rules.advance(to: Fixture.after(60_000))
    let entry = rules.phoneInbox(of: Fixture.ana).first
    #expect(
      entry?.text == "Recibimos su mensaje, Ana. Le respondemos antes de las 10:15.\nSoporte\n[De acuerdo]")
    #expect(entry?.kind == "template")
    #expect(entry?.templateName == "acuse")
    #expect(entry?.from == "+52 55 5550 0100")
    #expect(entry?.at == Fixture.after(900))
  }

  @Test("named parameters are filled in by name, and a name that stands twice is given once")
  func named() {
    var rules = rules()
    let body: [JSON] = [Fixture.parameter("12:00", name: "hora"), Fixture.parameter("Ana", name: "quien")]
    let components: JSON = [
      ["type": "header", "parameters": [Fixture.parameter("#1042", name: "ref")]],
      ["type": "body", "parameters": .array(body)],
    ]
    let template: JSON = ["name": "alerta", "language": ["code": "es_MX"], "components": components]
    #expect(rules.send(Fixture.template("alerta").with("template", template)).status == 200)
    rules.advance(to: Fixture.after(60_000))
    #expect(rules.phoneInbox(of: Fixture.ana).map(\.text) == ["Alerta #1042\nAna espera desde 12:00 (Ana)."])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var body: JSON
    var code: Int64?

    var testDescription: String { name }
  }

  private static func one(_ text: String) -> JSON {
    Fixture.template("acuse", parameters: [Fixture.parameter(text), Fixture.parameter("b")])
  }

  static let cases: [Case] = [
    Case(name: "an unknown name", body: Fixture.template("nada"), code: 132_001),
    Case(name: "another language", body: Fixture.template("fijo", language: "es"), code: 132_001),
    Case(name: "no parameters where two are needed", body: Fixture.template("acuse"), code: 132_000),
    Case(name: "one too few", body: Fixture.template("acuse", parameters: [Fixture.parameter("a")]), code: 132_000),
    Case(
      name: "one where none is", body: Fixture.template("fijo", parameters: [Fixture.parameter("a")]), code: 132_000),
    Case(name: "a newline", body: one("a\nb"), code: 132_018),
    Case(name: "a tab", body: one("a\tb"), code: 132_018),
    Case(name: "five spaces", body: one("a     b"), code: 132_018),
    Case(name: "four spaces", body: one("a    b"), code: nil),
    Case(name: "an empty value", body: one(""), code: 132_018),
    Case(
      name: "a number instead of a text",
      body: Fixture.template("acuse", parameters: [["type": "text", "text": 5], Fixture.parameter("b")]),
      code: 132_012),
    Case(
      name: "named parameters without names",
      body: Fixture.template("alerta", parameters: [Fixture.parameter("a"), Fixture.parameter("b")]), code: 132_000),
    Case(name: "none at all for a fixed text", body: Fixture.template("fijo"), code: nil),
    Case(
      name: "an authentication template to a business-scoped id",
      body: Fixture.template("clave", parameters: [Fixture.parameter("1")]).without("to").with("recipient", "MX.7301"),
      code: 131_062),
  ]

  @Test("parameters and names are checked against the definition", arguments: cases)
  func check(_ example: Case) {
    var rules = rules()
    #expect(rules.send(example.body).code == example.code)
  }

  @Test("a wrong parameter name is 132012")
  func wrongName() {
    var rules = rules()
    rules.add(MessageTemplate(name: "uno", language: "es_MX", body: "Hola {{nombre}}"), to: Fixture.account)
    #expect(rules.send(Fixture.template("uno", parameters: [Fixture.parameter("Ana", name: "otro")])).code == 132_012)
    #expect(rules.send(Fixture.template("uno", parameters: [Fixture.parameter("Ana", name: "nombre")])).status == 200)
  }

  @Test(
    "a template that is not approved is refused with the code of its status, and the change is told",
    arguments: [
      (MessageTemplate.Status.paused, Int64(132_015), "PAUSED"), (.disabled, 132_016, "DISABLED"),
      (.pending, 132_001, "PENDING"), (.rejected, 132_001, "REJECTED"),
    ])
  func status(_ example: (status: MessageTemplate.Status, code: Int64, event: String)) {
    var rules = rules()
    rules.change(
      template: "fijo", language: "es_MX", of: Fixture.account, to: example.status, at: Fixture.noon)
    #expect(rules.send(Fixture.template("fijo")).code == example.code)
    let update = rules.updates(until: Fixture.noon).first
    #expect(update?.field == "message_template_status_update")
    #expect(update?.value["event"]?.text == example.event)
    #expect(update?.value["message_template_name"] == "fijo")
    #expect(update?.entryTime == Fixture.noon.seconds)
  }

  @Test("an unpaused template is told as reinstated, and can be sent again")
  func reinstated() {
    var rules = rules()
    for status in [MessageTemplate.Status.paused, .approved] {
      rules.change(template: "fijo", language: "es_MX", of: Fixture.account, to: status, at: Fixture.noon)
    }
    #expect(rules.updates(until: Fixture.noon).map { $0.value["event"] } == ["PAUSED", "REINSTATED"])
    #expect(rules.send(Fixture.template("fijo")).status == 200)
  }
}
