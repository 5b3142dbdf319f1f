import Testing

@Suite(.serialized) struct AddressTests {
  @Test(
    "what has no route is 404 as a problem",
    arguments: [
      "/", "/nothing", "/api/v1", "/api/v1/nothing", "/api/v2/conversations", "/webhooks", "/webhooks/whatsapp/more",
      "/../etc/passwd", "/api/v1/conversations/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/tokens",
    ])
  func unknown(path: String) async throws {
    try await WebHouse.open { house in
      let token = try await house.token()
      #expect(try await house.send("GET", path).isProblem("not-found", 404))
      #expect(try await house.get(path, token: token).isProblem("not-found", 404))
    }
  }

  @Test(
    "a method that an address does not take is refused as a problem and does nothing",
    arguments: [
      ("DELETE", "/api/v1/conversations/1001"), ("PUT", "/api/v1/conversations/1001/messages"),
      ("GET", "/api/v1/conversations/1001/messages"), ("PUT", "/webhooks/whatsapp"), ("POST", "/healthz"),
      ("POST", "/api/v1/conversations/1001"),
    ])
  func method(name: String, path: String) async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let before = try await house.counts()
      let token = try await house.token()
      let answer = try await house.send(
        name, path, headers: ["Authorization: Bearer \(token)"], body: Array(#"{"text":"Hola"}"#.utf8))
      #expect(answer.isProblem("not-found", 404))
      #expect(try await house.counts() == before)
    }
  }
}
