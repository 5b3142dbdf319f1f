import Testing

/// `GET /webhooks/whatsapp` (whatsapp §1).
@Suite(.serialized) struct HandshakeTests {
  private static let token = "a%20synthetic+verify+token"
  private static let asked = "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="

  @Test("the right token gets the challenge back, byte for byte, as plain text that no browser may reinterpret")
  func right() async throws {
    try await WebHouse.open { house in
      let answer = try await house.send("GET", Self.asked + Self.token)
      #expect(answer.status == 200)
      #expect(answer.body == Array("1158201444".utf8))
      #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
      #expect(answer.headers["x-content-type-options"] == "nosniff")
    }
  }

  @Test(
    "anything else is 403 and echoes nothing",
    arguments: [
      HandshakeTests.asked + "guess", HandshakeTests.asked, "/webhooks/whatsapp",
      "/webhooks/whatsapp?hub.mode=unsubscribe&hub.challenge=1158201444&hub.verify_token=" + HandshakeTests.token,
      "/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=" + HandshakeTests.token,
      HandshakeTests.asked + HandshakeTests.token + "&hub.verify_token=guess",
    ])
  func wrong(path: String) async throws {
    try await WebHouse.open { house in
      let answer = try await house.send("GET", path)
      #expect(answer.status == 403)
      #expect(answer.body.isEmpty)
    }
  }
}
