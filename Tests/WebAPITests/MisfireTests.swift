import Foundation
import Gateway
import Helpdesk
import Testing

/// `POST …/messages/{id}/misfire`: a person says that a rule should not have sorted a message.
@Suite(.serialized) struct MisfireTests {
  /// Two rules of the file, and no lexicon.
  private static let context: DeskContext = {
    var rules = Company.context.rules
    rules.book.triage = TriageRules(
      [
        TriageRule(name: "pago", words: ["cobro doble", "pago"], category: "billing", priority: .high),
        TriageRule(name: "baja", words: ["cancelar"], category: "cancellation"),
      ], usesLexicon: false)
    return DeskContext(rules: rules, books: [:], texts: Company.context.texts, remedy: { _ in .giveUp })
  }()
  private static let text = "Hubo un Cobro 5512345678 doble en el pago, no quiero cancelar"
  private static let conversation = "/api/v1/conversations/1001"

  private func path(_ house: WebHouse, _ token: String) async throws -> String {
    let message = try #require(try await house.get(Self.conversation, token: token).list("messages").first)
    return "\(Self.conversation)/messages/\(try #require(message["id"] as? String))/misfire"
  }

  /// Of the one message, each as `rule words denied wrong`.
  private func matches(_ answer: WireAnswer) -> [String] {
    let matches = answer.list("messages").first?["matches"] as? [[String: Any]] ?? []
    return matches.map { match in
      let flags = [match["denied"], match["wrong"]].map { "\($0 as? Bool ?? false)" }
      return "\(match["rule"] ?? "") \(match["words"] ?? "") \(flags.joined(separator: " "))"
    }
  }

  @Test("what was marked is shown with its author and time, once however often it is said, and is taken back")
  func marked() async throws {
    try await WebHouse.open(context: Self.context) { house in
      try await house.customerWrites("wamid.one", text: Self.text)
      house.clock.advance(seconds: 60)
      let token = try await house.token()
      let path = try await path(house, token)
      #expect(
        matches(try await house.get(Self.conversation, token: token)) == [
          "pago Cobro 5512345678 doble false false", "pago pago false false", "baja cancelar true false",
        ])
      let body = ["rule": "pago", "words": "cobro 5512345678 DOBLE", "should_be": " sales "]
      let answer = try await house.post(path, token: token, json: body)
      #expect(answer.status == 200)
      #expect(
        matches(answer) == [
          "pago Cobro 5512345678 doble false true", "pago pago false false", "baja cancelar true false",
        ])
      let again = try await house.post(path, token: token, json: body)
      #expect(again.status == 200)
      let lines = again.list("timeline").filter { $0["what"] as? String == "misfire" }
      #expect(lines.map { $0["why"] as? String } == ["pago, should be sales, by ana"])
      #expect(lines.map { $0["at"] as? String } == ["2026-11-23T09:01:00-06:00"])
      // The whole rule, and nothing is said of the category: what was said of it stays.
      let whole = try await house.post(path, token: token, json: ["rule": "pago"])
      #expect(matches(whole).prefix(2) == ["pago Cobro 5512345678 doble false true", "pago pago false true"])
      let id = MessageID(String(path.split(separator: "/")[5]))
      let kept = try #require(try await house.read { try ($0 as? any DeskTables)?.misfire(of: id, rule: "pago") })
      #expect(kept.words == ["cobro # doble", "pago"])
      #expect(kept.shouldBe == "sales")
      #expect(kept.author == "ana")

      for _ in 1...2 {
        let undone = try await house.post("\(path)/undo", token: token, json: ["rule": "pago"])
        #expect(undone.status == 200)
        #expect(matches(undone).allSatisfy { $0.hasSuffix(" false") })
        #expect(undone.list("timeline").count { $0["what"] as? String == "misfire_undone" } == 1)
      }
    }
  }

  @Test("with a key it is carried out once, and every order stands in the journal")
  func journalled() async throws {
    try await WebHouse.open(context: Self.context) { house in
      try await house.customerWrites("wamid.one", text: Self.text)
      let token = try await house.token()
      let path = try await path(house, token)
      let first = try await house.post(path, token: token, json: ["rule": "pago"], key: "k1")
      let second = try await house.post(path, token: token, json: ["rule": "pago"], key: "k1")
      #expect(first.body == second.body)
      _ = try await house.post("\(path)/undo", token: token, json: ["rule": "pago"])
      let commands = try await house.read { try $0.journal(after: 0, most: 100) }.compactMap { row in
        if case .command(let command) = row.entry.body { command } else { nil }
      }
      let order = MisfireOrder(
        conversation: ConversationRef(1001), message: MessageID(String(path.split(separator: "/")[5])), rule: "pago")
      #expect(
        commands == [.misfire(order, author: .person("ana")), .misfireUndone(order, author: .person("ana"))])
    }
  }

  @Test("what is not there, was denied, or is no order is refused in so many words, and nothing is marked")
  func refused() async throws {
    try await WebHouse.open(context: Self.context) { house in
      try await house.customerWrites("wamid.one", text: Self.text)
      try await house.customerWrites("wamid.two", phone: "15555550101", text: "pago")
      let (ana, crm) = (try await house.token(), try await house.token(automation: "crm"))
      let path = try await path(house, ana)
      func answer(_ path: String, _ json: Any, _ token: String? = nil) async throws -> WireAnswer {
        try await house.post(path, token: token ?? ana, json: json)
      }
      let order = ["rule": "pago"]
      #expect(try await answer(path, ["rule": "vip"]).isProblem("no-such-match", 422))
      #expect(try await answer(path, ["rule": "baja"]).isProblem("no-such-match", 422))
      #expect(try await answer(path, ["rule": "pago", "words": "doble"]).isProblem("no-such-match", 422))
      let elsewhere = path.replacing("/1001/", with: "/1002/")
      #expect(try await answer(elsewhere, order).isProblem("no-such-message", 404))
      #expect(try await answer("\(elsewhere)/undo", order).isProblem("no-such-message", 404))
      #expect(try await answer(path.replacing("/1001/", with: "/1003/"), order).isProblem("not-found", 404))
      #expect(try await answer(path, [:] as [String: String]).isProblem("bad-request", 400))
      #expect(try await answer(path, ["rule": "pago", "should_be": ""]).isProblem("bad-request", 400))
      #expect(
        try await answer(path, ["rule": "pago", "should_be": String(repeating: "x", count: 81)])
          .isProblem("bad-request", 400))
      #expect(try await answer(path, order, crm).isProblem("forbidden", 403))
      #expect(try await answer("\(path)/undo", order, crm).isProblem("forbidden", 403))
      let now = try await house.get(Self.conversation, token: ana)
      #expect(matches(now).allSatisfy { $0.hasSuffix(" false") })
      #expect(!now.list("timeline").contains { ($0["what"] as? String)?.hasPrefix("misfire") == true })
    }
  }
}
