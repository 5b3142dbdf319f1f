import BusinessTime
import Helpdesk
import Testing

@Suite struct PolicyChoiceTests {
  private static func policy(_ name: String, _ change: (inout Condition) -> Void = { _ in }) -> Policy {
    var condition = Condition()
    change(&condition)
    return Policy(name: name, when: condition, calendar: "oficina", clocks: [:])
  }

  private static let book = PolicyBook(
    version: "v1",
    policies: [
      policy("ventas") { $0.numbers = ["200"] },
      policy("portugues") { $0.languages = ["pt"] },
      policy("anuncio") { $0.sources = ["referral"] },
      policy("nuevos") {
        $0.newContact = true; $0.numbers = ["300"]
      },
      policy("vip") { $0.segments = ["vip"] },
      policy("general"),
    ], calendars: [:])

  @Test(
    "the first policy whose conditions all hold applies, and the unconditional one last (R14)",
    arguments: [
      ("200", "es_MX", false, "number", "ventas"), ("100", "pt_BR", false, "number", "portugues"),
      ("200", "pt_BR", false, "number", "ventas"), ("100", "es_MX", false, "referral", "anuncio"),
      ("300", "es_MX", true, "number", "nuevos"), ("300", "es_MX", false, "number", "general"),
      ("100", "es_MX", true, "number", "general"),
    ] as [(String, String, Bool, String, String)])
  func choice(number: String, language: String, isNew: Bool, source: String, expected: String) throws {
    let candidate = PolicyCandidate(
      number: NumberID(number), language: Language(language), isNewContact: isNew, source: source)
    #expect(try #require(Self.book.choose(for: candidate)).policy.name == expected)
  }

  @Test("the trace names the losers and why")
  func trace() throws {
    let candidate = PolicyCandidate(number: "100", language: "es_MX", isNewContact: false, source: "referral")
    let why = try #require(Self.book.choose(for: candidate)).why
    #expect(why == "policy anuncio; not ventas (number), not portugues (language)")
  }
}
