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

  @Test("the example file's warnings are those of its not yet working keys")
  func warnings() throws {
    let loaded = load(try repositoryText("deploy/acuse.example.yaml"))
    #expect(
      loaded.warnings.map { "\(place($0)) \($0.message.prefix { $0 != " " })" } == [
        "16:3 `public_url`", "22:1 `mail`", "54:5 `email`", "63:5 `email`", "72:5 `email`", "81:5 `email`",
        "90:5 `email`",
      ])
  }
}
