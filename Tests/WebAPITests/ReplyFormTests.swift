import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Testing

/// `POST /api/v1/conversations/1001/messages` with more than a text.
@Suite(.serialized) struct ReplyFormTests {
  private static let path = "/api/v1/conversations/1001/messages"

  struct Form: Sendable {
    var name: String
    var posted: String
    /// What goes out.
    var sent: FreeForm
    /// What the conversation shows of it.
    var text: String
    var details: String
  }

  static let forms: [Form] = [
    Form(
      name: "buttons", posted: #"{"text":"¿Confirma?","buttons":[{"id":"si","title":"Sí"},{"id":"no","title":"No"}]}"#,
      sent: .buttons(
        body: "¿Confirma?", buttons: [ReplyButton(id: "si", title: "Sí"), ReplyButton(id: "no", title: "No")]),
      text: "¿Confirma?", details: #"{"buttons":[{"id":"si","title":"Sí"},{"id":"no","title":"No"}]}"#),
    Form(
      name: "a list",
      posted: """
        {"text":"¿Con quién?","list":{"button":"Elegir","rows":[{"id":"v","title":"Ventas","description":"Precios"},\
        {"id":"s","title":"Soporte"}]},"request_contact":false}
        """,
      sent: .list(
        body: "¿Con quién?", opener: "Elegir",
        rows: [
          ReplyButton(id: "v", title: "Ventas", description: "Precios"), ReplyButton(id: "s", title: "Soporte"),
        ]), text: "¿Con quién?",
      details: """
        {"list":{"button":"Elegir","rows":[{"id":"v","title":"Ventas","description":"Precios"},\
        {"id":"s","title":"Soporte"}]}}
        """),
    Form(
      name: "a request for the phone", posted: #"{"text":"¿A qué número le llamamos?","request_contact":true}"#,
      sent: .contactRequest(body: "¿A qué número le llamamos?"), text: "¿A qué número le llamamos?",
      details: #"{"request_contact":true}"#),
  ]

  @Test("buttons, lists and requests for a phone are a person's answer, and are shown as they were sent")
  func answers() async throws {
    for form in Self.forms {
      try await WebHouse.open { house in
        try await house.customerWrites("wamid.one", phone: nil, userID: "MX.1000000000000001")
        house.clock.advance(seconds: 300)
        let token = try await house.token()
        let reply = try await house.post(Self.path, token: token, bytes: Array(form.posted.utf8))
        #expect(reply.status == 202, "\(form.name)")
        let entry = try #require(try await house.sent().first, "\(form.name)")
        #expect(entry.rendering == Rendering(freeForm: form.sent, template: nil), "\(form.name)")
        let one = try await house.get("/api/v1/conversations/1001", token: token)
        #expect(try one.clock("first_response")["stopped_at"] as? String == "2026-11-23T09:05:00-06:00")
        let message = try #require(one.list("messages").last)
        #expect(message["text"] as? String == form.text)
        let wanted = try JSONSerialization.jsonObject(with: Data(form.details.utf8)) as? NSDictionary
        #expect(message["details"] as? NSDictionary == wanted, "\(form.name)")
      }
    }
  }

  @Test(
    "a reaction is sent to the customer's message and is no answer: the clock runs on, nobody counts as having written")
  func reaction() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let before = try await house.get("/api/v1/conversations/1001", token: token)
      let id = try #require(before.list("messages").first?["id"] as? String)
      let reply = try await house.react(to: id, "👍", token)
      #expect(reply.status == 202)
      let entry = try #require(try await house.sent().first)
      #expect(entry.rendering == Rendering(freeForm: .reaction(to: "wamid.one", emoji: "👍"), template: nil))
      #expect(entry.author == "ana")
      let one = try await house.get("/api/v1/conversations/1001", token: token)
      #expect(try one.clock("first_response")["state"] as? String == "running")
      #expect(one.object["next_due_at"] as? String == "2026-11-23T09:15:00-06:00")
      #expect(one.list("timeline").count == before.list("timeline").count)
      let contact = try await house.read { try $0.detail(ConversationRef(1001), messages: 1)?.summary.contact }
      #expect(contact?.lastHuman == [:])
      let message = try #require(one.list("messages").last)
      #expect(message["text"] as? String == "👍")
      #expect(message["details"] as? [String: String] == ["reacts_to": id])
      house.clock.advance(seconds: 1)
      #expect(try await house.react(to: id, "", token).status == 202)
      #expect(try await house.sent().last?.rendering.freeForm == .reaction(to: "wamid.one", emoji: ""))
    }
  }

