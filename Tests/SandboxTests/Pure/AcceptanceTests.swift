import Sandbox
import Testing

/// Who may send for which number, and what an accepted message is answered with.
struct AcceptanceTests {
  @Test("an accepted message is answered with input, wa_id, user_id and an id")
  func accepted() throws {
    var rules = Fixture.openRules()
    let reply = rules.send(Fixture.text(to: "525555501111"))
    let id = try #require(reply.acceptedID)
    #expect(reply.status == 200)
    #expect(
      reply.json == [
        "messaging_product": "whatsapp",
        "contacts": [["input": "525555501111", "wa_id": "5215555501111", "user_id": "MX.7301"]],
        "messages": [["id": .string(id)]],
      ])
    #expect(id.hasPrefix("wamid."))
  }

  @Test("ids differ, and the same seed makes the same ones")
  func identifiers() {
    var first = Fixture.openRules()
    var second = Fixture.openRules()
    let ids = (0..<20).map { _ in first.send(Fixture.text()).acceptedID }
    #expect(Set(ids).count == 20)
    #expect(ids == (0..<20).map { _ in second.send(Fixture.text()).acceptedID })
  }

  @Test("a wrong token is 401 with code 190; none is 403 with code 200")
  func tokens() {
    var rules = Fixture.openRules()
    let wrong = rules.answer(Fixture.send(Fixture.text(), token: "another"), at: Fixture.noon)
    #expect(wrong.status == 401)
    #expect(wrong.code == 190)
    let none = rules.answer(Fixture.send(Fixture.text(), token: nil), at: Fixture.noon)
    #expect(none.status == 403)
    #expect(none.code == 200)
    #expect(rules.accepted.isEmpty)
  }

  @Test("an unknown number is 100 with subcode 33, and so is a number of somebody else's token")
  func unknownNumber() {
    var rules = Fixture.openRules()
    for number in ["999", Fixture.otherNumber] {
      let reply = rules.answer(Fixture.send(Fixture.text(), number: number), at: Fixture.noon)
      #expect(reply.status == 400)
      #expect(reply.code == 100)
      #expect(reply.json?["error"]?["error_subcode"] == 33)
    }
  }

  @Test("an unknown path is 2500", arguments: ["/messages", "/v26/1/messages", "/v26.0/1/media", "/v26.0"])
  func unknownPath(_ path: String) {
    var rules = Fixture.openRules()
    let request = GraphRequest(method: "POST", path: path, authorization: "Bearer \(Fixture.token)")
    #expect(rules.answer(request, at: Fixture.noon).code == 2500)
  }

  @Test("the business-scoped id is reached through recipient, without a wa_id in the answer")
  func recipient() {
    var rules = Fixture.openRules()
    let reply = rules.send(Fixture.text().without("to").with("recipient", "MX.7301"))
    #expect(reply.json?["contacts"]?[0] == ["input": "MX.7301", "user_id": "MX.7301"])
    rules.advance(to: Fixture.after(60_000))
    #expect(rules.phoneInbox(of: Fixture.ana).count == 1)
  }

  @Test("a business-scoped id in to is accepted, and neither delivered nor spoken of")
  func misplaced() {
    var rules = Fixture.openRules()
    let reply = rules.send(Fixture.text(to: "MX.7301"))
    #expect(reply.status == 200)
    #expect(reply.acceptedID != nil)
    #expect(rules.statuses(until: Fixture.after(86_400_000)).isEmpty)
    #expect(rules.phoneInbox(of: Fixture.ana).isEmpty)
  }

  @Test("a number does not write to itself")
  func itself() {
    var rules = Fixture.openRules()
    #expect(rules.send(Fixture.text(to: "+525555500100")).code == 131_021)
  }

  @Test("when both are given the phone wins")
  func both() {
    var rules = Fixture.openRules()
    let reply = rules.send(Fixture.text().with("recipient", "MX.7302"))
    #expect(reply.json?["contacts"]?[0]?["user_id"] == "MX.7301")
  }
}
