import Foundation
import Logging
import Sandbox
import SandboxHTTP
import Testing

/// Sends over real TCP, made by curl.
@Suite(.timeLimit(.minutes(1)))
struct SendingTests {
  private func server(_ rules: MetaRules = Fixture.openRules()) -> SandboxServer {
    var rules = rules
    rules.writes(InboundMessage(.text("Hola")), from: Fixture.ana, to: Fixture.number, at: SandboxClock.system.now())
    return SandboxServer(
      SandboxConfiguration(appSecret: "secreto", verifyToken: "prueba"), rules: rules,
      logger: Logger(label: "quiet") { _ in
        SwiftLogNoOpLogHandler()
      })
  }

  private func url(_ server: SandboxServer) async -> String {
    await server.baseURL() + "/v26.0/\(Fixture.number)/messages"
  }

  @Test("a send is answered with contact and id, recorded, and reaches the phone")
  func send() async throws {
    try await server().whileRunning { server in
      let result = try await Tool.curl(url(server), body: Fixture.text("¡Listo!", callbackData: "out-1").bytes())
      #expect(result.exit == 0)
      #expect(result.text.hasSuffix("\n200"))
      let body = try JSON(bytes: Array(result.output.dropLast(4)))
      #expect(body["contacts"]?[0] == ["input": "+5215555501111", "wa_id": "5215555501111", "user_id": "MX.7301"])
      let id = try #require(body["messages"]?[0]?["id"]?.text)
      #expect(id.hasPrefix("wamid."))
      let request = try #require(server.requests().first)
      #expect(request.method == "POST")
      #expect(request.path == "/v26.0/100000000000001/messages")
      #expect(request.header("Authorization") == "Bearer token-of-the-tests")
      #expect(request.json?["biz_opaque_callback_data"] == "out-1")
      #expect(request.acceptedID == id)
      #expect(request.answered == 200)
      let inbox = try await server.phoneInbox(of: Fixture.ana, count: 1)
      #expect(inbox.map(\.text) == ["¡Listo!"])
      #expect(inbox.map(\.messageID) == [id])
    }
  }

  @Test("a wrong token is 401 with code 190, over the wire")
  func wrongToken() async throws {
    try await server().whileRunning { server in
      let result = try await Tool.curl(url(server), body: Fixture.text().bytes(), token: "another")
      #expect(result.text.hasSuffix("\n401"))
      #expect(try JSON(bytes: Array(result.output.dropLast(4)))["error"]?["code"] == 190)
      #expect(server.accepted().isEmpty)
    }
  }

  @Test(
    "accept-then-cut accepts once and really cuts the connection",
    arguments: [(reset: false, curlExit: Int32(52)), (reset: true, curlExit: 56)])
  func acceptThenCut(_ way: (reset: Bool, curlExit: Int32)) async throws {
    try await server().whileRunning { server in
      server.add(Fault(.acceptThenCut(reset: way.reset)))
      let result = try await Tool.curl(url(server), body: Fixture.text(callbackData: "out-2").bytes())
      #expect(result.exit == way.curlExit)
      #expect(result.text == "\n000")
      #expect(server.accepted().map(\.callbackData) == ["out-2"])
      #expect(server.requests().map(\.answered) == [nil])
      let second = try await Tool.curl(url(server), body: Fixture.text().bytes())
      #expect(second.text.hasSuffix("\n200"))
    }
  }

  @Test("a refused connection accepts nothing")
  func refuse() async throws {
    try await server().whileRunning { server in
      server.add(Fault(.refuse))
      let result = try await Tool.curl(url(server), body: Fixture.text().bytes())
      #expect([52, 56].contains(result.exit))
      #expect(server.accepted().isEmpty)
    }
  }

  @Test("a truncated answer promises more than it brings")
  func truncated() async throws {
    try await server().whileRunning { server in
      server.add(Fault(.truncated))
      let result = try await Tool.curl(url(server), body: Fixture.text().bytes())
      #expect(result.exit == 18)
      #expect(server.accepted().count == 1)
    }
  }

  @Test("a late answer comes after its delay, and the message is accepted before it")
  func delay() async throws {
    try await server().whileRunning { server in
      server.add(Fault(.delay(milliseconds: 300)))
      let url = await url(server)
      async let result = Tool.curl(url, body: Fixture.text().bytes())
      let start = ContinuousClock.now
      _ = try await server.request { $0.acceptedID != nil }
      #expect(try await result.text.hasSuffix("\n200"))
      #expect(ContinuousClock.now - start >= .milliseconds(250))
    }
  }
}
