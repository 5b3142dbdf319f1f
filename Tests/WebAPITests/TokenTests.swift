import Foundation
import Gateway
import Testing

/// Tokens over the API (contract: roles): what `acuse tokens` does, for whoever has no shell on the machine.
@Suite(.serialized) struct TokenTests {
  @Test("a token that was made by the API opens what its role may, is listed without itself, and once revoked is 401")
  func wholeLife() async throws {
    try await WebHouse.open { house in
      let admin = try await house.token(role: .admin)
      let made = try await house.post("/api/v1/tokens", token: admin, json: ["person": "ana", "role": "supervisor"])
      #expect(made.status == 201)
      let token = try #require(made.object["token"] as? String)
      #expect(token.hasPrefix("acuse_"))
      let details = try #require(made.object["details"] as? [String: Any])
      #expect(details["person"] as? String == "ana")
      #expect(details["role"] as? String == "supervisor")
      let id = try #require(details["id"] as? String)
      #expect(try await house.get("/api/v1/outbox", token: token).status == 200)
      #expect(try await house.get("/api/v1/tokens", token: token).isProblem("forbidden", 403))

      let listed = try await house.get("/api/v1/tokens", token: admin)
      #expect(listed.list("tokens").count == 2)
      #expect(!listed.text.contains(token))
      let revoked = try await house.post("/api/v1/tokens/\(id)/revoke", token: admin, json: [:])
      #expect(revoked.status == 200)
      #expect(revoked.object["revoked_at"] as? String == "2026-11-23T15:00:00Z")
      #expect(try await house.get("/api/v1/outbox", token: token).isProblem("unauthorized", 401))
      #expect(try await house.post("/api/v1/tokens/\(id)/revoke", token: admin, json: [:]).isProblem("revoked", 409))
    }
  }

  @Test("a program's token says whose it is; what it answers counts as automatic")
  func program() async throws {
    try await WebHouse.open { house in
      let admin = try await house.token(role: .admin)
      let made = try await house.post("/api/v1/tokens", token: admin, json: ["automation": "crm", "role": "agent"])
      let details = try #require(made.object["details"] as? [String: Any])
      #expect(details["automation"] as? String == "crm")
      #expect(details["person"] is NSNull)
      try await house.customerWrites("wamid.one")
      let token = try #require(made.object["token"] as? String)
      let reply = try await house.post("/api/v1/conversations/1001/messages", token: token, json: ["text": "Hola"])
      #expect(reply.status == 202)
      let one = try await house.get("/api/v1/conversations/1001", token: token)
      let first = one.list("clocks").first { $0["clock"] as? String == "first_response" }
      #expect(first?["state"] as? String == "running")
    }
  }

  @Test(
    "an order that names nobody, two, somebody unknown or no role makes nothing, and says what is missing",
    arguments: [
      #"{"role":"agent"}"#, #"{"person":"ana","automation":"crm","role":"agent"}"#, #"{"person":"ana"}"#,
      #"{"person":"ana","role":"boss"}"#, #"{"automation":"","role":"agent"}"#,
      #"{"automation":"a\nb","role":"agent"}"#,
      #"{"person":"nobody","role":"agent"}"#, "[]", "",
    ])
  func refused(body: String) async throws {
    try await WebHouse.open { house in
      let admin = try await house.token(role: .admin)
      let answer = try await house.send(
        "POST", "/api/v1/tokens", headers: ["Authorization: Bearer \(admin)"], body: Array(body.utf8))
      #expect((400..<500).contains(answer.status))
      #expect(answer.object["title"] as? String != nil)
      #expect(try await house.get("/api/v1/tokens", token: admin).list("tokens").count == 1)
    }
  }
}
