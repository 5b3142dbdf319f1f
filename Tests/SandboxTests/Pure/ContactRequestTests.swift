import BusinessTime
import Sandbox
import Testing

/// The request for somebody's contact card, and the card.
struct ContactRequestTests {
  private let request = Fixture.text().without("text").without("to").with("recipient", .string(Fixture.anaUserID))
    .with("type", "interactive")
    .with(
      "interactive",
      [
        "type": "request_contact_info", "body": ["text": "¿Nos da su teléfono?"],
        "action": ["name": "request_contact_info"],
      ])

  private func changed(_ name: String, _ value: JSON?) -> JSON {
    let interactive = request["interactive"] ?? [:]
    return request.with("interactive", value.map { interactive.with(name, $0) } ?? interactive.without(name))
  }

  @Test("by user id it goes, and the phone shows it")
  func shown() {
    var rules = Fixture.openRules()
    #expect(rules.send(request).status == 200)
    rules.advance(to: Fixture.after(60_000))
    #expect(rules.phoneInbox(of: Fixture.ana).map(\.text) == ["¿Nos da su teléfono?\n[contact info]"])
    #expect(rules.phoneInbox(of: Fixture.ana).map(\.kind) == ["interactive"])
  }

  @Test("to a phone it does not go, also when a user id is given as well")
  func byPhone() {
    var rules = Fixture.openRules()
    #expect(rules.send(request.with("to", "+5215555501111")).code == 131_009)
    #expect(rules.send(request.without("recipient").with("to", "+5215555501111")).code == 131_009)
    #expect(rules.accepted.isEmpty)
  }

  @Test("it needs a body and the name of its action")
  func refused() {
    var rules = Fixture.openRules()
    #expect(rules.send(changed("body", nil)).code == 131_008)
    #expect(rules.send(changed("body", ["text": ""])).code == 131_009)
    #expect(rules.send(changed("body", ["text": SendCase.long(1025)])).code == 131_009)
    #expect(rules.send(changed("action", nil)).code == 131_008)
    #expect(rules.send(changed("action", [:])).code == 131_008)
    #expect(rules.send(changed("action", ["name": "otra"])).code == 131_009)
    #expect(rules.send(changed("header", ["type": "image", "image": ["id": "1"]])).code == 131_009)
  }

  @Test("the tap brings the card as a message that answers the request")
  func card() throws {
    var rules = Fixture.rules()
    rules.change(person: Fixture.ana) { $0.hidesPhone = true }
    rules.writes(InboundMessage(.text("Hola")), from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    let reply = rules.send(request)
    let asked = try #require(reply.acceptedID)
    _ = rules.updates(until: Fixture.after(1000))
    let shared = rules.sharesContact(from: Fixture.ana, to: Fixture.number, at: Fixture.after(1000))
    let id = try #require(shared)
    let updates = rules.updates(until: Fixture.after(1000))
    #expect(
      updates.map { $0.value["messages"]?[0] } == [
        [
          "context": ["from": "525555500100", "id": .string(asked)],
          "from_user_id": "MX.7301", "id": .string(id), "timestamp": "1795446001", "type": "contacts",
          "origin": "contact_request",
          "contacts": [
            [
              "name": ["formatted_name": "Ana Ríos", "first_name": "Ana Ríos"],
              "phones": [["phone": "+5215555501111", "wa_id": "5215555501111", "type": "CELL"]],
            ]
          ],
        ]
      ])
  }

  @Test("nobody shares what no phone asks for: before delivery, in another chat, or without a request")
  func nothingToShare() {
    var rules = Fixture.openRules()
    _ = rules.send(Fixture.text())
    rules.advance(to: Fixture.after(1000))
    #expect(rules.sharesContact(from: Fixture.ana, to: Fixture.number, at: Fixture.after(1000)) == nil)
    _ = rules.send(request, at: Fixture.after(1000))
    #expect(rules.sharesContact(from: Fixture.ana, to: Fixture.number, at: Fixture.after(1000)) == nil)
    rules.advance(to: Fixture.after(2000))
    #expect(rules.sharesContact(from: Fixture.ana, to: Fixture.otherNumber, at: Fixture.after(2000)) == nil)
    #expect(rules.sharesContact(from: Fixture.luis, to: Fixture.number, at: Fixture.after(2000)) == nil)
    #expect(rules.sharesContact(from: Fixture.ana, to: Fixture.number, at: Fixture.after(2000)) != nil)
  }
}
