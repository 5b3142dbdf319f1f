import BusinessTime
import Sandbox
import Testing

/// The webhooks of what customers and the business's own phone do, member by member.
struct InboundTests {
  @Test("a text has its envelope, its number, its contact and its message")
  func text() throws {
    var rules = Fixture.rules()
    let written = rules.writes(InboundMessage(.text("Hola")), from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    let id = try #require(written)
    let taken = rules.webhooks.take(at: Fixture.noon, rules.settings.webhooks)
    let post = try #require(taken)
    #expect(
      try JSON(bytes: post.body) == [
        "object": "whatsapp_business_account",
        "entry": [
          [
            "id": "200000000000002",
            "changes": [
              [
                "value": [
                  "messaging_product": "whatsapp",
                  "metadata": ["display_phone_number": "525555500100", "phone_number_id": "100000000000001"],
                  "contacts": [["profile": ["name": "Ana Ríos"], "wa_id": "5215555501111", "user_id": "MX.7301"]],
                  "messages": [
                    [
                      "from": "5215555501111", "from_user_id": "MX.7301", "id": .string(id),
                      "timestamp": "1795446000", "type": "text", "text": ["body": "Hola"],
                    ]
                  ],
                ],
                "field": "messages",
              ]
            ],
          ]
        ],
      ])
  }

  private func message(_ message: InboundMessage, hidden: Bool = false) throws -> JSON {
    var rules = Fixture.rules()
    if hidden {
      var ana = Person(waID: Fixture.ana, name: "Ana Ríos", userID: Fixture.anaUserID)
      ana.hidesPhone = true
      rules.add(ana)
    }
    rules.writes(message, from: Fixture.ana, to: Fixture.number, at: Fixture.noon)
    let updates = rules.updates(until: Fixture.noon)
    return try #require(updates.first?.value["messages"]?[0])
  }

  @Test("buttons, lists and reactions have their objects")
  func taps() throws {
    let button = try message(InboundMessage(.button(text: "Sí", payload: "si"), answers: "wamid.A"))
    #expect(button["type"] == "button")
    #expect(button["button"] == ["payload": "si", "text": "Sí"])
    #expect(button["context"] == ["from": "525555500100", "id": "wamid.A"])
    let reply = try message(InboundMessage(.buttonReply(id: "b1", title: "Sí")))
    #expect(reply["interactive"] == ["type": "button_reply", "button_reply": ["id": "b1", "title": "Sí"]])
    let list = try message(InboundMessage(.listReply(id: "r1", title: "Uno", description: nil)))
    #expect(list["interactive"] == ["type": "list_reply", "list_reply": ["id": "r1", "title": "Uno"]])
    let reaction = try message(InboundMessage(.reaction(to: "wamid.A", emoji: nil)))
    #expect(reaction["reaction"] == ["message_id": "wamid.A"])
  }

  @Test("media has its kind, its caption and a voice mark where it is a recording")
  func media() throws {
    let image = try message(InboundMessage(.media(.init(.image, caption: "recibo"))))
    #expect(image["type"] == "image")
    #expect(image["image"]?["caption"] == "recibo")
    #expect(image["image"]?["mime_type"] == "image/jpeg")
    #expect(image["image"]?["voice"] == nil)
    let voice = try message(InboundMessage(.media(.init(.audio, isVoice: true))))
    #expect(voice["audio"]?["voice"] == true)
  }

  @Test("what cannot be shown carries its errors and its own type")
  func unsupported() throws {
    let message = try message(InboundMessage(.unsupported(type: "media_placeholder", code: 131_060)))
    #expect(message["type"] == "unsupported")
    #expect(message["unsupported"] == ["type": "media_placeholder"])
    #expect(message["errors"]?[0]?["code"] == 131_060)
  }

  @Test("a hidden phone is left out, not emptied")
  func hidden() throws {
    let message = try message(InboundMessage(.text("Hola")), hidden: true)
    #expect(message["from"] == nil)
    #expect(message["from_user_id"] == "MX.7301")
  }

  @Test("a given id and time are kept, and a standby message comes under its own field")
  func given() {
    var rules = Fixture.rules()
    var message = InboundMessage(.text("Hola"), sentAt: Fixture.after(-5000), id: "wamid.SAME")
    message.isStandby = true
    for _ in 1...2 { rules.writes(message, from: Fixture.ana, to: Fixture.number, at: Fixture.noon) }
    let updates = rules.updates(until: Fixture.noon)
    #expect(updates.map(\.field) == ["standby", "standby"])
    #expect(updates.map { $0.value["messages"]?[0]?["id"] } == ["wamid.SAME", "wamid.SAME"])
    #expect(updates.first?.value["messages"]?[0]?["timestamp"] == "1795445995")
  }

  @Test("an echo goes from the number to the customer, whose phone shows it; it opens no window")
  func echo() throws {
    var rules = Fixture.rules()
    rules.echoes("Ya quedó", from: Fixture.number, to: Fixture.ana, at: Fixture.noon)
    let updates = rules.updates(until: Fixture.noon)
    let update = try #require(updates.first)
    #expect(update.field == "smb_message_echoes")
    let echo = try #require(update.value["message_echoes"]?[0])
    #expect(echo["from"] == "525555500100")
    #expect(echo["to"] == "5215555501111")
    #expect(echo["text"] == ["body": "Ya quedó"])
    #expect(rules.phoneInbox(of: Fixture.ana).map(\.text) == ["Ya quedó"])
    #expect(rules.windowCloses(numberID: Fixture.number, person: Fixture.ana) == nil)
  }

  @Test("a number that is not ours receives nothing")
  func unknownNumber() {
    var rules = Fixture.rules()
    #expect(rules.writes(InboundMessage(.text("x")), from: Fixture.ana, to: "1", at: Fixture.noon) == nil)
    #expect(rules.webhooks.isIdle)
  }
}
