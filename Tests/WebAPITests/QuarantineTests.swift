import BusinessTime
import Foundation
import Gateway
import Helpdesk
import Testing

/// `/api/v1/quarantine`.
@Suite(.serialized) struct QuarantineTests {
  private static let newNumber = "15550003333"

  private static func retry(_ house: WebHouse, _ id: String, token: String) async throws -> WireAnswer {
    try await house.post("/api/v1/quarantine/\(id)/retry", token: token, bytes: [])
  }

  private static func items(_ house: WebHouse, token: String) async throws -> [[String: Any]] {
    try await house.get("/api/v1/quarantine", token: token).list("items")
  }

  /// One POST for several numbers, one message each, in this order.
  private static func body(_ messages: [(wamid: String, number: String)], at time: Timestamp) -> [UInt8] {
    let changes = messages.map { wamid, number in
      """
      {"field":"messages","value":{"metadata":{"phone_number_id":"\(number)"},"messages":[\
      \(Webhooks.message(wamid, phone: "15555550100", text: wamid, at: time))]}}
      """
    }
    return Array(
      """
      {"object":"whatsapp_business_account","entry":[{"id":"15550009999","changes":[\(changes.joined(separator: ","))]}]}
      """.utf8)
  }

  @Test("what lies there is shown; while the cause stands a retry is 409 and changes nothing; then it is handled")
  func unknownNumber() async throws {
    try await WebHouse.open { house in
      let token = try await house.token(role: .supervisor)
      try await house.customerWrites("wamid.one", text: "Buenos días", to: Self.newNumber)
      let item = try #require(try await Self.items(house, token: token).first)
      #expect(Set(item.keys) == ["id", "received_at", "reason", "number", "bytes", "content"])
      #expect(item["received_at"] as? String == "2026-11-23T15:00:00Z")
      #expect(item["reason"] as? String == "unknown_number")
      #expect(item["number"] as? String == "15550003333")
      let content = try #require(item["content"] as? String)
      #expect(content.contains("Buenos días"))
      #expect(item["bytes"] as? Int == content.utf8.count)
      let id = try #require(item["id"] as? String)

      house.clock.advance(seconds: 600)
      let before = try await house.counts()
      for _ in 0..<2 {
        let still = try await Self.retry(house, id, token: token)
        #expect(still.isProblem("still-quarantined", 409))
        #expect(still.object["detail"] as? String == "unknown_number")
      }
      #expect(try await house.counts() == before)

      house.rules.add(number: Self.newNumber)
      let retried = try await Self.retry(house, id, token: token)
      #expect(retried.status == 200)
      #expect(retried.object as? [String: Int] == ["handled": 1, "duplicates": 0, "quarantined": 0])
      #expect(try await Self.items(house, token: token).isEmpty)
      // It has the time at which it came; nobody could have answered it, so no clock counts, and somebody is told.
      let one = try await house.get("/api/v1/conversations/1001", token: token)
      #expect(one.object["opened_at"] as? String == "2026-11-23T09:00:00-06:00")
      #expect(one.object["next_due_at"] is NSNull)
      #expect(one.list("clocks").count >= 2)
      #expect(
        one.list("clocks").allSatisfy {
          $0["outcome"] as? String == "excluded" && $0["reason"] as? String == "late_ingest"
        })
      #expect(one.list("timeline").contains { $0["what"] as? String == "alert" })
      #expect(one.object["number"] as? String == "15550003333")
      #expect(one.list("messages").map { $0["text"] as? String } == ["Buenos días"])
      // Once more finds nothing, and does nothing.
      #expect(try await Self.retry(house, id, token: token).isProblem("not-found", 404))
      #expect(try await house.counts().messages == 1)
    }
  }

  @Test("one among siblings is found again in its body, whatever was cut out around it")
  func amongSiblings() async throws {
    try await WebHouse.open { house in
      let token = try await house.token(role: .supervisor)
      let all = [
        ("wamid.1", WebHouse.number), ("wamid.2", Self.newNumber), ("wamid.3", WebHouse.salesNumber),
        ("wamid.4", Self.newNumber), ("wamid.5", WebHouse.number),
      ]
      // The last is known already: its bytes stay in the body.
      try await house.customerWrites("wamid.5")
      #expect(try await house.post(Self.body(all, at: house.clock.now())).status == 200)
      #expect(try await house.counts().messages == 3)
      house.rules.add(number: Self.newNumber)
      for item in try await Self.items(house, token: token) {
        let retried = try await Self.retry(house, try #require(item["id"] as? String), token: token)
        #expect(retried.object["handled"] as? Int == 1)
      }
      #expect(try await house.counts().messages == 5)
      #expect(try await house.counts().quarantine == 0)
      for wamid in ["wamid.1", "wamid.2", "wamid.3", "wamid.4"] {
        let list = try await house.get("/api/v1/conversations", token: token).list("conversations")
        var texts: [String] = []
        for ref in list.compactMap({ $0["ref"] as? Int }) {
          texts += try await house.get("/api/v1/conversations/\(ref)", token: token).list("messages")
            .compactMap { $0["text"] as? String }
        }
        #expect(texts.count { $0 == wamid } == 1, "\(wamid)")
      }
    }
  }

  @Test("what has come otherwise meanwhile is a duplicate, and leaves the quarantine")
  func duplicate() async throws {
    try await WebHouse.open { house in
      let token = try await house.token(role: .supervisor)
      try await house.customerWrites("wamid.one", to: Self.newNumber)
      let id = try #require(try await Self.items(house, token: token).first?["id"] as? String)
      house.rules.add(number: Self.newNumber)
      try await house.customerWrites("wamid.one", to: Self.newNumber)
      let retried = try await Self.retry(house, id, token: token)
      #expect(retried.object as? [String: Int] == ["handled": 0, "duplicates": 1, "quarantined": 0])
      #expect(try await Self.items(house, token: token).isEmpty)
      #expect(try await house.counts().messages == 1)
    }
  }

  @Test(
    "a body that nobody can read stays; one that was kept whole is taken apart, and what of it fails stays by itself")
  func wholeBodies() async throws {
    try await WebHouse.open { house in
      let token = try await house.token(role: .supervisor)
      #expect(try await house.post(Array("no JSON".utf8)).status == 200)
      let unreadable = try #require(try await Self.items(house, token: token).first)
      #expect(unreadable["number"] is NSNull)
      let still = try await Self.retry(house, try #require(unreadable["id"] as? String), token: token)
      #expect(still.isProblem("still-quarantined", 409))
      #expect(still.object["detail"] as? String == "unreadable")

      let body = Self.body(
        [("wamid.1", WebHouse.number), ("wamid.2", Self.newNumber)], at: house.clock.now())
      try await house.committer.perform(Keep(body: body, at: house.clock.now()))
      let retried = try await Self.retry(house, "whole", token: token)
      #expect(retried.object as? [String: Int] == ["handled": 1, "duplicates": 0, "quarantined": 1])
      let rest = try await Self.items(house, token: token)
      #expect(Set(rest.compactMap { $0["reason"] as? String }) == ["unreadable", "unknown_number"])
      let slice = try #require(rest.first { $0["number"] as? String == Self.newNumber }?["id"] as? String)
      house.rules.add(number: Self.newNumber)
      #expect(try await Self.retry(house, slice, token: token).object["handled"] as? Int == 1)
      #expect(try await house.counts().messages == 2)
    }
  }

  @Test("pages follow each other, newest first")
  func pages() async throws {
    try await WebHouse.open { house in
      let token = try await house.token(role: .supervisor)
      for index in 0..<3 {
        try await house.customerWrites("wamid.\(index)", text: "texto \(index)", to: Self.newNumber)
        house.clock.advance(seconds: 60)
      }
      let first = try await house.get("/api/v1/quarantine?limit=2", token: token)
      let times = first.list("items").map { $0["received_at"] as? String }
      #expect(times == ["2026-11-23T15:02:00Z", "2026-11-23T15:01:00Z"])
      let cursor = try #require(first.object["next_cursor"] as? String)
      let second = try await house.get("/api/v1/quarantine?limit=2&cursor=\(cursor)", token: token)
      #expect(second.list("items").map { $0["received_at"] as? String } == ["2026-11-23T15:00:00Z"])
      #expect(second.object["next_cursor"] is NSNull)
      let wrong = try await house.get("/api/v1/quarantine?cursor=x", token: token)
      #expect(wrong.isProblem("bad-request", 400))
    }
  }
}

/// A body that was kept whole: what a process that died over it leaves.
private struct Keep: TableWork {
  var body: [UInt8]
  var at: Timestamp

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws {
    try tables.insert(
      QuarantineRow(
        id: "whole", receivedAt: at, reason: "crashes_alone", envelope: nil, offset: nil, bytes: body))
  }
}
