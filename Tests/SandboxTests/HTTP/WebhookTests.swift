import BusinessTime
import Foundation
import Logging
import Sandbox
import SandboxHTTP
import Testing

/// Webhooks over real TCP to a gateway that answers what it is told to.
@Suite(.timeLimit(.minutes(1)))
struct WebhookTests {
  private func server(_ callback: CallbackURL, _ change: (inout MetaSettings) -> Void = { _ in }) -> SandboxServer {
    var settings = MetaSettings()
    settings.sentAfterMilliseconds = 20
    settings.deliveredAfterMilliseconds = 40
    settings.webhooks.retryAfterMilliseconds = 20
    change(&settings)
    return SandboxServer(
      SandboxConfiguration(appSecret: "secreto-ñ", verifyToken: "prueba", callback: callback),
      rules: Fixture.rules(settings),
      logger: Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() })
  }

  @Test("a customer's words arrive in Meta's own escaping, signed over those very bytes: openssl agrees")
  func signature() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(callback).whileRunning { server in
        server.customerWrites(text: "¿Está abierto? 1/2 🙂", from: Fixture.ana, to: Fixture.number)
        try await server.quiet()
        let received = try #require(stub.received.first)
        #expect(stub.received.count == 1)
        let text = String(decoding: received.body, as: UTF8.self)
        #expect(text.contains(#""body":"\u00bfEst\u00e1 abierto? 1\/2 \ud83d\ude42""#))
        #expect(text.contains(#""name":"Ana R\u00edos""#))
        let digest = try await Tool.run(
          "/usr/bin/openssl", ["dgst", "-sha256", "-hmac", "secreto-ñ", "-r"], input: received.body)
        #expect(digest.exit == 0)
        #expect(received.signature == "sha256=" + digest.text.prefix(64))
      }
    }
  }

  @Test("anything but 200 brings the same bytes again, later and later, until there is a 200")
  func retries() async throws {
    let stub = CallbackStub(answers: [503, 401, 204, 500])
    try await stub.whileRunning { callback in
      try await server(callback).whileRunning { server in
        server.customerWrites(text: "Hola", from: Fixture.ana, to: Fixture.number)
        try await server.quiet()
        #expect(server.attempts().map(\.status) == [503, 401, 204, 500, 200])
        #expect(server.attempts().map(\.attempt) == [1, 2, 3, 4, 5])
        #expect(Set(stub.received.map(\.body)).count == 1)
        let times = server.attempts().map(\.at)
        let pauses = zip(times.dropFirst(), times).map { $0 - $1 }
        for (pause, least) in zip(pauses, [20, 40, 80, 160]) { #expect(pause >= least) }
      }
    }
  }

  @Test("a gateway that does not listen is tried again, and hears it when it does")
  func notListening() async throws {
    let nowhere = try #require(CallbackURL("http://127.0.0.1:9/webhooks/whatsapp"))
    try await server(nowhere).whileRunning { server in
      server.customerWrites(text: "Hola", from: Fixture.ana, to: Fixture.number)
      try await server.wait { $0.attempts.contains { $0.status == nil } ? () : nil }
      let stub = CallbackStub()
      try await stub.whileRunning { callback in
        server.connect(to: callback)
        try await server.quiet()
        #expect(stub.received.count == 1)
      }
    }
  }

  @Test("without a callback address webhooks wait, and phones receive all the same")
  func noCallback() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(callback).whileRunning { server in
        server.connect(to: nil)
        server.customerWrites(text: "Hola", from: Fixture.ana, to: Fixture.number)
        let url = await server.baseURL() + "/v26.0/\(Fixture.number)/messages"
        _ = try await Tool.curl(url, body: Fixture.text().bytes())
        _ = try await server.phoneInbox(of: Fixture.ana, count: 1)
        #expect(stub.received.isEmpty)
        server.connect(to: callback)
        try await server.quiet()
        #expect(stub.received.count == 3)
      }
    }
  }

  @Test("statuses follow a send with its callback data and its id")
  func statuses() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(callback).whileRunning { server in
        server.customerWrites(text: "Hola", from: Fixture.ana, to: Fixture.number)
        let url = await server.baseURL() + "/v26.0/\(Fixture.number)/messages"
        _ = try await Tool.curl(url, body: Fixture.text(callbackData: "outbox-77").bytes())
        try await server.quiet()
        let statuses = try stub.received.compactMap {
          try JSON(bytes: $0.body)["entry"]?[0]?["changes"]?[0]?["value"]?["statuses"]?[0]
        }
        #expect(Set(statuses.map { $0["status"] }) == ["sent", "delivered"])
        #expect(statuses.allSatisfy { $0["biz_opaque_callback_data"] == "outbox-77" })
        #expect(statuses.allSatisfy { $0["id"]?.text == server.accepted().first?.id })
      }
    }
  }

  @Test("a payload is delivered as often as asked, and signed as asked")
  func copies() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(callback) { $0.webhooks.copies = 6 }.whileRunning { server in
        server.customerWrites(text: "Hola", from: Fixture.ana, to: Fixture.number)
        try await server.quiet()
        #expect(stub.received.count == 6)
        #expect(Set(stub.received.map(\.body)).count == 1)
        #expect(Set(server.attempts().map(\.copy)) == [0, 1, 2, 3, 4, 5])
        #expect(try await server.post(Array("{}".utf8), signed: .absent, times: 2) == [200, 200])
        #expect(stub.received.suffix(2).map(\.signature) == [nil, nil])
        _ = try await server.post(Array("{}".utf8), signed: .header("sha256=00"))
        #expect(stub.received.last?.signature == "sha256=00")
      }
    }
  }

  @Test("a batch carries a thousand updates and no more")
  func batch() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(callback) { $0.webhooks.batchLimit = 5000 }.whileRunning { server in
        server.rules { rules, now in
          for index in 1...1001 {
            rules.writes(InboundMessage(.text("\(index)")), from: Fixture.ana, to: Fixture.number, at: now)
          }
        }
        try await server.quiet()
        let counts = try stub.received.map { try JSON(bytes: $0.body)["entry"]?[0]?["changes"]?.elements?.count }
        #expect(Set(counts) == [1000, 1])
      }
    }
  }

  @Test("connections stay open: a hundred posts one after another need one")
  func keepAlive() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(callback).whileRunning { server in
        for _ in 1...100 { _ = try await server.post(Array("{}".utf8)) }
        #expect(Set(stub.received.map(\.peerPort)).count == 1)
      }
    }
  }

  @Test("the handshake carries mode, challenge and token, and gives back the answer")
  func handshake() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(callback).whileRunning { server in
        let answer = try await server.handshake(challenge: "1158201444")
        #expect(answer.status == 200)
        #expect(answer.body == "1158201444")
        #expect(
          stub.received.map(\.target) == [
            "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=prueba"
          ])
      }
    }
  }

  @Test("only plain HTTP to this machine is taken as a callback address")
  func onlyLoopback() {
    #expect(CallbackURL("http://192.0.2.7/webhooks") == nil)
    #expect(CallbackURL("https://127.0.0.1/webhooks") == nil)
    #expect(CallbackURL("http://127.0.0.1:8080/w")?.port == 8080)
  }
}
