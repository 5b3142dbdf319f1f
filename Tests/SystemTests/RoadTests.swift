import BusinessTime
import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// The real binary from outside: signed webhooks in, Graph calls out.
@Suite(.serialized) struct RoadTests {
  @Test("handshake, signatures, one acknowledgement for seven deliveries, steps and breach on time, a reply by API")
  func road() async throws {
    let place = try Workplace()
    let meta = try Meta.server()
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: "12s",
        steps: """
          { at: -4s, tell: assignee }, { at: due, tell: lead, then: [{ tag: SLA Incumplido }] }
          """)
      let gateway = try await GatewayProcess.start(in: place, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      defer { Task { await gateway.kill9() } }
      try await handshake(meta)
      let token = try await makeToken(place)

      // Meta itself brings the first message (and so knows that the window is open), then brings it again.
      meta.customerWrites(text: "Hola, no puedo pagar", from: Meta.customer, to: Workplace.numberID)
      let first = try await meta.wait { view in view.attempts.first { $0.status == 200 } }
      let written = try Self.timestamp(in: first.body)
      try await signatures(meta, first.body)
      #expect(try await meta.post(first.body, times: 5) == [200, 200, 200, 200, 200])
      meta.customerWrites(text: "¿Hay alguien?", from: Meta.customer, to: Workplace.numberID)

      let inbox = try await meta.phoneInbox(of: Meta.customer, count: 1, upTo: .seconds(15))
      #expect(inbox.count == 1)
      try requestIsRight(meta)

      try await stepIsOnTime(meta, phone: Meta.assignee, at: written + 8)
      try await stepIsOnTime(meta, phone: Meta.lead, at: written + 12)
      try await reply(meta, port: port, token: token)
      #expect(meta.phoneInbox(of: Meta.customer).count == 2)
      #expect(meta.phoneInbox(of: Meta.assignee).count == 1)
      #expect(meta.phoneInbox(of: Meta.lead).count == 1)
    }
  }

  /// The customer's own time in a message's webhook.
  private static func timestamp(in body: [UInt8]) throws -> Int64 {
    let match = try #require(String(decoding: body, as: UTF8.self).firstMatch(of: /"timestamp":"(\d+)"/))
    return try #require(Int64(match.1))
  }

  private func handshake(_ meta: SandboxServer) async throws {
    let right = try await meta.handshake(challenge: "1158201444")
    #expect(right.status == 200)
    #expect(right.body == "1158201444")
    let wrong = try await meta.handshake(challenge: "1158201444", verifyToken: "guess")
    #expect(wrong.status == 403)
    #expect(!wrong.body.contains("1158201444"))
  }

  @Test("whoever waits in vain hears of the delay before the promise breaks, and what is new if they ask, each once")
  func waiting() async throws {
    let place = try Workplace()
    let meta = try Meta.server()
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: "12s", quietWindow: "1s", tellsWaiting: true)
      let gateway = try await GatewayProcess.start(in: place, port: port)
      defer { Task { await gateway.kill9() } }
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      meta.customerWrites(text: "Hola, necesito un recibo", from: Meta.customer, to: Workplace.numberID)
      _ = try await meta.phoneInbox(of: Meta.customer, count: 1, upTo: .seconds(15))
      let told = try await meta.phoneInbox(of: Meta.customer, count: 2, upTo: .seconds(15))
      #expect(told.last?.text.contains("vamos con retraso en su caso #1001") == true)
      meta.customerWrites(text: "¿Hay novedades?", from: Meta.customer, to: Workplace.numberID)
      let asked = try await meta.phoneInbox(of: Meta.customer, count: 3, upTo: .seconds(15))
      #expect(asked.last?.text.contains("caso #1001 sigue abierto y ya lo tiene una persona") == true)
      // The promises of the acknowledgement and of the delay are both missed, and nothing more is said.
      try await Database.wait(place.database, until: 3, "SELECT count(*) FROM clock WHERE outcome = 'breached'")
      try await meta.quiet()
      #expect(meta.phoneInbox(of: Meta.customer).count == 3)
    }
  }

  private func signatures(_ meta: SandboxServer, _ body: [UInt8]) async throws {
    #expect(try await meta.post(body, signed: .absent) == [401])
    #expect(try await meta.post(body, signed: .with(secret: "other")) == [401])
    #expect(try await meta.post(body, signed: .header("sha256=00")) == [401])
  }

  private func makeToken(_ place: Workplace) async throws -> String {
    let made = try await Binary.run(
      ["tokens", "create", "--person", "ana", "--role", "agent"], environment: place.environment)
    #expect(made.status == 0, "\(made.errors)")
    return made.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func requestIsRight(_ meta: SandboxServer) throws {
    let request = try #require(meta.requests().first)
    #expect(request.path == "/v26.0/\(Workplace.numberID)/messages")
    #expect(request.header("authorization") == "Bearer \(Workplace.accessToken)")
    let object = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
    #expect(object?["to"] as? String == "+\(Meta.customer)")
    #expect(object?["type"] as? String == "text")
    #expect((object?["biz_opaque_callback_data"] as? String)?.isEmpty == false)
  }

  /// Within 1.5 s of its time, and the second that the phone takes to show it.
  private func stepIsOnTime(_ meta: SandboxServer, phone: String, at seconds: Int64) async throws {
    _ = try await meta.phoneInbox(of: phone, count: 1, upTo: .seconds(20))
    let request = try #require(
      meta.requests().first { String(decoding: $0.body, as: UTF8.self).contains("+\(phone)") })
    let late = request.at.milliseconds - seconds * 1000
    #expect((0...1500).contains(late), "\(late) ms late")
    print("figure: a step reached Graph \(late) ms after its time")
  }

  private func reply(_ meta: SandboxServer, port: Int, token: String) async throws {
    let list = try await LoopbackHTTP.get(port: port, "/api/v1/conversations", token: token)
    #expect(list.status == 200)
    let conversation = try #require((list.object["conversations"] as? [[String: Any]])?.first)
    #expect(conversation["sla"] as? String == "overdue")
    #expect(conversation["tags"] as? [String] == ["SLA Incumplido"])
    let ref = try #require(conversation["ref"] as? Int)
    let body = try JSONSerialization.data(withJSONObject: ["text": "Hola, soy Ana."])
    let made = try await LoopbackHTTP.post(
      port: port, "/api/v1/conversations/\(ref)/messages", token: token, body: body)
    #expect(made.status == 202)
    let id = try #require(made.object["id"] as? String)
    _ = try await meta.phoneInbox(of: Meta.customer, count: 2, upTo: .seconds(10))
    let sent = try #require(meta.requests().last { String(decoding: $0.body, as: UTF8.self).contains("soy Ana") })
    let object = try JSONSerialization.jsonObject(with: Data(sent.body)) as? [String: Any]
    #expect(object?["biz_opaque_callback_data"] as? String == id)
    let detail = try await LoopbackHTTP.get(port: port, "/api/v1/conversations/\(ref)", token: token)
    let clocks = try #require(detail.object["clocks"] as? [[String: Any]])
    let first = try #require(clocks.first { $0["clock"] as? String == "first_response" })
    #expect(first["state"] as? String == "breached")
    #expect(first["stopped_at"] != nil)
    #expect(try await LoopbackHTTP.get(port: port, "/api/v1/conversations").status == 401)
  }
}
