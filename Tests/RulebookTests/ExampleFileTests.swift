import BusinessTime
import Helpdesk
import Testing

@testable import Rulebook

@Suite struct ExampleFileTests {
  @Test("the example file has no errors, and promises the five service classes")
  func isValid() throws {
    let loaded = load(try repositoryText("deploy/acuse.example.yaml"), file: "deploy/acuse.example.yaml")
    #expect(loaded.problems.map(\.description) == [])
    #expect(loaded.settings?.databasePath == "deploy/acuse.db")
    let policies = try #require(loaded.rules).book.policies
    let hours = policies.map { "\($0.name) \(($0.clocks[.resolution]?.target.seconds ?? 0) / 3600)" }
    #expect(hours == ["critica 4", "grave 20", "menor 112", "requerimiento 240", "informacion 16"])
    #expect(policies.last?.when.isUnconditional == true)
  }

  @Test("each class but the last has its category, and its clock of resolution pauses while the customer is waited for")
  func classes() throws {
    let policies = try #require(load(try repositoryText("deploy/acuse.example.yaml")).rules).book.policies
    let categories = policies.map { $0.when.categories.sorted().joined(separator: ",") }
    #expect(categories == ["critical_failure", "major_failure", "minor_failure", "change_request", ""])
    let pauses = policies.map { $0.clocks[.resolution]?.pauseWhile.map(\.rawValue).sorted() ?? [] }
    let both = ["waiting_customer", "waiting_third_party"]
    #expect(pauses == [["waiting_customer"], ["waiting_customer"], both, both, ["waiting_customer"]])
  }

  @Test("it sorts by rules of its own before the lexicon, reopens for a day, and keeps nothing for ever")
  func lifecycle() throws {
    let loaded = load(try repositoryText("deploy/acuse.example.yaml"))
    let rules = try #require(loaded.rules)
    #expect(rules.book.triage.usesLexicon)
    #expect(
      rules.book.triage.rules.map { "\($0.name) \($0.category ?? "-") \($0.priority?.rawValue ?? "-") \($0.tags)" } == [
        #"pago billing high ["pago"]"#, #"emergencia critical_failure urgent ["emergencia"]"#, "instalacion - - []",
      ])
    #expect(rules.book.triage.rules.last?.team == TeamID("especialistas"))
    #expect(rules.closing.reopenWithinSeconds == 86_400)
    #expect(
      rules.closing.patience
        == ClosingSettings.Patience(remindAfter: .minutes(8 * 60), resolveAfter: .minutes(16 * 60)))
    let retention = try #require(loaded.settings).retention
    #expect(retention.messagesSeconds == 31_536_000)
    #expect(retention.rawSeconds == 2_592_000)
    #expect(retention.timelineSeconds == 63_072_000)
  }

  @Test("the example file's warnings are those of its not yet working keys")
  func warnings() throws {
    let loaded = load(try repositoryText("deploy/acuse.example.yaml"))
    #expect(
      loaded.warnings.map { "\(place($0)) \($0.message.prefix { $0 != " " })" } == [
        "15:3 `public_url`"
      ])
  }
}
