import Sandbox
import Testing

/// Accounts and numbers that may not send.
struct AccountTests {
  private func health(_ rules: inout MetaRules, number: String = Fixture.number) -> JSON? {
    rules.answer(
      GraphRequest(
        method: "GET", path: "/v26.0/\(number)", query: ["fields": "status,health_status"],
        authorization: "Bearer \(Fixture.token)"), at: Fixture.noon
    ).json
  }

  @Test(
    "an account that is held sends nothing and says so in its health, until it is let go",
    arguments: [(AccountState.restricted, Int64(368), 403), (.locked, 131_031, 403), (.unpaid, 131_042, 400)])
  func held(_ example: (state: AccountState, code: Int64, status: Int)) {
    var rules = Fixture.openRules()
    rules.change(account: Fixture.account, to: example.state)
    let reply = rules.send(Fixture.text())
    #expect(reply.code == example.code)
    #expect(reply.status == example.status)
    #expect(health(&rules)?["health_status"]?["can_send_message"] == "BLOCKED")
    #expect(health(&rules)?["health_status"]?["entities"]?[1]?["can_send_message"] == "BLOCKED")
    #expect(rules.accepted.isEmpty)
    rules.change(account: Fixture.account, to: .active)
    #expect(rules.send(Fixture.text()).status == 200)
    #expect(health(&rules)?["health_status"]?["can_send_message"] == "AVAILABLE")
  }

  @Test("another account's hold does not concern")
  func others() {
    var rules = Fixture.openRules()
    rules.change(account: "200000000000009", to: .locked)
    #expect(rules.send(Fixture.text()).status == 200)
  }

  @Test("a number that is not registered is 133010 and disconnected")
  func unregistered() {
    var rules = Fixture.openRules()
    rules.change(number: Fixture.number) { $0.isRegistered = false }
    #expect(rules.send(Fixture.text()).code == 133_010)
    #expect(health(&rules)?["status"] == "DISCONNECTED")
    #expect(health(&rules)?["health_status"]?["can_send_message"] == "BLOCKED")
  }

  @Test("a token that may only look is 403 with code 10 for sends and receipts, and sees the number")
  func permission() {
    var rules = Fixture.openRules()
    rules.change(number: Fixture.number) { $0.readingTokens = ["token-that-looks"] }
    let receipt: JSON = ["messaging_product": "whatsapp", "status": "read", "message_id": "wamid.X"]
    for body in [Fixture.text(), receipt] {
      let reply = rules.answer(Fixture.send(body, token: "token-that-looks"), at: Fixture.noon)
      #expect(reply.code == 10)
      #expect(reply.status == 403)
    }
    let look = GraphRequest(
      method: "GET", path: "/v26.0/\(Fixture.number)", authorization: "Bearer token-that-looks")
    #expect(rules.answer(look, at: Fixture.noon).status == 200)
    let elsewhere = Fixture.send(Fixture.text(), number: Fixture.otherNumber, token: "token-that-looks")
    #expect(rules.answer(elsewhere, at: Fixture.noon).json?["error"]?["error_subcode"] == 33)
  }

  @Test(
    "a method that the path does not take is 100",
    arguments: [
      ("GET", "/v26.0/100000000000001/messages"), ("DELETE", "/v26.0/100000000000001/messages"),
      ("POST", "/v26.0/100000000000001"), ("POST", "/v26.0/200000000000002/message_templates"),
    ])
  func method(_ example: (method: String, path: String)) {
    var rules = Fixture.openRules()
    let request = GraphRequest(
      method: example.method, path: example.path, authorization: "Bearer \(Fixture.token)",
      body: Fixture.text().bytes())
    let reply = rules.answer(request, at: Fixture.noon)
    #expect(reply.status == 400)
    #expect(reply.code == 100)
    #expect(rules.accepted.isEmpty)
  }
}
