import Foundation
import Gateway
import Helpdesk
import Testing

/// `POST /api/v1/conversations/1001/messages`.
@Suite(.serialized) struct ReplyTests {
  private static let path = "/api/v1/conversations/1001/messages"

  @Test("a person's reply is 202 with its id, stops the clock at that moment and stands in the conversation")
  func person() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      house.clock.advance(seconds: 300)
      let token = try await house.token()
      let reply = try await house.post(Self.path, token: token, json: ["text": "Hola, soy Ana."])
      #expect(reply.status == 202)
      let id = try #require(reply.object["id"] as? String)
      #expect(reply.object as? [String: String] == ["id": id, "status": "queued"])

      let one = try await house.get("/api/v1/conversations/1001", token: token)
      let clock = try one.clock("first_response")
      #expect(clock["state"] as? String == "met")
      #expect(clock["outcome"] as? String == "met")
      #expect(clock["stopped_at"] as? String == "2026-11-23T09:05:00-06:00")
      #expect(one.object["sla"] as? String == "none")
      #expect(one.object["next_due_at"] is NSNull)
      let message = try #require(one.list("messages").last)
      #expect(message["id"] as? String == id)
      #expect(message["direction"] as? String == "outbound")
      #expect(message["kind"] as? String == "reply")
      #expect(message["author"] as? String == "ana")
      #expect(message["text"] as? String == "Hola, soy Ana.")
      #expect(message["occurred_at"] as? String == "2026-11-23T09:05:00-06:00")
      #expect(message["status"] as? String == "queued")
    }
  }

  @Test("a reply by automation is 202 too, and the clock runs on")
  func automation() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token(automation: "crm")
      #expect(try await house.post(Self.path, token: token, json: ["text": "Su caso está en cola."]).status == 202)
      let one = try await house.get("/api/v1/conversations/1001", token: token)
      let clock = try one.clock("first_response")
      #expect(clock["state"] as? String == "running")
      #expect(clock["stopped_at"] == nil)
      #expect(one.object["next_due_at"] as? String == "2026-11-23T09:15:00-06:00")
      #expect(one.object["sla"] as? String == "on_time")
      #expect(one.list("messages").last?["author"] as? String != "ana")
    }
  }

  @Test("free text is taken until a minute before the window's end, and is 409 from then on")
  func window() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      house.clock.advance(seconds: 24 * 3600 - 61)
      #expect(try await house.post(Self.path, token: token, json: ["text": "Hola"]).status == 202)
      house.clock.advance(seconds: 1)
      let late = try await house.post(Self.path, token: token, json: ["text": "Hola"])
      #expect(late.isProblem("window-closed", 409))
      #expect(try await house.replies() == 1)
    }
  }

  @Test("a closed conversation and a customer without an address are 409, an unknown conversation 404")
  func refusals() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      try await house.customerWrites("wamid.two", phone: "15555550102")
      try await house.alter(1001) { $0.state = .closed }
      try await house.alterContact(of: 1002) { $0.phone = nil }
      let token = try await house.token()
      let text = ["text": "Hola"]
      #expect(try await house.post(Self.path, token: token, json: text).isProblem("conversation-closed", 409))
      let second = try await house.post("/api/v1/conversations/1002/messages", token: token, json: text)
      #expect(second.isProblem("no-address", 409))
      let none = try await house.post("/api/v1/conversations/1003/messages", token: token, json: text)
      #expect(none.isProblem("not-found", 404))
      #expect(try await house.replies() == 0)
    }
  }

  @Test(
    "what is no text is 400",
    arguments: [
      "", "Hola", "{", "[]", "{}", "null", #"{"text":5}"#, #"{"text":null}"#, #"{"Text":"Hola"}"#, #"{"text":""}"#,
      #"{"text":" \n\t\u00a0 "}"#, String(repeating: "[", count: 60_000),
    ])
  func notText(body: String) async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let answer = try await house.post(Self.path, token: try await house.token(), bytes: Array(body.utf8))
      #expect(answer.isProblem("bad-request", 400))
      #expect(try await house.replies() == 0)
    }
  }

  @Test(
    "4096 UTF-16 units fit into a message, one more is 422",
    arguments: [("a", 4096), ("ñ", 4096), ("\u{1F44D}", 2048), ("e\u{301}", 2048)])
  func length(letter: String, count: Int) async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let longest = String(repeating: letter, count: count)
      #expect(try await house.post(Self.path, token: token, json: ["text": longest]).status == 202)
      let longer = try await house.post(Self.path, token: token, json: ["text": longest + "b"])
      #expect(longer.isProblem("text-too-long", 422))
      #expect(try await house.replies() == 1)
    }
  }

  @Test("a body above 65,536 bytes is 413, whatever stands in it")
  func tooLarge() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let body = Array(#"{"text":"Hola"}"#.utf8)
      let filled = body + [UInt8](repeating: 32, count: 65_536 - body.count)
      #expect(try await house.post(Self.path, token: token, bytes: filled).status == 202)
      #expect(try await house.post(Self.path, token: token, bytes: filled + [32]).isProblem("too-large", 413))
      #expect(try await house.replies() == 1)
    }
  }

  @Test("while the store refuses, a reply is 503 and nothing of it stays")
  func unavailable() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      house.failNextCommits(1)
      #expect(try await house.post(Self.path, token: token, json: ["text": "Hola"]).isProblem("unavailable", 503))
      #expect(try await house.replies() == 0)
      #expect(try await house.post(Self.path, token: token, json: ["text": "Hola"]).status == 202)
    }
  }
}

extension WebHouse {
  /// Replies that wait to be sent in all conversations.
  func replies() async throws -> Int {
    let conversations = try await read { try $0.list(ConversationQuery(now: StepClock.monday)) }
    var count = 0
    for conversation in conversations {
      let ref = conversation.conversation.ref
      let messages = try await read { try $0.detail(ref, messages: 100) }?.messages ?? []
      for case .outbox(let entry) in messages where entry.kind == .reply { count += 1 }
    }
    return count
  }
}