  @Test("a reaction to what the customer did not write here is 404")
  func noSuchMessage() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      try await house.customerWrites("wamid.two", phone: "15555550102")
      let token = try await house.token()
      let other = try await house.get("/api/v1/conversations/1002", token: token).list("messages").first?["id"]
      _ = try await house.post(Webhooks.echo("wamid.echo", text: "Con gusto", at: house.clock.now()))
      let thumb =
        #"{"from":"15555550100","id":"wamid.r","timestamp":"\#(house.clock.now().seconds)","type":"reaction","#
        + #""reaction":{"message_id":"wamid.one","emoji":"🙂"}}"#
      _ = try await house.post(Webhooks.body([thumb]))
      let here = try await house.get("/api/v1/conversations/1001", token: token).list("messages")
      let notTheirs = here.filter { $0["kind"] as? String == "reaction" || $0["direction"] as? String == "outbound" }
      #expect(notTheirs.count == 2)
      for id in notTheirs.compactMap({ $0["id"] as? String }) + [other as? String ?? "", "no such", "wamid.one"] {
        #expect(try await house.react(to: id, "👍", token).isProblem("no-such-message", 404), "\(id)")
      }
      #expect(try await house.sent().isEmpty)
    }
  }

  @Test("a reaction is taken for 30 days, while the window is open, and not a second longer")
  func tooOld() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let first = try await house.get("/api/v1/conversations/1001", token: token).list("messages").first?["id"]
      let id = try #require(first as? String)
      house.clock.advance(seconds: 24 * 3600 - 60)
      #expect(try await house.react(to: id, "👍", token).isProblem("window-closed", 409))
      house.clock.advance(seconds: 29 * 86_400)
      try await house.customerWrites("wamid.two")
      house.clock.advance(seconds: 59)
      #expect(try await house.react(to: id, "👍", token).status == 202)
      house.clock.advance(seconds: 1)
      #expect(try await house.react(to: id, "👍", token).isProblem("message-too-old", 409))
      #expect(try await house.sent().count == 1)
    }
  }

  @Test("whoever's phone is known is not asked for it")
  func phoneKnown() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let order: [String: Any] = ["text": "¿Su número?", "request_contact": true]
      let answer = try await house.post(Self.path, token: try await house.token(), json: order)
      #expect(answer.isProblem("phone-known", 409))
      #expect(try await house.sent().isEmpty)
    }
  }

  @Test("outside the window no form is taken")
  func window() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one", phone: nil, userID: "MX.1000000000000001")
      let token = try await house.token()
      house.clock.advance(seconds: 24 * 3600)
      for form in Self.forms {
        let answer = try await house.post(Self.path, token: token, bytes: Array(form.posted.utf8))
        #expect(answer.isProblem("window-closed", 409), "\(form.name)")
      }
    }
  }

  @Test(
    "two forms, half a form, and what nobody knows are 400",
    arguments: [
      #"{"text":"Hola","more":1}"#, #"{"text":"Hola","buttons":[{"id":"a","title":"b","description":"c"}]}"#,
      #"{"text":"Hola","list":{"button":"o","rows":[{"id":"a","title":"b","x":1}]}}"#,
      #"{"text":"Hola","list":{"button":"o","rows":[],"x":1}}"#, #"{"reaction":{"message":"m","emoji":"👍","x":1}}"#,
      #"{"buttons":[{"id":"a","title":"b"}]}"#, #"{"list":{"button":"o","rows":[{"id":"a","title":"b"}]}}"#,
      #"{"request_contact":true}"#, #"{"text":"Hola","request_contact":"yes"}"#,
      #"{"text":"Hola","buttons":[{"id":"a","title":"b"}],"request_contact":true}"#,
      #"{"text":"Hola","buttons":[{"id":"a","title":"b"}],"list":{"button":"o","rows":[{"id":"a","title":"b"}]}}"#,
      #"{"text":"Hola","reaction":{"message":"m","emoji":"👍"}}"#, #"{"reaction":{"message":"m"}}"#,
      #"{"reaction":{"emoji":"👍"}}"#, #"{"reaction":"👍"}"#, #"{"text":"Hola","buttons":{"id":"a","title":"b"}}"#,
      #"{"text":" ","buttons":[{"id":"a","title":"b"}]}"#, #"{"text":"","request_contact":true}"#,
    ])
  func notUnderstood(body: String) async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let answer = try await house.post(Self.path, token: try await house.token(), bytes: Array(body.utf8))
      #expect(answer.isProblem("bad-request", 400))
      #expect(try await house.sent().isEmpty)
    }
  }

  @Test("each limit that is not kept is 422 with the field and the figures, and nothing is cut")
  func limits() async throws {
    func text(_ count: Int) -> String { String(repeating: "a", count: count) }
    func button(_ id: Int, _ title: Int) -> [String: Any] { ["id": text(id), "title": text(title)] }
    func list(_ opener: Int, _ rows: [[String: Any]]) -> [String: Any] { ["button": text(opener), "rows": rows] }
    let wrong: [(order: [String: Any], problems: [String])] = [
      (
        ["text": text(1025), "buttons": [button(257, 21)]],
        [
          #""text" has 1025 characters; 1 to 1024 are allowed."#,
          #""buttons[0].id" has 257 characters; 1 to 256 are allowed."#,
          #""buttons[0].title" has 21 characters; 1 to 20 are allowed."#,
        ]
      ),
      (["text": "a", "buttons": [Any]()], [#""buttons" has 0 items; 1 to 3 are allowed."#]),
      (
        ["text": "a", "buttons": [button(1, 1), button(1, 2)]], [#"Two "buttons.id" are the same."#]
      ),
      (
        ["text": "a", "list": list(21, [button(201, 25).merging(["description": text(73)]) { $1 }])],
        [
          #""list.button" has 21 characters; 1 to 20 are allowed."#,
          #""list.rows[0].id" has 201 characters; 1 to 200 are allowed."#,
          #""list.rows[0].title" has 25 characters; 1 to 24 are allowed."#,
          #""list.rows[0].description" has 73 characters; 1 to 72 are allowed."#,
        ]
      ),
      (
        ["text": "a", "list": list(1, (1...11).map { button($0, $0) })],
        [#""list.rows" has 11 items; 1 to 10 are allowed."#]
      ),
      (["text": text(1025), "request_contact": true], [#""text" has 1025 characters; 1 to 1024 are allowed."#]),
      (
        ["reaction": ["message": "m", "emoji": "👍👍"]], [#""reaction.emoji" has 2 items; 0 to 1 are allowed."#]
      ),
    ]
    let bodies = try wrong.map { try JSONSerialization.data(withJSONObject: $0.order) }
    let problems = wrong.map(\.problems)
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one", phone: nil, userID: "MX.1000000000000001")
      let token = try await house.token()
      for (body, expected) in zip(bodies, problems) {
        let answer = try await house.post(Self.path, token: token, bytes: Array(body))
        #expect(answer.isProblem("limit-exceeded", 422), "\(expected)")
        #expect(answer.object["problems"] as? [String] == expected)
      }
      #expect(try await house.sent().isEmpty)
    }
  }

  @Test("an order under a key that comes again with another form is another order")
  func keyed() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let buttons: [String: Any] = ["text": "¿Confirma?", "buttons": [["id": "si", "title": "Sí"]]]
      let first = try await house.post(Self.path, token: token, json: buttons, key: "k1")
      let again = try await house.post(Self.path, token: token, json: buttons, key: "k1")
      #expect(first.status == 202 && again.body == first.body)
      let plain = try await house.post(Self.path, token: token, json: ["text": "¿Confirma?"], key: "k1")
      #expect(plain.isProblem("idempotency-key-reused", 422))
      #expect(try await house.sent().count == 1)
    }
  }
}

extension WebHouse {
  /// What conversation 1001 owes its customer, oldest first.
  fileprivate func sent() async throws -> [OutboxEntry] {
    let detail = try await read { try $0.detail(ConversationRef(1001), messages: 100) }
    return (detail?.messages ?? []).compactMap { if case .outbox(let entry) = $0 { entry } else { nil } }
  }

  fileprivate func react(to message: String, _ emoji: String, _ token: String) async throws -> WireAnswer {
    let order = ["reaction": ["message": message, "emoji": emoji]]
    return try await post("/api/v1/conversations/1001/messages", token: token, json: order)
  }
}
