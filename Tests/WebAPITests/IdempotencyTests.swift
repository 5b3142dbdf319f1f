import Foundation
import Gateway
import Helpdesk
import Testing

/// `Idempotency-Key`.
@Suite(.serialized) struct IdempotencyTests {
  private static let messages = "/api/v1/conversations/1001/messages"
  private static let actions = "/api/v1/conversations/1001/actions"

  @Test("the same key is carried out once and answered alike; another key, token or no key is another reply")
  func once() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let (token, other) = (try await house.token(), try await house.token())
      let first = try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: "a")
      #expect(first.status == 202)
      house.clock.advance(seconds: 3600)
      for _ in 0..<3 {
        let again = try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: "a")
        #expect(again.status == 202)
        #expect(again.body == first.body)
        #expect(again.headers["content-type"] == first.headers["content-type"])
      }
      #expect(try await house.replies() == 1)
      #expect(try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: "b").body != first.body)
      #expect(try await house.post(Self.messages, token: other, json: ["text": "Hola"], key: "a").body != first.body)
      #expect(try await house.post(Self.messages, token: token, json: ["text": "Hola"]).body != first.body)
      #expect(try await house.replies() == 4)
    }
  }

  @Test("requests with one key that come at once are one reply")
  func atOnce() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let answers = try await withThrowingTaskGroup(of: WireAnswer.self) { group in
        for _ in 0..<8 {
          group.addTask { try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: "a") }
        }
        return try await group.reduce(into: [WireAnswer]()) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0.status == 202 })
      #expect(Set(answers.map(\.body)).count == 1)
      #expect(try await house.replies() == 1)
    }
  }

  @Test("another body or another address under a key that was used is 422, and nothing is done")
  func reused() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      try await house.customerWrites("wamid.two", phone: "15555550102")
      let token = try await house.token()
      #expect(try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: "a").status == 202)
      let body = try await house.post(Self.messages, token: token, json: ["text": "Adiós"], key: "a")
      #expect(body.isProblem("idempotency-key-reused", 422))
      let address = try await house.post(
        "/api/v1/conversations/1002/messages", token: token, json: ["text": "Hola"], key: "a")
      #expect(address.isProblem("idempotency-key-reused", 422))
      #expect(try await house.replies() == 1)
    }
  }

  @Test("a key has 1 to 255 characters")
  func length() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      for key in ["", String(repeating: "k", count: 256)] {
        let answer = try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: key)
        #expect(answer.isProblem("bad-request", 400))
      }
      let longest = String(repeating: "k", count: 255)
      #expect(try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: longest).status == 202)
      #expect(try await house.replies() == 1)
    }
  }

  @Test("after a day a key is free for something else")
  func aDay() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let vip = ["action": "tag", "tag": "vip"]
      #expect(try await house.post(Self.actions, token: token, json: vip, key: "a").status == 200)
      house.clock.advance(seconds: 24 * 3600 - 1)
      let pago = ["action": "tag", "tag": "pago"]
      let early = try await house.post(Self.actions, token: token, json: pago, key: "a")
      #expect(early.isProblem("idempotency-key-reused", 422))
      house.clock.advance(seconds: 1)
      let late = try await house.post(Self.actions, token: token, json: pago, key: "a")
      #expect(late.object["tags"] as? [String] == ["vip", "pago"])
    }
  }

  @Test(
    "what the desk refused is answered alike, whatever has changed; what was not committed or not understood is not")
  func refusals() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let reopen = ["action": "reopen"]
      let refused = try await house.post(Self.actions, token: token, json: reopen, key: "a")
      #expect(refused.isProblem("wrong-state", 409))
      #expect(try await house.post(Self.actions, token: token, json: ["action": "resolve"]).status == 200)
      let again = try await house.post(Self.actions, token: token, json: reopen, key: "a")
      #expect(again.isProblem("wrong-state", 409))
      #expect(again.body == refused.body)

      let broken = try await house.post(Self.messages, token: token, bytes: Array("{".utf8), key: "b")
      #expect(broken.isProblem("bad-request", 400))
      house.failNextCommits(1)
      let failed = try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: "b")
      #expect(failed.isProblem("unavailable", 503))
      #expect(try await house.post(Self.messages, token: token, json: ["text": "Hola"], key: "b").status == 202)
      #expect(try await house.replies() == 1)
    }
  }

  @Test("an action's answer is kept as it was; a very long one is shown as it is now, and the action is done once")
  func actions() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let vip = ["action": "tag", "tag": "vip"]
      let first = try await house.post(Self.actions, token: token, json: vip, key: "a")
      #expect(first.object["tags"] as? [String] == ["vip"])
      for index in 0..<9 {
        try await house.customerWrites("wamid.long.\(index)", text: String(repeating: "a", count: 4000))
      }
      #expect(try await house.post(Self.actions, token: token, json: ["action": "untag", "tag": "vip"]).status == 200)
      #expect(try await house.post(Self.actions, token: token, json: vip, key: "a").body == first.body)

      let pago = ["action": "tag", "tag": "pago"]
      let long = try await house.post(Self.actions, token: token, json: pago, key: "b")
      #expect(long.body.count > 32_768)
      #expect(try await house.post(Self.actions, token: token, json: ["action": "untag", "tag": "pago"]).status == 200)
      let again = try await house.post(Self.actions, token: token, json: pago, key: "b")
      #expect(again.status == 200)
      #expect(again.object["tags"] as? [String] == [])
    }
  }

  @Test("sends and the quarantine are decided once by a key too")
  func others() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token(role: .supervisor)
      let reply = try await house.post(Self.messages, token: token, json: ["text": "Hola"])
      let id = try #require(reply.object["id"] as? String)
      let first = try await house.post("/api/v1/outbox/\(id)/discard", token: token, bytes: [], key: "a")
      #expect(first.status == 200)
      let again = try await house.post("/api/v1/outbox/\(id)/discard", token: token, bytes: [], key: "a")
      #expect(again.status == 200)
      #expect(again.body == first.body)
      #expect(try await house.post("/api/v1/outbox/\(id)/discard", token: token, bytes: [], key: "b").status == 409)

      try await house.customerWrites("wamid.new", to: "15550003333")
      let kept = try await house.get("/api/v1/quarantine", token: token).list("items")
      let row = try #require(kept.first?["id"] as? String)
      house.rules.add(number: "15550003333")
      let retried = try await house.post("/api/v1/quarantine/\(row)/retry", token: token, bytes: [], key: "q")
      #expect(retried.status == 200)
      let once = try await house.post("/api/v1/quarantine/\(row)/retry", token: token, bytes: [], key: "q")
      #expect(once.status == 200)
      #expect(once.body == retried.body)
    }
  }

  @Test("a token has so many keys in a day, and then more are 429")
  func bound() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let made = try await house.tokens.create(for: .person("ana"), role: .agent)
      try await house.committer.perform(FillKeys(token: made.row.id, count: KeptAnswer.mostPerToken))
      let more = try await house.post(Self.messages, token: made.token, json: ["text": "Hola"], key: "one more")
      #expect(more.isProblem("too-many-keys", 429))
      #expect(try await house.replies() == 0)
      #expect(try await house.post(Self.messages, token: made.token, json: ["text": "Hola"]).status == 202)
    }
  }
}

private struct FillKeys: TableWork {
  var token: String
  var count: Int

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    for number in 0..<count {
      let key = AnswerKey(token: token, key: "\(number)", request: [])
      try tables.keep(KeptAnswer(key: key, at: turn.now, status: 200, type: "application/json", body: nil))
    }
  }
}
