import Gateway
import Helpdesk
import Testing
import WebAPI

/// Who may call what: the routes come from the table, what each caller is answered is written here by hand.
@Suite(.serialized) struct RoleTests {
  /// What one route answers to nobody, to an agent, a supervisor and an admin, and to a program with an agent's role.
  private struct Line {
    var path: String
    var body: String?
    var answers: [Int]

    init(_ path: String, _ answers: [Int], body: String? = nil) {
      (self.path, self.body, self.answers) = (path, body, answers)
    }
  }

  private static let lines: [String: Line] = [
    "GET conversations": Line("conversations", [401, 200, 200, 200, 200]),
    // The first opens it, the others join.
    "POST conversations": Line(
      "conversations", [401, 201, 200, 200, 200],
      body: #"{"number":"15550001111","contact":{"phone":"+5215555506099"},"text":"Hola"}"#),
    "GET conversations/{ref}": Line("conversations/1001", [401, 200, 200, 200, 200]),
    "POST conversations/{ref}/messages": Line(
      "conversations/1001/messages", [401, 202, 202, 202, 202], body: #"{"text":"Hola"}"#),
    "POST conversations/{ref}/actions": Line(
      "conversations/1001/actions", [401, 200, 200, 200, 200], body: #"{"action":"tag","tag":"vip"}"#),
    // No such message: a person is told so; what a rule should have done is not a program's to say.
    "POST conversations/{ref}/messages/{id}/misfire": Line(
      "conversations/1001/messages/unknown/misfire", [401, 404, 404, 404, 403], body: #"{"rule":"pago"}"#),
    "POST conversations/{ref}/messages/{id}/misfire/undo": Line(
      "conversations/1001/messages/unknown/misfire/undo", [401, 404, 404, 404, 403], body: #"{"rule":"pago"}"#),
    "GET outbox": Line("outbox", [401, 403, 200, 200, 403]),
    // No such entry: who is let in is told so.
    "POST outbox/{id}/retry": Line("outbox/unknown/retry", [401, 403, 404, 404, 403], body: ""),
    "POST outbox/{id}/discard": Line("outbox/unknown/discard", [401, 403, 404, 404, 403], body: ""),
    "GET quarantine": Line("quarantine", [401, 403, 200, 200, 403]),
    "POST quarantine/{id}/retry": Line("quarantine/unknown/retry", [401, 403, 404, 404, 403], body: ""),
    "GET policies": Line("policies", [401, 200, 200, 200, 200]),
    // The house has no file to read anew.
    "POST policies/reload": Line("policies/reload", [401, 403, 403, 409, 403], body: ""),
    "GET events": Line("events", [401, 200, 200, 200, 200]),
    "GET tokens": Line("tokens", [401, 403, 403, 200, 403]),
    "POST tokens": Line("tokens", [401, 403, 403, 201, 403], body: #"{"automation":"crm","role":"agent"}"#),
    // No such token: who is let in is told so.
    "POST tokens/{id}/revoke": Line("tokens/unknown/revoke", [401, 403, 403, 404, 403], body: ""),
    "GET openapi.json": Line("openapi.json", [401, 200, 200, 200, 200]),
  ]

  @Test("every route of the table lets in whom it should, and no other; a route without a line here fails")
  func everyRoute() async throws {
    try await WebHouse.open { house in
      try await house.customerWrites("wamid.one")
      let tokens: [String?] = [
        nil, try await house.token(), try await house.token(role: .supervisor), try await house.token(role: .admin),
        try await house.token(automation: "crm"),
      ]
      for route in APIRoute.all {
        let name = route.name
        guard let line = Self.lines[name] else {
          Issue.record("nobody has written down who may call \(name)")
          continue
        }
        for (token, expected) in zip(tokens, line.answers) {
          let headers = token.map { ["Authorization: Bearer \($0)"] } ?? []
          let answer = try await house.send(
            String(name.prefix { $0 != " " }), "/api/v1/\(line.path)", headers: headers,
            body: line.body.map { Array($0.utf8) })
          #expect(answer.status == expected, "\(name): \(answer.status)")
          if expected == 401 { #expect(answer.isProblem("unauthorized", 401), "\(name)") }
          if expected == 403 { #expect(answer.isProblem("forbidden", 403), "\(name)") }
        }
      }
      #expect(Set(Self.lines.keys) == Set(APIRoute.all.map(\.name)))
    }
  }
}
