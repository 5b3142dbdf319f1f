import Foundation
import Gateway
import Testing

/// `POST /api/v1/conversations`: a matter that came by another way than WhatsApp.
@Suite(.serialized) struct OpeningTests {
  private static let path = "/api/v1/conversations"
  private static let carla = ["phone": "+52 1 55 5550 6099", "name": "Carla Nieto"]

  @Test("opens with 201 and says where it stands; a second one of the same customer joins it with 200")
  func opens() async throws {
    try await WebHouse.open { house in
      let crm = try await house.token(automation: "crm")
      let body: [String: Any] = [
        "number": WebHouse.number, "contact": Self.carla, "text": "Quiero una cotización", "priority": "high",
        "category": "sales", "tags": ["campaña"], "stage": "Cotización Solicitada",
      ]
      let opened = try await house.post(Self.path, token: crm, json: body)
      #expect(opened.status == 201)
      #expect(opened.object["ref"] as? Int == 1001)
      #expect(opened.object["source"] as? String == "form")
      #expect(opened.object["state"] as? String == "open")
      #expect(opened.object["priority"] as? String == "high")
      #expect(opened.object["category"] as? String == "sales")
      #expect(opened.object["tags"] as? [String] == ["campaña"])
      #expect(opened.object["stage"] as? String == "Cotización Solicitada")
      let contact = try #require(opened.object["contact"] as? [String: Any])
      #expect(contact["phone"] as? String == "+5215555506099")
      #expect(contact["name"] as? String == "Carla Nieto")
      #expect(opened.list("clocks").map { $0["clock"] as? String } == ["acknowledgement", "first_response"])
      #expect(opened.list("messages").map { $0["text"] as? String } == ["Quiero una cotización"])
      #expect(opened.list("messages").map { $0["kind"] as? String } == ["form"])
      #expect(opened.list("timeline").contains { $0["why"] as? String == "form, by automation:crm" })
      let joined = try await house.post(Self.path, token: crm, json: body)
      #expect(joined.status == 200)
      #expect(joined.object["ref"] as? Int == 1001)
      #expect(joined.list("messages").count == 2)
    }
  }

  @Test("under one key it opens once, however often it is asked for")
  func once() async throws {
    try await WebHouse.open { house in
      let crm = try await house.token(automation: "crm")
      let body: [String: Any] = ["number": WebHouse.number, "contact": Self.carla, "text": "Hola"]
      let first = try await house.post(Self.path, token: crm, json: body, key: "form-1")
      let again = try await house.post(Self.path, token: crm, json: body, key: "form-1")
      #expect(first.status == 201)
      #expect(again.status == 201)
      #expect(again.body == first.body)
      #expect(first.list("messages").count == 1)
    }
  }

  @Test(
    "what cannot be a conversation is refused with what is wrong, and nothing is opened",
    arguments: [
      (#"{"contact":{"phone":"+5215555506099"}}"#, 400, "bad-request"),
      (#"{"number":"15550001111","contact":{}}"#, 400, "bad-request"),
      (#"{"number":"15550001111","contact":{"phone":"5555506099"}}"#, 400, "bad-request"),
      (#"{"number":"15550001111","contact":{"phone":"+52 call me"}}"#, 400, "bad-request"),
      (#"{"number":"15550001111","contact":{"user_id":" "}}"#, 400, "bad-request"),
      (#"{"number":"15550001111","contact":{"phone":"+5215555506099"},"priority":"huge"}"#, 400, "bad-request"),
      (#"{"number":"15550001111","contact":{"phone":"+5215555506099"},"text":" "}"#, 400, "bad-request"),
      (#"{"number":"1","contact":{"phone":"+5215555506099"}}"#, 422, "no-such-number"),
      (#"{"number":"15550001111","contact":{"phone":"+5215555506099"},"team":"nadie"}"#, 422, "no-such-team"),
      (#"{"number":"15550001111","contact":{"phone":"+1 555 555 1111"}}"#, 422, "is-staff"),
    ])
  func refused(body: String, status: Int, type: String) async throws {
    try await WebHouse.open { house in
      let token = try await house.token()
      let answer = try await house.post(Self.path, token: token, bytes: Array(body.utf8))
      #expect(answer.isProblem(type, status), "\(answer.status) \(answer.object)")
      #expect(try await house.counts().conversations == 0)
    }
  }
}
