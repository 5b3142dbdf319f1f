import Foundation
import Gateway
import Helpdesk
import Testing

/// `POST /api/v1/conversations/1001/actions`: what each action changes, and what it leaves in the record.
@Suite(.serialized) struct ActionTests {
  private static let path = "/api/v1/conversations/1001/actions"

  /// What is asked for, the field that shows it, its new value, and the line of the record.
  private static let changes: [(body: [String: String], field: String, value: String, what: String, why: String)] = [
    (["action": "assign", "to": "lucia"], "assignee", "lucia", "assigned", "to lucia, by ana"),
    (["action": "tag", "tag": "VIP"], "tags", "VIP", "tagged", "VIP, by ana"),
    (["action": "tag", "tag": " campaña de otoño "], "tags", "campaña de otoño", "tagged", "campaña de otoño, by ana"),
    (
      ["action": "stage", "stage": "Cotización Enviada"], "stage", "Cotización Enviada", "stage",
      "Cotización Enviada, by ana"
    ),
    (["action": "queue", "queue": "urgentes"], "queue", "urgentes", "queue", "urgentes, by ana"),
    (["action": "priority", "priority": "urgent"], "priority", "urgent", "priority", "urgent, by ana"),
    (["action": "category", "category": "billing"], "category", "billing", "category", "billing, by ana"),
    (["action": "team", "team": "ventas"], "team", "ventas", "team", "ventas, by ana"),
    (["action": "wait_customer"], "state", "waiting_customer", "waiting", "waiting_customer, by ana"),
    (["action": "wait_third_party"], "state", "waiting_third_party", "waiting", "waiting_third_party, by ana"),
    (["action": "resolve"], "state", "resolved", "resolved", "by ana"),
  ]

  @Test("each action answers with the conversation as it is then, and the record names it, its time and whose token")
  func changes() async throws {
    for change in Self.changes {
      try await WebHouse.open(context: Company.matters) { house in
        try await house.customerWrites("wamid.one")
        house.clock.advance(seconds: 60)
        let token = try await house.token()
        let answer = try await house.post(Self.path, token: token, json: change.body)
        #expect(answer.status == 200, "\(change.body)")
        let shown = answer.object[change.field]
        #expect((shown as? String ?? (shown as? [String])?.joined(separator: "|")) == change.value, "\(change.body)")
        let line = try #require(answer.list("timeline").first { $0["what"] as? String == change.what && $0.isAnas })
        #expect(line["why"] as? String == change.why)
        #expect(line["at"] as? String == "2026-11-23T09:01:00-06:00")
        #expect(try await house.get("/api/v1/conversations/1001", token: token).body == answer.body)
      }
    }
  }

  @Test("what was set is taken back, and the record tells a program from a person")
  func takenBack() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let (ana, crm) = (try await house.token(), try await house.token(automation: "crm"))
      #expect(try await house.act(["action": "tag", "tag": "VIP"], ana).object["tags"] as? [String] == ["VIP"])
      #expect(try await house.act(["action": "tag", "tag": "VIP"], ana).object["tags"] as? [String] == ["VIP"])
      let untagged = try await house.act(["action": "untag", "tag": "VIP"], crm)
      #expect(untagged.object["tags"] as? [String] == [])
      #expect(untagged.why("untagged") == "VIP, by automation:crm")
      let nobody = try await house.act(["action": "assign", "to": NSNull()], crm)
      #expect(nobody.object["assignee"] is NSNull)
      #expect(nobody.why("unassigned") == "by automation:crm")
      #expect(try await house.act(["action": "wait_customer"], ana).object["state"] as? String == "waiting_customer")
      #expect(try await house.act(["action": "resume"], ana).object["state"] as? String == "open")
      #expect(try await house.act(["action": "resolve"], ana).object["state"] as? String == "resolved")
      let reopened = try await house.act(["action": "reopen"], ana)
      #expect(reopened.object["state"] as? String == "open")
      #expect(reopened.why("reopened") == "by ana")
    }
  }

  @Test("a tag, a stage or a category chooses the policy anew, and what runs goes over with the time it began")
  func policies() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      house.clock.advance(seconds: 60)
      func policy(_ body: [String: Any]) async throws -> [String?] {
        let answer = try await house.act(body, token)
        let clock = try answer.clock("first_response")
        return [
          answer.object["policy"] as? String, clock["due_at"] as? String, answer.object["next_due_at"] as? String,
        ]
      }
      let (five, quarter, hour) = (
        "2026-11-23T09:05:00-06:00", "2026-11-23T09:15:00-06:00", "2026-11-23T10:00:00-06:00"
      )
      #expect(try await policy(["action": "tag", "tag": "VIP"]) == ["vip", five, five])
      #expect(try await policy(["action": "untag", "tag": "VIP"]) == ["general", quarter, quarter])
      #expect(try await policy(["action": "stage", "stage": "Cotización Enviada"]) == ["cotizacion", hour, hour])
      #expect(try await policy(["action": "category", "category": "critical_failure"]) == ["falla", quarter, quarter])
      #expect(try await policy(["action": "stage", "stage": "Lead Nuevo"]) == ["falla", quarter, quarter])
    }
  }
}

