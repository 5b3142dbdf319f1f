import Testing

@testable import Rulebook

@Suite struct BrokenYAMLTests {
  @Test("what is not YAML is told with its place", arguments: cases)
  func syntax(broken: Broken) { broken.check() }

  static let cases: [Broken] = [
    Broken("a tab for indentation", [11: "\tname: Soporte"], at("11:1", "tab", hint: "spaces")),
    Broken("an open quote", [65: "      x: \"abc"], at("65:10", "never closed", hint: "closing quotes")),
    Broken(
      "an open bracket", [44: "    people: [ana, lucia"],
      at("45:17", "comma or a closing bracket", hint: "opens on line 44")),
    Broken("a key without a colon", [12: "    language"], at("13:5", "colon", hint: "key: value")),
    Broken(
      "an unquoted text with a colon", [11: "    name: Soporte: noche"], at("11:18", "colon", hint: "quotes")),
    Broken(
      "wrong indentation", [12: "   language: es_MX"], at("12:4", "not indented", hint: "list entry")),
    Broken("an alias of nothing", [36: "    roles: *nobody"], at("36:12", "no anchor")),
    Broken("a second document", [22: "---\npeople:"], at("22:1", "second document", hint: "`---`")),
    Broken("a value that begins with @", [11: "    name: @soporte"], at("11:11", "begin with", hint: "quotes")),
    Broken(
      "a key twice, and a mistake after it",
      [3: "  listen: 127.0.0.1:9090\n  database: sqlite:acuse.db", 6: "  graph_version: 26"],
      at("3:3", "`listen` stands twice; the first is on line 2"), at("7:18", "form `v26.0`", hint: "v26.0")),
    Broken(
      "two keys twice on one line, one of them quoted",
      [38: "  soporte: { lead: lucia, \"lead\": lucia, assign: round_robin, assign: round_robin, x: 1 }"],
      at("38:27", "`lead` stands twice"), at("38:63", "`assign` stands twice"),
      at("38:84", "no key `x`", hint: "known keys")),
    Broken(
      "a person three times",
      [31: "  ana:", 23: "  ana: { name: A, whatsapp: \"+52 55 5550 3333\", language: es, timezone: UTC }\n  ana:"],
      at("24:3", "`ana` stands twice; the first is on line 23"),
      at("32:3", "`ana` stands twice; the first is on line 23"),
      at("39:20", "no person `lucia`", hint: "ana"), at("45:19", "no person `lucia`", hint: "ana")),
    Broken("an empty file", text: "# nothing\n", [at("1:1", "no rules")]),
    Broken("a list instead of sections", text: "- a\n- b\n", [at("1:1", "takes one value, and 2 stand here")]),
    Broken("a merge of a text", [24: "    <<: ana\n    name: Ana Ruiz"], at("24:9", "`<<` takes a map", hint: "*name")),
  ]

  @Test("brackets are nested to a bound")
  func deepBrackets() {
    let problems = load("a: " + String(repeating: "[", count: 5000)).problems
    #expect(problems.map(place) == ["1:36"])
    #expect(problems.first?.message.contains("32 deep") == true)
  }

  @Test("lists in lists on one line are bounded")
  func deepDashes() {
    let problems = load(String(repeating: "- ", count: 5000) + "a").problems
    #expect(problems.map(place) == ["1:121"])
  }

  @Test("an alias bomb is refused, not exploded")
  func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let inner = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(inner)]\n"
    }
    #expect(load(text).problems.contains { $0.message.contains("more than 200000 values") })
    #expect(load(text + "? *a9\n: x\n").problems.map(place) == ["11:1"])
    #expect(load(text + "*a9 : x\n").problems.map(place) == ["11:1"])
    #expect(load(text + "{ [*a9]: x }\n").problems.map(place) == ["11:8"])
  }

  @Test("a file beyond the bound is not parsed at all")
  func tooLarge() {
    let problems = load(String(repeating: "# a comment\n", count: 90_000)).problems
    #expect(
      problems.map(\.description) == ["acuse.yaml:1:1: error: The file is larger than 1024 KiB, the most that is read."]
    )
  }
}
