import BusinessTime
import Gateway
import Testing
import WebAPI

/// What is too large, too slow or too many.
@Suite(.serialized) struct WebhookBoundsTests {
  private static let fourMiB = 4_194_304

  @Test("a declared length above 4 MiB is 413 before a byte of the body, and 4 MiB themselves are taken")
  func declared() async throws {
    try await WebHouse.open { house in
      let wire = try Wire(port: house.port)
      try await wire.write(
        "POST /webhooks/whatsapp HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(Self.fourMiB + 1)\r\n\r\n")
      let answer = try await wire.answer()
      #expect(answer.status == 413)
      #expect(answer.headers["connection"] == "close")
      #expect(answer.body.isEmpty)

      let whole = [UInt8](repeating: 32, count: Self.fourMiB)
      #expect(try await house.post(whole).status == 200)
      #expect(try await house.read { try $0.quarantine(most: 10) }.map(\.bytes.count) == [Self.fourMiB])
    }
  }

  @Test("without a declared length, 413 comes as soon as more than 4 MiB have come, not at the end")
  func chunked() async throws {
    try await WebHouse.open { house in
      let wire = try Wire(port: house.port)
      try await wire.write("POST /webhooks/whatsapp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
      let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 32, count: 65_536) + Array("\r\n".utf8)
      for _ in 0..<65 { try await wire.write(chunk) }
      let answer = try await wire.answer()
      #expect(answer.status == 413)
      #expect(answer.headers["connection"] == "close")
      #expect(try await house.counts().quarantine == 0)
    }
  }

  @Test("Meta's largest POST, 3 MB with 1000 updates, is taken whole")
  func largest() async throws {
    try await WebHouse.open { house in
      let advert = String(repeating: "a", count: 2900)
      let messages = (0..<1000).map { index in
        Webhooks.message(
          "wamid.\(index)", phone: "155555502\(10 + index % 50)", referral: advert, at: StepClock.monday)
      }
      let body = Webhooks.body(messages, number: WebHouse.salesNumber)
      #expect((3_000_000...3_145_728).contains(body.count), "\(body.count)")
      #expect(try await house.post(body).status == 200)
      let counts = try await house.counts()
      #expect(counts.messages == 1000)
      #expect(counts.conversations == 50)
      #expect(counts.quarantine == 0)
    }
  }

  @Test("a body that does not come in time is 408, and the connection ends")
  func slow() async throws {
    var limits = WebLimits()
    limits.bodyTime = .milliseconds(300)
    try await WebHouse.open(limits: limits) { house in
      let wire = try Wire(port: house.port)
      try await wire.write(
        "POST /webhooks/whatsapp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"object\"")
      let answer = try await wire.answer()
      #expect(answer.status == 408)
      #expect(answer.headers["connection"] == "close")
      #expect(try await wire.isEnded())
      #expect(try await house.counts().quarantine == 0)

      let token = try await house.token()
      let reply = try Wire(port: house.port)
      try await reply.write(
        """
        POST /api/v1/conversations/1001/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\
        Content-Length: 100\r\n\r\n{"text"
        """)
      #expect(try await reply.answer().isProblem("too-slow", 408))
    }
  }

  @Test("unless told otherwise a body has 15 seconds, a silent connection 75, and 4096 connections are served")
  func defaults() {
    let limits = WebLimits()
    #expect(limits.bodyTime == .seconds(15))
    #expect(limits.idleSeconds == 75)
    #expect(limits.connections == 4096)
  }

  @Test("a connection above the bound waits outside until one leaves, and is served then")
  func connections() async throws {
    var limits = WebLimits()
    limits.connections = 2
    try await WebHouse.open(limits: limits) { house in
      var first: Wire? = try Wire(port: house.port)
      let second = try Wire(port: house.port)
      #expect(try await first?.exchange("GET", "/healthz").status == 200)
      #expect(try await second.exchange("GET", "/healthz").status == 200)
      let third = try Wire(port: house.port)
      try await third.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(try await third.isSilent(milliseconds: 150))
      #expect(try await second.exchange("GET", "/healthz").status == 200)
      first = nil
      #expect(try await third.answer().status == 200)
    }
  }
}
