import Foundation
import Gateway
import Helpdesk
import Testing

/// `/api/v1/policies`.
@Suite(.serialized) struct PolicyTests {
  @Test("the version in force is shown with its policies, clocks, targets and calendars")
  func shown() async throws {
    try await WebHouse.open { house in
      let answer = try await house.get("/api/v1/policies", token: try await house.token())
      #expect(answer.status == 200)
      #expect(answer.object["version"] as? String == "v1")
      #expect(
        answer.object["calendars"] as? [[String: String]] == [["name": "siempre", "timezone": "America/Mexico_City"]])
      let policy = try #require(answer.list("policies").first)
      #expect(policy["name"] as? String == "general")
      #expect((policy["when"] as? [String: Any])?.isEmpty == true)
      #expect(policy["calendar"] as? String == "siempre")
      #expect(policy["acknowledge"] is NSNull)
      let clock = try #require((policy["clocks"] as? [[String: Any]])?.first)
      #expect(clock["clock"] as? String == "first_response")
      #expect(clock["target_seconds"] as? Int == 900)
      #expect(clock["calendar"] as? String == "siempre")
      #expect(clock["ladder"] as? String == "estandar")
      #expect(clock["steps"] as? [String] == ["-5m"])
      #expect(clock["pause_while"] as? [String] == [])
    }
  }

  @Test("a reload answers with the version, or with every problem, or says that there is nothing to read")
  func reload() async throws {
    try await WebHouse.open { house in
      let token = try await house.token(role: .admin)
      func reload() async throws -> WireAnswer {
        try await house.post("/api/v1/policies/reload", token: token, bytes: [])
      }
      #expect(try await reload().isProblem("no-rules-file", 409))
      house.rules.nextReload(is: .adopted("v2", warnings: ["line 3: not acted on yet."]))
      let adopted = try await reload()
      #expect(adopted.status == 200)
      #expect(adopted.object["version"] as? String == "v2")
      #expect(adopted.object["warnings"] as? [String] == ["line 3: not acted on yet."])
      house.rules.nextReload(is: .refused(problems: ["acuse.yaml:3:1: one.", "acuse.yaml:9:1: two."]))
      let refused = try await reload()
      #expect(refused.isProblem("rules-refused", 422))
      #expect(refused.object["problems"] as? [String] == ["acuse.yaml:3:1: one.", "acuse.yaml:9:1: two."])
      house.rules.nextReload(is: .notStored)
      #expect(try await reload().isProblem("unavailable", 503))
      house.rules.nextReload(is: .busy)
      #expect(try await reload().isProblem("unavailable", 503))
    }
  }
}
