import Sandbox
import Testing

/// Templates whose parameters do not agree with their definition, or make them too long.
struct TemplateParameterTests {
  private func rules() -> MetaRules {
    var rules = Fixture.rules()
    for template in [
      MessageTemplate(name: "numerada", language: "es_MX", body: "Hola {{1}} y {{2}}"),
      MessageTemplate(name: "nombrada", language: "es_MX", body: "Hola {{uno}} y {{dos}}"),
      MessageTemplate(name: "fija", language: "es_MX", header: "Aviso", body: "Sin datos."),
      MessageTemplate(name: "titulada", language: "es_MX", header: "Aviso {{1}}", body: "Sin datos."),
      MessageTemplate(name: "corta", language: "es_MX", body: "{{1}}{{2}}"),
    ] { rules.add(template, to: Fixture.account) }
    return rules
  }

  private static func template(_ name: String, _ components: JSON...) -> JSON {
    let body = Fixture.template(name)
    return body.with("template", (body["template"] ?? [:]).with("components", .array(components)))
  }

  private static func body(_ parameters: JSON...) -> JSON { ["type": "body", "parameters": .array(parameters)] }

  private static func two(_ name: String, _ first: JSON, _ second: JSON) -> JSON {
    template(name, body(first, second))
  }

  private static let plain = Fixture.parameter("a")
  private static func long(_ count: Int) -> JSON { Fixture.parameter(String(repeating: "x", count: count)) }
  private static func named(_ name: String) -> JSON { Fixture.parameter("a", name: name) }

  static let cases: [SendCase] = [
    SendCase("both names", two("nombrada", named("uno"), named("dos")), nil),
    SendCase("both names in the other order", two("nombrada", named("dos"), named("uno")), nil),
    SendCase("one name twice", two("nombrada", named("uno"), named("uno")), 132_012),
    SendCase("a name that the template has not", two("nombrada", named("uno"), named("tres")), 132_012),
    SendCase("one of two without its name", two("nombrada", named("uno"), plain), 100),
    SendCase("an empty name", two("nombrada", named("uno"), named("")), 100),
    SendCase("no names at all", two("nombrada", plain, plain), 100),
    SendCase("names where numbers are", two("numerada", named("uno"), named("dos")), 132_012),
    SendCase("one name where numbers are", two("numerada", plain, named("dos")), 132_012),
    SendCase("three where two are", template("numerada", body(plain, plain, plain)), 132_000),
    SendCase("two bodies", template("numerada", body(plain, plain), body(plain, plain)), 131_009),
    SendCase("parameters that are no array", template("numerada", ["type": "body", "parameters": "a"]), 131_009),
    SendCase("a picture for a text", two("numerada", plain, ["type": "image", "image": ["id": "1"]]), 132_012),
    SendCase("no component at all", template("fija"), nil),
    SendCase("a body where nothing varies", template("fija", body()), 132_000),
    SendCase("a header where nothing varies", template("fija", ["type": "header", "parameters": []]), 132_000),
    SendCase("a header where there is none", template("corta", ["type": "header"], body(plain, plain)), 132_000),
    SendCase("a footer, which never varies", template("fija", ["type": "footer"]), 131_009),
    SendCase("a header whose parameter is missing", template("titulada"), 132_000),
    // "Aviso " has 6 of the 60.
    SendCase("a header of 60", template("titulada", ["type": "header", "parameters": [long(54)]]), nil),
    SendCase("a header of 61", template("titulada", ["type": "header", "parameters": [long(55)]]), 132_005),
    SendCase("a body of 1024", two("corta", long(512), long(512)), nil),
    SendCase("a body of 1025", two("corta", long(512), long(513)), 132_005),
    SendCase("an empty value", two("corta", plain, Fixture.parameter("")), 132_018),
    SendCase("a line separator", two("corta", plain, Fixture.parameter("a\u{2028}b")), 132_018),
    SendCase("a return", two("corta", plain, Fixture.parameter("a\rb")), 132_018),
  ]

  @Test("a template is filled in only as it was approved", arguments: cases)
  func check(_ example: SendCase) {
    var rules = rules()
    #expect(rules.send(example.body).code == example.code)
    #expect(rules.accepted.count == (example.code == nil ? 1 : 0))
  }

  @Test("what is no language code at all, and another account's template, are unknown")
  func unknown() {
    var rules = rules()
    rules.add(MessageTemplate(name: "ajena", language: "es_MX", body: "Aviso."), to: "200000000000009")
    #expect(rules.send(Fixture.template("ajena")).code == 132_001)
    #expect(rules.send(Fixture.template("fija", language: "castellano")).code == 132_001)
    #expect(rules.send(Fixture.template("fija")).status == 200)
  }
}
