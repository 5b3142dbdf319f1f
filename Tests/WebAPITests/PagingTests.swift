import BusinessTime
import Foundation
import Helpdesk
import Testing

/// `next_cursor` and `cursor=` of `GET /api/v1/conversations`, while the list changes between two pages.
@Suite(.serialized) struct PagingTests {
  /// So many conversations, `apart` seconds between them: 1001 is due first, and was opened first.
  private static func fill(_ house: WebHouse, _ count: Int, apart: Int64 = 1) async throws -> String {
    for index in 1...count {
      try await house.customerWrites("wamid.\(index)", phone: "1555555011\(index)", to: WebHouse.salesNumber)
      house.clock.advance(seconds: apart)
    }
    return try await house.token()
  }

  /// An answer takes the due time away: the conversation moves behind all that have one.
  private static func answer(_ ref: Int, _ house: WebHouse, _ token: String) async throws {
    let reply = try await house.post(
      "/api/v1/conversations/\(ref)/messages", token: token, json: ["text": "Con gusto"])
    #expect(reply.status == 202)
  }

  /// A page, and the cursor of the next.
  private static func page(
    _ query: String, after cursor: String? = nil, _ house: WebHouse, _ token: String
  ) async throws -> (refs: [Int], next: String?) {
    let rest = cursor.map { "&cursor=\($0)" } ?? ""
    let answer = try await house.get("/api/v1/conversations?\(query)\(rest)", token: token)
    #expect(answer.status == 200, "\(query): \(answer.text)")
    return (answer.refs, answer.object["next_cursor"] as? String)
  }

