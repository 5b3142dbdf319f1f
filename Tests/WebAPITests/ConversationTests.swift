import BusinessTime
import Foundation
import Testing

/// `GET /api/v1/conversations/1001`, by the contract's shape.
@Suite(.serialized) struct ConversationTests {
  @Test("a conversation has every field that the contract names, with times in its calendar's zone")
  func shape() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one", userID: "US.100200300", name: "Eva Luna", text: "No puedo pagar")
      let answer = try await house.get("/api/v1/conversations/1001", token: try await house.token())
      #expect(answer.status == 200)
      let one = answer.object
      #expect(one["ref"] as? Int == 1001)
      #expect(one["state"] as? String == "open")
      #expect(one["priority"] as? String == "normal")
      #expect(one["category"] as? String == "other")
      #expect(one["tags"] as? [String] == [])
      #expect(one["stage"] is NSNull)
      #expect(one["queue"] is NSNull)
      #expect(one["team"] as? String == "soporte")
      #expect(one["assignee"] as? String == "ana")
      #expect(
        one["contact"] as? [String: String]
          == ["name": "Eva Luna", "phone": "+15555550100", "user_id": "US.100200300"])
      #expect(one["number"] as? String == "15550001111")
      #expect(one["opened_at"] as? String == "2026-11-23T09:00:00-06:00")
      #expect(one["policy"] as? String == "general")
      #expect(one["next_due_at"] as? String == "2026-11-23T09:15:00-06:00")
      #expect(one["sla"] as? String == "on_time")

      let clock = try answer.clock("first_response")
      #expect(clock["state"] as? String == "running")
      #expect(clock["started_at"] as? String == "2026-11-23T09:00:00-06:00")
      #expect(clock["due_at"] as? String == "2026-11-23T09:15:00-06:00")
      #expect(clock["paused_seconds"] as? Int == 0)
      #expect(clock["target_seconds"] as? Int == 900)
      #expect(clock["outcome"] == nil)
      #expect(clock["stopped_at"] == nil)

      let message = try #require(answer.list("messages").first)
      #expect((message["id"] as? String)?.isEmpty == false)
      #expect(message["direction"] as? String == "inbound")
      #expect(message["kind"] as? String == "text")
      #expect(message["author"] as? String == "customer")
      #expect(message["text"] as? String == "No puedo pagar")
      #expect(message["occurred_at"] as? String == "2026-11-23T09:00:00-06:00")
      #expect(message["status"] as? String == "received")

      let opened = try #require(answer.list("timeline").first)
      #expect(opened["at"] as? String == "2026-11-23T09:00:00-06:00")
      #expect(opened["what"] as? String == "opened")
      #expect((opened["why"] as? String)?.isEmpty == false)
    }
  }

  @Test("the list shows the same fields, without clocks, messages and timeline")
  func summary() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one", to: WebHouse.salesNumber)
      let answer = try await house.get("/api/v1/conversations", token: try await house.token())
      let one = try #require(answer.list("conversations").first)
      let named = [
        "ref", "state", "priority", "category", "tags", "stage", "queue", "team", "assignee", "contact", "number",
        "opened_at", "policy", "next_due_at", "sla",
      ]
      #expect(Set(named).isSubset(of: one.keys))
      #expect(Set(one.keys).isDisjoint(with: ["clocks", "messages", "timeline"]))
      #expect(one["assignee"] is NSNull)
    }
  }

  @Test("a customer without a phone is shown by the user id alone, and can be answered")
  func withoutPhone() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one", phone: nil, userID: "US.100200300", name: "eva.luna")
      let token = try await house.token()
      let answer = try await house.get("/api/v1/conversations/1001", token: token)
      #expect(answer.object["contact"] as? [String: String] == ["name": "eva.luna", "user_id": "US.100200300"])
      let reply = try await house.post("/api/v1/conversations/1001/messages", token: token, json: ["text": "Hola"])
      #expect(reply.status == 202)
    }
  }

  @Test("1001 and #1001 are one conversation; any other reference is 404 as a problem")
  func references() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      for ref in ["1001", "%231001"] {
        let answer = try await house.get("/api/v1/conversations/\(ref)", token: token)
        #expect(answer.object["ref"] as? Int == 1001, "\(ref)")
        let reply = try await house.post("/api/v1/conversations/\(ref)/messages", token: token, json: ["text": "Hola"])
        #expect(reply.status == 202, "\(ref)")
      }
      for ref in ["1002", "0", "-1001", "abc", "1001x", "%23%231001", "99999999999999999999", "%ff", "1001%00"] {
        let answer = try await house.get("/api/v1/conversations/\(ref)", token: token)
        #expect(answer.isProblem("not-found", 404), "\(ref)")
      }
    }
  }

  @Test("markup in a name or a text comes back as the text it is, in JSON that no browser may take for a page")
  func markup() async throws {
    try await WebHouse.open { house in
      let name = #"<script>alert("name")</script>"#
      let text = "\"><img src=x onerror=alert(1)>\n</script>\u{2028}'; DROP TABLE message; -- {{7*7}} \\u0000"
      try await house.customerWrites("wamid.one", name: name, text: text)
      let token = try await house.token()
      for path in ["/api/v1/conversations/1001", "/api/v1/conversations?q=script"] {
        let answer = try await house.get(path, token: token)
        #expect(answer.status == 200)
        #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
        #expect(answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["cache-control"] == "no-store")
      }
      let one = try await house.get("/api/v1/conversations/1001", token: token)
      #expect((one.object["contact"] as? [String: String])?["name"] == name)
      #expect(one.list("messages").first?["text"] as? String == text)
    }
  }

  @Test(
    "messages stand in the order in which they were written, and those of one second in a post as they stood there"
  )
  func order() async throws {
    try await WebHouse.open { house in
      let nine = house.clock.now()
      func message(_ wamid: String, _ text: String, _ seconds: Int64) -> String {
        Webhooks.message(wamid, text: text, at: nine.adding(seconds: seconds))
      }
      let first = [message("wamid.3", "tres", 3), message("wamid.2a", "dos", 2), message("wamid.2b", "dos y medio", 2)]
      #expect(try await house.post(Webhooks.body(first)).status == 200)
      #expect(try await house.post(Webhooks.body([message("wamid.1", "uno", 1)])).status == 200)
      let answer = try await house.get("/api/v1/conversations/1001", token: try await house.token())
      let texts = answer.list("messages").filter { $0["direction"] as? String == "inbound" }
      #expect(texts.map { $0["text"] as? String } == ["uno", "dos", "dos y medio", "tres"])
    }
  }
}

extension WireAnswer {
  func list(_ name: String) -> [[String: Any]] { object[name] as? [[String: Any]] ?? [] }

  /// The only instance of that clock.
  func clock(_ name: String) throws -> [String: Any] {
    let found = list("clocks").filter { $0["clock"] as? String == name }
    #expect(found.count == 1)
    return try #require(found.first)
  }
}
