import Helpdesk
import Testing

@testable import Rulebook

/// `triage:` of the rules file, and that it belongs to what a conversation is pinned to.
@Suite struct TriageRulesTests {
  private static let section = [
    "triage:", "  lexicon: none", "  rules:",
    "    - { name: pago, words: [\"problema de pago\", cobro doble], category: pagos, priority: high, tags: [pago, caja] }",
    "    - { name: moto, words: { es: moto, pt_BR: [moto, motoca] }, team: soporte }",
  ]

  @Test("rules come out as they are written, words of all languages together")
  func read() throws {
    let triage = try #require(load(SmallRules.text + Self.section.joined(separator: "\n") + "\n").rules).book.triage
    #expect(!triage.usesLexicon)
    #expect(
      triage.rules == [
        TriageRule(
          name: "pago", words: ["problema de pago", "cobro doble"], category: "pagos", priority: .high,
          tags: ["pago", "caja"]),
        TriageRule(name: "moto", words: ["moto", "moto", "motoca"], team: "soporte"),
      ])
  }

  @Test("without the section the shipped lexicon sorts")
  func byDefault() throws {
    let triage = try #require(load(SmallRules.text).rules).book.triage
    #expect(triage.usesLexicon)
    #expect(triage.rules == [])
  }

  @Test("words that hold no word are an error where they stand")
  func nothing() {
    let lines = Self.section.map { $0.replacing("cobro doble", with: "\"¡!\"") }
    let loaded = load(SmallRules.text + lines.joined(separator: "\n") + "\n")
    #expect(loaded.problems.map(\.message) == ["`¡!` holds no word."])
    #expect(loaded.problems.first?.hint == "punctuation is not compared; write letters or an emoji")
  }

  @Test("another rule, another word or another priority is another version")
  func version() throws {
    func version(_ change: (String) -> String) throws -> RulesVersion {
      try #require(load(SmallRules.text + change(Self.section.joined(separator: "\n")) + "\n").rules).book.version
    }
    let first = try version { $0 }
    #expect(try version { $0.replacing("motoca", with: "motinha") } != first)
    #expect(try version { $0.replacing("priority: high", with: "priority: urgent") } != first)
    #expect(try version { $0.replacing("lexicon: none", with: "lexicon: default") } != first)
    #expect(try version { $0.replacing("{ es: moto", with: "{ es: [moto]") } == first)
  }
}