  @Test("what others move between two pages neither hides nor repeats what stays where it is")
  func moved() async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house, 7)
      let first = try await Self.page("limit=3", house, token)
      #expect(first.refs == [1001, 1002, 1003])
      // One that was shown goes to the end, and so does the one at which the page ended.
      try await Self.answer(1002, house, token)
      try await Self.answer(1003, house, token)
      let second = try await Self.page("limit=3", after: first.next, house, token)
      #expect(second.refs == [1004, 1005, 1006])
      // One that is still to come moves to the head, which has been read.
      try await house.alter(1007) { $0.clocks[0].dueAt = $0.openedAt }
      let third = try await Self.page("limit=3", after: second.next, house, token)
      #expect(third.refs == [1002, 1003])
      #expect(third.next == nil)
    }
  }

  @Test("by opening each is shown once: nothing that happens moves it, and what opens meanwhile stands before the head")
  func newest() async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house, 5)
      let first = try await Self.page("sort=newest&limit=2", house, token)
      #expect(first.refs == [1005, 1004])
      try await house.customerWrites("wamid.6", phone: "15555550116", to: WebHouse.salesNumber)
      try await Self.answer(1004, house, token)
      try await Self.answer(1003, house, token)
      let second = try await Self.page("sort=newest&limit=2", after: first.next, house, token)
      #expect(second.refs == [1003, 1002])
      let third = try await Self.page("sort=newest&limit=2", after: second.next, house, token)
      #expect(third.refs == [1001])
      #expect(third.next == nil)
    }
  }

  @Test("of several with the same time the lower reference stands first by due time, the higher one by opening")
  func ties() async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house, 5, apart: 0)
      for (sort, pages) in [
        ("due", [[1001, 1002], [1003, 1004], [1005]]), ("newest", [[1005, 1004], [1003, 1002], [1001]]),
      ] {
        var cursor: String?
        for expected in pages {
          let page = try await Self.page("sort=\(sort)&limit=2", after: cursor, house, token)
          #expect(page.refs == expected)
          cursor = page.next
        }
        #expect(cursor == nil)
      }
    }
  }

  @Test("pages go on from what has a due time to what has none, wherever a page ends", arguments: [1, 2, 3, 4, 5])
  func withoutDueTime(limit: Int) async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house, 5)
      for ref in [1004, 1001, 1002] { try await Self.answer(ref, house, token) }
      for (filter, expected) in [
        ("", [1003, 1005, 1001, 1002, 1004]), ("state=open&", [1003, 1005, 1001, 1002, 1004]),
        ("sla=none&", [1001, 1002, 1004]),
      ] {
        var walked: [Int] = []
        var cursor: String?
        repeat {
          let page = try await Self.page("\(filter)limit=\(limit)", after: cursor, house, token)
          walked += page.refs
          cursor = page.next
        } while cursor != nil && walked.count <= expected.count
        #expect(walked == expected, "\(filter)")
      }
    }
  }

  @Test("a page that ends with the list has no cursor, and one whose rest has gone is empty")
  func end() async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house, 4)
      #expect(try await Self.page("limit=4", house, token).next == nil)
      let overdue = "sla=on_time&limit=2"
      let first = try await Self.page(overdue, house, token)
      #expect(first.refs == [1001, 1002])
      let cursor = try #require(first.next)
      try await Self.answer(1003, house, token)
      try await Self.answer(1004, house, token)
      let second = try await Self.page(overdue, after: cursor, house, token)
      #expect(second.refs == [])
      #expect(second.next == nil)
    }
  }

  private static let asked = "sort=due&state=open,resolved&team=ventas&q=ana"

  @Test("a cursor holds for its own sort and filters, however they are written and however long the page is")
  func sameList() async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house, 3)
      let cursor = try #require(try await Self.page("\(Self.asked)&limit=1", house, token).next)
      #expect(!cursor.contains { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
      for same in [Self.asked, "q=ana&team=ventas&state=resolved,open", "\(Self.asked)&limit=200"] {
        #expect(try await Self.page(same, after: cursor, house, token).refs == [1002, 1003], "\(same)")
      }
    }
  }

  @Test(
    "a cursor of another sort or of other filters is 400 and says so",
    arguments: [
      "", "sort=newest&state=open,resolved&team=ventas&q=ana", "state=open&team=ventas&q=ana",
      "state=open,resolved&team=soporte&q=ana", "state=open,resolved&team=ventas&q=an",
      "state=open,resolved&team=ventas", "\(asked)&sla=on_time", "\(asked)&assignee=ana",
      "state=open,resolved&assignee=ventas&q=ana",
    ])
  func otherList(query: String) async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house, 3)
      let cursor = try #require(try await Self.page("\(Self.asked)&limit=1", house, token).next)
      let answer = try await house.get("/api/v1/conversations?\(query)&cursor=\(cursor)", token: token)
      #expect(answer.isProblem("bad-request", 400), "\(answer.text)")
      #expect(
        answer.object["detail"] as? String
          == "It was given for another sort or for other filters; ask with those again, or leave it out to begin anew.")
    }
  }

  @Test("what is no cursor of this list's, or of another version's, is 400 and says so")
  func noCursor() async throws {
    try await WebHouse.open { house in
      let token = try await Self.fill(house, 3)
      let cursor = try #require(try await Self.page("limit=1", house, token).next)
      func base64URL(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-")
          .replacing("/", with: "_")
      }
      let parts = try Self.parts(of: cursor)
      #expect(parts.count == 5 && parts[0] == "1" && parts[3] == "1001")
      let none = "It is none that this list gave; leave it out to begin again."
      let other = "It is none that this version gave; leave it out to begin again."
      let (mark, time, check) = (parts[1], parts[2], parts[4])
      let wrong = [
        ("%C3%B1", none), ("%20", none), ("1%2E2", none), ("AA%3D%3D%3D", none), ("_w", none), ("50", none),
        (String(cursor.dropLast(4)), none), (String(cursor.dropLast()), none), (cursor + cursor, none),
        (base64URL("2.\(mark).\(time).1001.\(check)"), other), (base64URL("1"), none),
        (base64URL("1.\(mark).\(time).1002.\(check)"), none), (base64URL("1.\(mark).\(time).1001"), none),
      ]
      for (text, detail) in wrong {
        let answer = try await house.get("/api/v1/conversations?cursor=\(text)", token: token)
        #expect(answer.isProblem("bad-request", 400), "\(text): \(answer.text)")
        #expect(answer.object["title"] as? String == "cursor takes what next_cursor gave.")
        #expect(answer.object["detail"] as? String == detail, "\(text)")
      }
    }
  }

  private static func parts(of cursor: String) throws -> [String] {
    let plain = cursor.replacing("-", with: "+").replacing("_", with: "/")
    let padded = plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)
    let data = try #require(Data(base64Encoded: padded))
    return String(decoding: data, as: UTF8.self).split(separator: ".", omittingEmptySubsequences: false).map(
      String.init)
  }
}
