import BusinessTime
import Foundation
import Logging
import Sandbox
import SandboxHTTP
import ServiceLifecycle
import Testing

/// The whole server on a clock that stands still until it is moved.
@Suite(.timeLimit(.minutes(1)))
struct ClockTests {
  private let clock = SteppedClock(Fixture.noon)

  private func server(_ rules: MetaRules = Fixture.openRules(), _ callback: CallbackURL? = nil) -> SandboxServer {
    SandboxServer(
      SandboxConfiguration(appSecret: "secreto", verifyToken: "prueba", callback: callback), rules: rules,
      clock: clock.clock, logger: Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() })
  }

  /// Sends the same body that many times over one connection; the statuses of the answers.
  private func send(_ body: JSON, times: Int, to server: SandboxServer) async throws -> [String] {
    let url = await server.baseURL() + "/v26.0/\(Fixture.number)/messages?n=[1-\(times)]"
    let result = try await Tool.run(
      "/usr/bin/curl",
      [
        "--silent", "--output", "/dev/null", "--write-out", "%{http_code} ", "--header",
        "Authorization: Bearer \(Fixture.token)", "--data-binary", "@-", url,
      ], input: body.bytes())
    return result.text.split(separator: " ").map(String.init)
  }

  @Test("the pair limit holds over HTTP: 45 of 46 at one moment, one more 6 s later")
  func pairLimit() async throws {
    try await server().whileRunning { server in
      let statuses = try await send(Fixture.text(), times: 46, to: server)
      #expect(statuses == [String](repeating: "200", count: 45) + ["400"])
      clock.move(to: Fixture.after(6000))
      #expect(try await send(Fixture.text(), times: 2, to: server) == ["200", "400"])
      #expect(server.requests().count == 48)
    }
  }

  @Test("the number's limit holds over HTTP: 20 of 21 in one second")
  func numberLimit() async throws {
    var rules = Fixture.openRules()
    rules.change(number: Fixture.number) { $0.throughput = BusinessNumber.coexistenceThroughput }
    try await server(rules).whileRunning { server in
      let statuses = try await send(Fixture.text(), times: 21, to: server)
      #expect(statuses == [String](repeating: "200", count: 20) + ["400"])
      clock.move(to: Fixture.after(1000))
      #expect(try await send(Fixture.text(), times: 1, to: server) == ["200"])
    }
  }

  @Test("the window closes over HTTP when the clock passes its end")
  func window() async throws {
    try await server().whileRunning { server in
      clock.move(to: Fixture.after(86_399_999))
      let before = try await send(Fixture.text(), times: 1, to: server)
      #expect(before == ["200"])
      clock.move(to: Fixture.after(86_400_000))
      let after = try await send(Fixture.text(), times: 1, to: server)
      #expect(after == ["400"])
    }
  }

  @Test("statuses and the phone wait for the clock, and carry its time")
  func statuses() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(Fixture.openRules(), callback).whileRunning { server in
        _ = try await send(Fixture.text(), times: 1, to: server)
        #expect(server.attempts().isEmpty)
        clock.move(to: Fixture.after(300))
        _ = try await server.wait { $0.attempts.count == 1 ? () : nil }
        #expect(server.phoneInbox(of: Fixture.ana).isEmpty)
        clock.move(to: Fixture.after(3000))
        try await server.quiet()
        #expect(server.phoneInbox(of: Fixture.ana).map(\.at) == [Fixture.after(900)])
        #expect(server.accepted().first?.statuses.map(\.status) == [.sent, .delivered])
      }
    }
  }

  @Test("the Date header is the clock's")
  func date() async throws {
    try await server().whileRunning { server in
      let url = await server.baseURL() + "/v26.0/\(Fixture.number)"
      let result = try await Tool.run(
        "/usr/bin/curl", ["--silent", "--output", "/dev/null", "--write-out", "%header{date}", url])
      #expect(result.text == "Mon, 23 Nov 2026 15:00:00 GMT")
    }
  }

  @Test("everything is told as it happens: the request, the phone, the webhook")
  func events() async throws {
    let stub = CallbackStub()
    try await stub.whileRunning { callback in
      try await server(Fixture.openRules(), callback).whileRunning { server in
        let events = server.events()
        _ = try await send(Fixture.text("Listo"), times: 1, to: server)
        clock.move(to: Fixture.after(900))
        var kinds: Set<String> = []
        for await event in events {
          switch event {
          case .request(let request):
            #expect(request.answered == 200)
            kinds.insert("request")
          case .webhook(let attempt):
            #expect(attempt.status == 200)
            kinds.insert("webhook")
          case .phone(let arrival):
            #expect(arrival.waID == Fixture.ana)
            #expect(arrival.entry.text == "Listo")
            kinds.insert("phone")
          }
          if kinds.count == 3 { break }
        }
        #expect(kinds == ["request", "webhook", "phone"])
      }
    }
  }

  @Test("a wait that finds nothing ends with its limit")
  func timedOut() async throws {
    try await server().whileRunning { server in
      let found = try? await server.request(upTo: .milliseconds(50)) { _ in true }
      #expect(found == nil)
    }
  }

  @Test("it is a service: graceful shutdown ends it")
  func shutdown() async throws {
    let server = server()
    let group = ServiceGroup(services: [server], logger: Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() })
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      #expect(await server.port() > 0)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }
}
