import Gateway
import Helpdesk
import Testing

/// Every route of the API asks for a token.
@Suite(.serialized) struct AuthenticationTests {
  private static let routes = [
    ("GET", "/api/v1/conversations"), ("GET", "/api/v1/conversations/1001"),
    ("POST", "/api/v1/conversations/1001/messages"), ("POST", "/api/v1/conversations/1001/actions"),
  ]

  @Test(
    "without a token, with an unknown one and with a revoked one, every route is 401 as a problem",
    arguments: AuthenticationTests.routes)
  func refused(method: String, path: String) async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let made = try await house.tokens.create(for: .person("ana"), role: .admin)
      #expect(try await house.tokens.revoke(id: made.row.id))
      let unknown = "acuse_" + String(repeating: "A", count: 43)
      let headers = [
        [], ["Authorization: "], ["Authorization: Bearer"], ["Authorization: Bearer "], ["Authorization: \(unknown)"],
        ["Authorization: Basic \(unknown)"], ["Authorization: Bearer \(unknown)"], ["Authorization: Bearer acuse_"],
        ["Authorization: Bearer \(made.token)"], ["Authorization: Bearer \(made.row.digest)"],
      ]
      for header in headers {
        let answer = try await house.send(method, path, headers: header, body: Array(#"{"text":"Hola"}"#.utf8))
        #expect(answer.isProblem("unauthorized", 401), "\(header): \(answer.status)")
        #expect(answer.headers["www-authenticate"] == "Bearer")
        #expect(!answer.whole.contains(unknown))
      }
      #expect(try await house.counts().outboxByState.isEmpty)
    }
  }

  @Test("a token in an address is no token: it would stand in every log on the way")
  func inAddress() async throws {
    try await WebHouse.open { house in
      let token = try await house.token()
      let answer = try await house.send("GET", "/api/v1/conversations?token=\(token)&access_token=\(token)")
      #expect(answer.isProblem("unauthorized", 401))
    }
  }

  @Test("a known token is let in, however its scheme is spelled", arguments: ["Bearer", "bearer", "BEARER"])
  func accepted(scheme: String) async throws {
    try await WebHouse.open { house in
      let token = try await house.token()
      let answer = try await house.send("GET", "/api/v1/conversations", headers: ["Authorization: \(scheme) \(token)"])
      #expect(answer.status == 200)
    }
  }
}
