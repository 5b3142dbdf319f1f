import Foundation
import Gateway
import Helpdesk
import Testing

/// `/api/v1/outbox`.
@Suite(.serialized) struct OutboxTests {
  /// Three replies half a minute apart, so that none is told of as not taken in time; the ids, oldest first.
  private static func replies(_ house: WebHouse) async throws -> [String] {
    try await house.customerWrites("wamid.one")
    let token = try await house.token()
    var ids: [String] = []
    for _ in 0..<3 {
      house.clock.advance(seconds: 30)
      let reply = try await house.post("/api/v1/conversations/1001/messages", token: token, json: ["text": "Hola"])
      ids.append(try #require(reply.object["id"] as? String))
    }
    return ids
  }

  @Test("a row says what is owed and what became of it, and nothing of whom it goes to or what it says")
  func row() async throws {
    try await WebHouse.open { house in
      let ids = try await Self.replies(house)
      let answer = try await house.get("/api/v1/outbox", token: try await house.token(role: .supervisor))
      #expect(answer.status == 200)
      #expect(answer.list("entries").map { $0["id"] as? String } == ids.reversed())
      #expect(answer.object["next_cursor"] is NSNull)
      let row = try #require(answer.list("entries").last)
      #expect(
        Set(row.keys) == [
          "id", "kind", "state", "recipient", "conversation", "created_at", "due_at", "attempts", "code", "valid_until",
        ])
      #expect(row["kind"] as? String == "reply")
      #expect(row["state"] as? String == "queued")
      #expect(row["recipient"] as? String == "customer")
      #expect(row["conversation"] as? Int == 1001)
      #expect(row["created_at"] as? String == "2026-11-23T15:00:30Z")
      #expect(row["due_at"] as? String == "2026-11-23T15:00:30Z")
      #expect(row["attempts"] as? Int == 0)
      #expect(row["code"] is NSNull)
      // A minute before the customer's window ends.
      #expect(row["valid_until"] as? String == "2026-11-24T14:59:00Z")
      #expect(!answer.text.contains("15555550100"))
      #expect(!answer.text.contains("Hola"))
    }
  }

  @Test("states are chosen by their names, pages follow each other, and what is unknown is 400")
  func lists() async throws {
    try await WebHouse.open { house in
      let ids = try await Self.replies(house)
      let token = try await house.token(role: .supervisor)
      _ = try await house.committer.claim(OutboxID(ids[1]), leaseSeconds: 60)
      _ = try await house.committer.settle(
        OutboxID(ids[1]), .accepted(wamid: "wamid.r", returnedPhone: nil, userID: nil))
      func listed(_ query: String) async throws -> [String] {
        try await house.get("/api/v1/outbox?\(query)", token: token).list("entries").compactMap { $0["id"] as? String }
      }
      #expect(try await listed("state=queued") == [ids[2], ids[0]])
      #expect(try await listed("state=accepted") == [ids[1]])
      #expect(try await listed("state=accepted,queued") == [ids[2], ids[1], ids[0]])
      #expect(try await listed("state=failed") == [])
      #expect(try await listed("limit=2") == [ids[2], ids[1]])
      let first = try await house.get("/api/v1/outbox?limit=2", token: token)
      let cursor = try #require(first.object["next_cursor"] as? String)
      #expect(try await listed("limit=2&cursor=\(cursor)") == [ids[0]])
      for query in ["state=sent", "limit=0", "limit=201"] {
        #expect(try await house.get("/api/v1/outbox?\(query)", token: token).isProblem("bad-request", 400), "\(query)")
      }
    }
  }

  @Test("what is discarded is cancelled, the clock runs again, and the record names who decided it")
  func discard() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token(role: .supervisor)
      let reply = try await house.post("/api/v1/conversations/1001/messages", token: token, json: ["text": "Hola"])
      let id = try #require(reply.object["id"] as? String)
      let gone = try await house.post("/api/v1/outbox/\(id)/discard", token: token, bytes: [])
      #expect(gone.status == 200)
      #expect(gone.object["state"] as? String == "cancelled")
      #expect(gone.object["code"] as? String == "discarded")
      #expect(gone.object["due_at"] is NSNull)
      let one = try await house.get("/api/v1/conversations/1001", token: token)
      #expect(try one.clock("first_response")["state"] as? String == "running")
      #expect(
        one.list("timeline").contains {
          $0["what"] as? String == "send_discarded" && ($0["why"] as? String) == "reply, by ana"
        })
      let again = try await house.post("/api/v1/outbox/\(id)/discard", token: token, bytes: [])
      #expect(again.isProblem("wrong-entry-state", 409))
      let retried = try await house.post("/api/v1/outbox/\(id)/retry", token: token, bytes: [])
      #expect(retried.isProblem("wrong-entry-state", 409))
    }
  }

  @Test("what failed goes out once more; what may have been sent is 409")
  func retry() async throws {
    try await WebHouse.open { house in
      let ids = try await Self.replies(house)
      let token = try await house.token(role: .supervisor)
      let id = OutboxID(ids[0])
      guard case .claimed = try await house.committer.claim(id, leaseSeconds: 60) else {
        Issue.record("not claimed")
        return
      }
      let inFlight = try await house.post("/api/v1/outbox/\(ids[0])/retry", token: token, bytes: [])
      #expect(inFlight.isProblem("may-have-been-sent", 409))
      _ = try await house.committer.settle(id, .refused(code: "131026", remedy: .giveUp))
      let failed = try await house.get("/api/v1/outbox?state=failed", token: token).list("entries")
        .first { $0["kind"] as? String == "reply" }
      #expect(failed?["code"] as? String == "131026")
      #expect(failed?["attempts"] as? Int == 1)
      let retried = try await house.post("/api/v1/outbox/\(ids[0])/retry", token: token, bytes: [])
      #expect(retried.status == 200)
      #expect(retried.object["state"] as? String == "queued")
      #expect(retried.object["code"] is NSNull)
      #expect(retried.object["due_at"] as? String == "2026-11-23T15:01:30Z")
      // Outside the customer's window it is refused at once, as a new reply would be.
      _ = try await house.committer.claim(id, leaseSeconds: 60)
      _ = try await house.committer.settle(id, .refused(code: "131026", remedy: .giveUp))
      house.clock.advance(seconds: 24 * 3600)
      let late = try await house.post("/api/v1/outbox/\(ids[0])/retry", token: token, bytes: [])
      #expect(late.isProblem("window-closed", 409))
    }
  }
}
