import Foundation
import Gateway
import Helpdesk
import Testing

/// What `POST /api/v1/conversations/1001/actions` does not do, and how it says so.
@Suite(.serialized) struct ActionRefusalTests {
  private static let path = "/api/v1/conversations/1001/actions"

  @Test("what makes no sense in a state is 409 as a problem, changes nothing and leaves no line in the record")
  func states() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      func refuses(_ actions: [String], as type: String) async throws {
        let before = try await house.get("/api/v1/conversations/1001", token: token).body
        for action in actions {
          #expect(try await house.act(["action": action], token).isProblem(type, 409), "\(action)")
        }
        #expect(try await house.get("/api/v1/conversations/1001", token: token).body == before)
      }
      try await refuses(["reopen", "resume"], as: "wrong-state")
      // A first request ends by an answer or by resolving, not by a wave of the hand.
      try await refuses(["dismiss"], as: "nothing-to-dismiss")
      #expect(try await house.act(["action": "wait_customer"], token).status == 200)
      try await refuses(["wait_customer", "reopen"], as: "wrong-state")
      #expect(try await house.act(["action": "wait_third_party"], token).status == 200)
      try await refuses(["wait_third_party", "reopen"], as: "wrong-state")
      #expect(try await house.act(["action": "resolve"], token).status == 200)
      try await refuses(["resolve", "resume", "wait_customer", "wait_third_party"], as: "wrong-state")
    }
  }

  @Test("a closed conversation is 409 for every action, and an unknown one 404")
  func closed() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      try await house.alter(1001) { $0.state = .closed }
      let token = try await house.token()
      for action in ["resolve", "reopen", "wait_customer", "wait_third_party", "resume", "dismiss"] {
        #expect(try await house.act(["action": action], token).isProblem("conversation-closed", 409), "\(action)")
      }
      for body in [["action": "tag", "tag": "VIP"], ["action": "assign", "to": "ana"]] {
        #expect(try await house.act(body, token).isProblem("conversation-closed", 409))
      }
      #expect(try await house.act(["action": "resolve"], token, on: 1002).isProblem("not-found", 404))
    }
  }

  @Test("a person or a team that the rules do not list is 422")
  func unknown() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      #expect(try await house.act(["action": "assign", "to": "luisa"], token).isProblem("no-such-person", 422))
      #expect(try await house.act(["action": "team", "team": "compras"], token).isProblem("no-such-team", 422))
      let one = try await house.get("/api/v1/conversations/1001", token: token)
      #expect(one.object["assignee"] as? String == "ana")
      #expect(one.object["team"] as? String == "soporte")
    }
  }

  @Test("a hundred tags are taken, one more is 409, and one that is there already is not one more")
  func tags() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      for number in 1...100 {
        #expect(try await house.act(["action": "tag", "tag": "etiqueta \(number)"], token).status == 200)
      }
      #expect(try await house.act(["action": "tag", "tag": "una más"], token).isProblem("too-many-tags", 409))
      #expect(try await house.act(["action": "tag", "tag": "etiqueta 7"], token).status == 200)
    }
  }

  @Test(
    "what is no action is 400 and does nothing",
    arguments: [
      "", "resolve", "{", "[]", "{}", "null", #"{"action":5}"#, #"{"action":null}"#, #"{"action":"Resolve"}"#,
      #"{"action":"delete"}"#, #"{"Action":"resolve"}"#, #"{"action":"tag"}"#, #"{"action":"tag","tag":5}"#,
      #"{"action":"tag","tag":" "}"#, #"{"action":"tag","tag":"a\nb"}"#, #"{"action":"tag","stage":"VIP"}"#,
      #"{"action":"stage","stage":null}"#, #"{"action":"queue","queue":""}"#, #"{"action":"team"}"#,
      #"{"action":"priority"}"#, #"{"action":"priority","priority":"highest"}"#, #"{"action":"category"}"#,
      #"{"action":"assign"}"#, #"{"action":"assign","person":"lucia"}"#, #"{"action":"assign","to":5}"#,
      #"{"action":"assign","to":["lucia"]}"#, String(repeating: "[", count: 60_000),
    ])
  func noAction(body: String) async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let before = try await house.get("/api/v1/conversations/1001", token: token).body
      let answer = try await house.post(Self.path, token: token, bytes: Array(body.utf8))
      #expect(answer.isProblem("bad-request", 400), "\(body.prefix(80)): \(answer.status)")
      #expect(try await house.get("/api/v1/conversations/1001", token: token).body == before)
    }
  }

  @Test("a label of 80 characters is taken, one of 81 is 400")
  func length() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let longest = String(repeating: "ñ", count: 80)
      for key in ["tag", "stage", "queue", "category"] {
        #expect(try await house.act(["action": key, key: longest], token).status == 200, "\(key)")
        #expect(
          try await house.act(["action": key, key: longest + "a"], token).isProblem("bad-request", 400), "\(key)")
      }
    }
  }

  @Test("a body above 65,536 bytes is 413, and while the store refuses an action is 503 and nothing of it stays")
  func bounds() async throws {
    try await WebHouse.open(context: Company.matters) { house in
      try await house.customerWrites("wamid.one")
      let token = try await house.token()
      let body = Array(#"{"action":"resolve"}"#.utf8) + [UInt8](repeating: 32, count: 65_536)
      #expect(try await house.post(Self.path, token: token, bytes: body).isProblem("too-large", 413))
      house.failNextCommits(1)
      #expect(try await house.act(["action": "resolve"], token).isProblem("unavailable", 503))
      let one = try await house.get("/api/v1/conversations/1001", token: token)
      #expect(one.object["state"] as? String == "open")
      #expect(try await house.act(["action": "resolve"], token).status == 200)
    }
  }
}
