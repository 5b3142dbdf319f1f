import Foundation
import Helpdesk
import Testing

/// `GET /api/v1/conversations?state=&sla=&assignee=&team=&q=&sort=&limit=&cursor=`.
@Suite(.serialized) struct ListTests {
  /// At 15:16 UTC: 1001 was due at 15:15, 1002 is due at 15:19 (soon since 15:14), 1003 at 15:31, and 1004 is answered
  /// and resolved. 1001 and 1003 are Ana's.
  private static func fill(_ house: WebHouse) async throws -> String {
    try await house.customerWrites("wamid.1", phone: "15555550101", name: "Eva Luna")
    house.clock.advance(seconds: 240)
    try await house.customerWrites("wamid.2", phone: "15555550102", name: "José Pérez", to: WebHouse.salesNumber)
    house.clock.advance(seconds: 720)
    try await house.customerWrites("wamid.3", phone: "15555550103", name: "Iris Sol")
    try await house.customerWrites("wamid.4", phone: "15555550104", name: "Omar Gil", to: WebHouse.salesNumber)
    let token = try await house.token()
    let reply = try await house.post("/api/v1/conversations/1004/messages", token: token, json: ["text": "Hola"])
    #expect(reply.status == 202)
    try await house.alter(1004) { $0.state = .resolved }
    return token
  }

  private static let filters: [(String, [Int])] = [
    ("", [1001, 1002, 1003, 1004]), ("state=&sla=&assignee=&team=&q=&sort=", [1001, 1002, 1003, 1004]),
    ("state=open", [1001, 1002, 1003]), ("state=resolved", [1004]), ("state=open,resolved", [1001, 1002, 1003, 1004]),
    ("state=closed", []), ("state=waiting_customer", []), ("state=waiting_third_party", []),
    ("sla=overdue", [1001]), ("sla=due_soon", [1002]), ("sla=on_time", [1003]), ("sla=none", [1004]),
    ("assignee=ana", [1001, 1003]), ("assignee=nobody", []), ("team=ventas", [1002, 1004]),
    ("team=soporte", [1001, 1003]), ("q=jose", [1002]), ("q=P%C3%89REZ", [1002]), ("q=1003", [1003]),
    ("q=%231003", [1003]), ("q=0102", [1002]), ("q=%2B1%20555%20555%200104", [1004]), ("q=zzz", []),
    ("team=ventas&sla=due_soon", [1002]), ("team=ventas&sla=overdue", []), ("assignee=ana&q=iris&state=open", [1003]),
    ("sort=due", [1001, 1002, 1003, 1004]), ("sort=newest", [1004, 1003, 1002, 1001]),
    ("sort=newest&team=soporte", [1003, 1001]), ("limit=2", [1001, 1002]), ("limit=200", [1001, 1002, 1003, 1004]),
  ]

  @Test("every filter finds its conversations, in the order of their due times unless another is asked for")
  func filters() async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house)
      for (query, expected) in Self.filters {
        let answer = try await house.get("/api/v1/conversations?\(query)", token: token)
        #expect(answer.status == 200, "\(query)")
        #expect(answer.refs == expected, "\(query)")
      }
    }
  }

  private static let mistakes: [(String, [String])] = [
    ("state=opened", ["open", "waiting_customer", "waiting_third_party", "resolved", "closed"]),
    ("state=open,opened", ["open", "waiting_customer", "waiting_third_party", "resolved", "closed"]),
    ("sla=late", ["on_time", "due_soon", "overdue", "none"]), ("sort=age", ["due", "newest"]),
    ("limit=0", ["1", "200"]), ("limit=201", ["1", "200"]), ("limit=ten", ["1", "200"]),
    ("cursor=next", ["next_cursor"]), ("cursor=-1", ["next_cursor"]),
  ]

  @Test("an unknown value of a filter is 400 and names the known ones")
  func mistakes() async throws {
    try await WebHouse.open { house in
      let token = try await house.token()
      for (query, known) in Self.mistakes {
        let answer = try await house.get("/api/v1/conversations?\(query)", token: token)
        #expect(answer.isProblem("bad-request", 400), "\(query)")
        let title = answer.object["title"] as? String ?? ""
        for word in known { #expect(title.contains(word), "\(query): \(title)") }
      }
    }
  }

  @Test(
    "paging by cursor walks every conversation exactly once, and the last page says so", arguments: [1, 2, 3, 7, 8])
  func paging(limit: Int) async throws {
    try await WebHouse.open { house in
      for index in 1...7 {
        try await house.customerWrites("wamid.\(index)", phone: "1555555011\(index)", to: WebHouse.salesNumber)
        house.clock.advance(seconds: 1)
      }
      let token = try await house.token()
      for (sort, expected) in [("due", Array(1001...1007)), ("newest", Array((1001...1007).reversed()))] {
        var walked: [Int] = []
        var cursor = ""
        var pages = 0
        while pages < 10 {
          let answer = try await house.get(
            "/api/v1/conversations?sort=\(sort)&limit=\(limit)&cursor=\(cursor)", token: token)
          walked += answer.refs
          pages += 1
          #expect(answer.object.keys.contains("next_cursor"))
          guard let next = answer.object["next_cursor"] as? String else { break }
          #expect(answer.refs.count == limit)
          cursor = next
        }
        #expect(walked == expected, "\(sort)")
        #expect(pages == (7 + limit - 1) / limit)
      }
    }
  }
}

extension WireAnswer {
  /// The references of a list, in its order.
  var refs: [Int] { (object["conversations"] as? [[String: Any]] ?? []).compactMap { $0["ref"] as? Int } }
}
