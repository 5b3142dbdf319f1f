import BusinessTime
import Sandbox
import Testing

/// What is asked of numbers and accounts.
struct NodeTests {
  private func get(_ path: String, _ query: [String: String] = [:], from rules: inout MetaRules) -> GraphReply {
    rules.answer(
      GraphRequest(method: "GET", path: path, query: query, authorization: "Bearer \(Fixture.token)"),
      at: Fixture.noon)
  }

  @Test("a number's health has the fields asked for and its id")
  func health() {
    var rules = Fixture.rules()
    let path = "/v26.0/\(Fixture.number)"
    #expect(
      get(path, ["fields": "verified_name,throughput,nothing"], from: &rules).json == [
        "verified_name": "Soporte", "throughput": ["level": "STANDARD"], "id": "100000000000001",
      ])
    rules.change(number: Fixture.number) { $0.canSend = "BLOCKED" }
    let health = get(path, ["fields": "health_status"], from: &rules).json?["health_status"]
    #expect(health?["can_send_message"] == "BLOCKED")
    #expect(get("/v26.0/\(Fixture.otherNumber)", from: &rules).code == 100)
  }

  @Test("an account's templates come page by page with their components")
  func templates() {
    var rules = Fixture.rules()
    for name in ["c", "a", "b"] {
      rules.add(
        MessageTemplate(
          name: name, language: "es_MX", body: "Hola {{1}}", footer: "Pie",
          buttons: [.quickReply("Sí"), .url("Ver", to: "https://example.com/{{1}}")]),
        to: Fixture.account)
    }
    let path = "/v26.0/\(Fixture.account)/message_templates"
    let first = get(path, ["limit": "2"], from: &rules).json
    #expect(first?["data"]?.elements?.map { $0["name"] } == ["a", "b"])
    #expect(
      first?["data"]?[0]?["components"] == [
        ["type": "BODY", "text": "Hola {{1}}"],
        ["type": "FOOTER", "text": "Pie"],
        [
          "type": "BUTTONS",
          "buttons": [
            ["type": "QUICK_REPLY", "text": "Sí"],
            ["type": "URL", "text": "Ver", "url": "https://example.com/{{1}}"],
          ],
        ],
      ])
    #expect(first?["data"]?[0]?["status"] == "APPROVED")
    #expect(first?["paging"]?["next"] != nil)
    let after = first?["paging"]?["cursors"]?["after"]?.text ?? ""
    let second = get(path, ["limit": "2", "after": after], from: &rules).json
    #expect(second?["data"]?.elements?.map { $0["name"] } == ["c"])
    #expect(second?["paging"]?["next"] == nil)
  }

  @Test("an upgrade gives the number a thousand a second and is told")
  func upgrade() {
    var rules = Fixture.rules()
    rules.upgradeThroughput(numberID: Fixture.number, at: Fixture.noon)
    #expect(rules.number(Fixture.number)?.throughput == 1000)
    let update = rules.updates(until: Fixture.noon).first
    #expect(update?.field == "phone_number_quality_update")
    #expect(update?.value["event"] == "THROUGHPUT_UPGRADE")
  }
}