/// What actions do to the clocks, as the API shows them.
@Suite(.serialized) struct ActionClockTests {
  @Test("while others are waited for the solution is paused without a due time; resumed, it is due that much later")
  func pauses() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      let token = try await house.answered()
      #expect(try await house.one(token).clock("resolution")["due_at"] as? String == "2026-11-23T13:00:00-06:00")
      let waiting = try await house.act(["action": "wait_customer"], token)
      let paused = try waiting.clock("resolution")
      #expect(paused["state"] as? String == "paused")
      #expect(paused["outcome"] == nil)
      #expect(paused["due_at"] == nil)
      #expect(waiting.object["next_due_at"] is NSNull)
      #expect(waiting.object["sla"] as? String == "none")
      // The first answer was given, and nothing of it changes.
      #expect(try waiting.clock("first_response")["state"] as? String == "met")

      house.clock.advance(seconds: 3600)
      let resumed = try await house.act(["action": "resume"], token)
      let running = try resumed.clock("resolution")
      #expect(running["state"] as? String == "running")
      #expect(running["due_at"] as? String == "2026-11-23T14:00:00-06:00")
      #expect(running["paused_seconds"] as? Int == 3600)
      #expect(resumed.object["sla"] as? String == "on_time")
      // From one waiting to the other it goes on standing still.
      _ = try await house.act(["action": "wait_third_party"], token)
      house.clock.advance(seconds: 600)
      _ = try await house.act(["action": "wait_customer"], token)
      house.clock.advance(seconds: 600)
      // 09:05 + 1 h + 20 min: the customer answers.
      try await house.customerWrites("wamid.two")
      let answered = try await house.one(token)
      #expect(answered.object["state"] as? String == "open")
      #expect(try answered.clock("resolution")["due_at"] as? String == "2026-11-23T14:20:00-06:00")
      #expect(try answered.clock("next_response")["due_at"] as? String == "2026-11-23T10:55:00-06:00")
    }
  }

  @Test("resolved without a reply the first answer is excluded and says why; reopened, only the solution runs again")
  func resolves() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      house.clock.advance(seconds: 600)
      let resolved = try await house.act(["action": "resolve"], token)
      let first = try resolved.clock("first_response")
      #expect(first["state"] as? String == "excluded")
      #expect(first["outcome"] as? String == "excluded")
      #expect(first["reason"] as? String == "resolved_without_reply")
      #expect(first["stopped_at"] == nil)
      let solution = try resolved.clock("resolution")
      #expect(solution["state"] as? String == "met")
      #expect(solution["stopped_at"] as? String == "2026-11-23T09:10:00-06:00")
      #expect(resolved.object["sla"] as? String == "none")
      #expect(resolved.object["next_due_at"] is NSNull)

      house.clock.advance(seconds: 1800)
      let reopened = try await house.act(["action": "reopen"], token)
      let again = try reopened.clock("resolution")
      #expect(again["state"] as? String == "running")
      #expect(again["stopped_at"] == nil)
      #expect(again["due_at"] as? String == "2026-11-23T13:30:00-06:00")
      #expect(try reopened.clock("first_response")["state"] as? String == "excluded")
    }
  }

  @Test("resolved after its due time the solution is breached, and stays so")
  func late() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      let token = try await house.answered()
      house.clock.advance(seconds: 4 * 3600)
      let resolved = try await house.act(["action": "resolve"], token)
      let solution = try resolved.clock("resolution")
      #expect(solution["state"] as? String == "breached")
      #expect(solution["due_at"] as? String == "2026-11-23T13:00:00-06:00")
      #expect(solution["stopped_at"] as? String == "2026-11-23T13:05:00-06:00")
      #expect(try resolved.clock("first_response")["state"] as? String == "met")
    }
  }

  @Test("a dismissal excludes what waits for a later answer, and the next request waits anew")
  func dismisses() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      let token = try await house.answered()
      house.clock.advance(seconds: 60)
      try await house.customerWrites("wamid.two", text: "¿Y entonces?")
      let dismissed = try await house.act(["action": "dismiss"], token)
      #expect(dismissed.status == 200)
      let next = try dismissed.clock("next_response")
      #expect(next["state"] as? String == "excluded")
      #expect(next["reason"] as? String == "dismissed")
      #expect(dismissed.why("dismissed") == "what waited needs no answer, by ana")
      house.clock.advance(seconds: 60)
      try await house.customerWrites("wamid.three", text: "¿Me pueden llamar?")
      let clocks = try await house.one(token).list("clocks").filter { $0["clock"] as? String == "next_response" }
      #expect(clocks.map { $0["state"] as? String } == ["excluded", "running"])
      #expect(clocks.last?["due_at"] as? String == "2026-11-23T09:37:00-06:00")
    }
  }

  @Test("thanks that asked for something after all: a person says so, and an answer is owed since they were written")
  func needsAnswer() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      let token = try await house.answered()
      house.clock.advance(seconds: 60)
      try await house.customerWrites("wamid.two", text: "gracias")
      let thanked = try await house.one(token)
      // The solution alone is owed, four hours after the opening.
      #expect(thanked.object["next_due_at"] as? String == "2026-11-23T13:00:00-06:00")
      let id = try #require(
        thanked.list("messages").first { $0["text"] as? String == "gracias" }?["id"] as? String)
      house.clock.advance(seconds: 600)
      let owed = try await house.act(["action": "needs_answer", "message": id], token)
      #expect(owed.status == 200)
      #expect(owed.object["next_due_at"] as? String == "2026-11-23T09:36:00-06:00")
      #expect(owed.list("timeline").contains { $0["what"] as? String == "needs_answer" })
      let again = try await house.act(["action": "needs_answer", "message": id], token)
      #expect(again.isProblem("wrong-state", 409))
      let unknown = try await house.act(["action": "needs_answer", "message": "01KB0000000000000000000000"], token)
      #expect(unknown.isProblem("no-such-message", 404))
      let nothing = try await house.act(["action": "needs_answer"], token)
      #expect(nothing.status == 400)
    }
  }

  @Test("what was asked and answered more than eight days ago is not asked for anew")
  func needsNoAnswerAnyMore() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      let token = try await house.answered()
      house.clock.advance(seconds: 8 * 86_400)
      try await house.customerWrites("wamid.two", text: "¿Y ahora?")
      let echo = try await house.post(Webhooks.echo("wamid.echo2", text: "Ya quedó.", at: house.clock.now()))
      #expect(echo.status == 200)
      let one = try await house.one(token)
      let first = try #require(one.list("messages").first { $0["direction"] as? String == "inbound" }?["id"] as? String)
      let refused = try await house.act(["action": "needs_answer", "message": first], token)
      #expect(refused.isProblem("wrong-state", 409))
      #expect(try await house.one(token).body == one.body)
    }
  }

  @Test("two conversations that turn out to be one customer's: one says where it went, the other what it took in")
  func merges() async throws {
    try await WebHouse.open { house in
      let token = try await house.token()
      try await house.customerWrites("wamid.one", phone: nil, userID: "US.5550001")
      house.clock.advance(seconds: 60)
      try await house.customerWrites("wamid.two", phone: "15555550100")
      house.clock.advance(seconds: 60)
      try await house.customerWrites("wamid.three", phone: "15555550100", userID: "US.5550001")
      let kept = try await house.one(token)
      #expect(kept.object["absorbed"] as? [Int] == [1002])
      #expect(kept.object["merged_into"] == nil)
      let gone = try await house.get("/api/v1/conversations/1002", token: token)
      #expect(gone.object["merged_into"] as? Int == 1001)
      #expect(gone.object["state"] as? String == "closed")
      // What is done to the one that is gone is done to the one that goes on.
      let tagged = try await house.act(["action": "tag", "tag": "cobros"], token, on: 1002)
      #expect(tagged.status == 200)
      #expect(try await house.one(token).object["tags"] as? [String] == ["cobros"])
    }
  }
}

extension WebHouse {
  func act(_ body: [String: Any], _ token: String, on ref: Int = 1001) async throws -> WireAnswer {
    try await post("/api/v1/conversations/\(ref)/actions", token: token, json: body)
  }

  fileprivate func one(_ token: String) async throws -> WireAnswer {
    try await get("/api/v1/conversations/1001", token: token)
  }

  /// A customer wrote at nine, and five minutes later somebody answered in the phone app. Ana's token.
  fileprivate func answered() async throws -> String {
    try await customerWrites("wamid.one")
    clock.advance(seconds: 300)
    let echo = try await post(Webhooks.echo("wamid.echo", text: "Con gusto.", at: clock.now()))
    guard echo.status == 200 else { throw Wire.Failed(what: "the echo was answered \(echo.status)") }
    return try await token()
  }
}

extension WireAnswer {
  /// The reason of the last line of that name in the record.
  fileprivate func why(_ what: String) -> String? {
    list("timeline").last { $0["what"] as? String == what }?["why"] as? String
  }
}

extension [String: Any] {
  /// A line of the record that Ana's token left.
  fileprivate var isAnas: Bool { (self["why"] as? String)?.hasSuffix("by ana") == true }
}
