import Foundation
import Gateway
import Hummingbird
import Logging
import ServiceLifecycle
import Testing
import WebAPI

/// The Unix socket beside the database.
@Suite(.serialized) struct AdminTests {
  @Test("tokens are made, listed without their secrets, and revoked through a socket that only its owner may open")
  func tokens() async throws {
    try await Self.open { house, path in
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)

      let made = try await Self.ask(path, "POST", "/tokens", #"{"person":"ana","role":"supervisor"}"#)
      #expect(made.status == 200)
      let token = try JSONDecoder().decode(String.self, from: Data(made.body))
      #expect(token.hasPrefix("acuse_"))
      #expect(try await house.get("/api/v1/conversations", token: token).status == 200)
      #expect(try await Self.ask(path, "POST", "/tokens", #"{"automation":"crm","role":"agent"}"#).status == 200)

      let listed = try await Self.ask(path, "GET", "/tokens")
      #expect(listed.status == 200)
      #expect(!listed.text.contains(token))
      let lines = try #require(try JSONSerialization.jsonObject(with: Data(listed.body)) as? [[String: Any]])
      #expect(Set(lines.compactMap { $0["owner"] as? String }) == ["ana", "automation:crm"])
      let ana = try #require(lines.first { $0["owner"] as? String == "ana" })
      #expect(Set(ana.keys) == ["id", "owner", "role", "createdAt"])
      #expect(ana["role"] as? String == "supervisor")
      let id = try #require(ana["id"] as? String)

      #expect(try await Self.ask(path, "POST", "/tokens/\(id)/revoke").status == 204)
      #expect(try await house.get("/api/v1/conversations", token: token).isProblem("unauthorized", 401))
      #expect(try await Self.ask(path, "POST", "/tokens/\(id)/revoke").isProblem("not-found", 404))
      #expect(try await Self.ask(path, "POST", "/tokens/unknown/revoke").isProblem("not-found", 404))
      // Figures are shown by the gateway's listener only.
      #expect(try await Self.ask(path, "GET", "/metrics").isProblem("not-found", 404))
    }
  }

  @Test(
    "an order without one named owner and a known role is 400 and makes nothing",
    arguments: [
      "", "{", "{}", #"{"role":"agent"}"#, #"{"person":"ana"}"#, #"{"person":"ana","role":"owner"}"#,
      #"{"person":"ana","automation":"crm","role":"agent"}"#, #"{"person":"","role":"agent"}"#,
      #"{"automation":"","role":"agent"}"#,
    ])
  func orders(body: String) async throws {
    try await Self.open { house, path in
      let answer = try await Self.ask(path, "POST", "/tokens", body)
      #expect(answer.isProblem("bad-request", 400))
      #expect(try await house.tokens.list().isEmpty)
    }
  }

  @Test("whom to forget is a phone, a user id or a reference; anything else is 400, and nobody by that name is said so")
  func forget() async throws {
    try await Self.open { house, path in
      for body in ["", "{}", #"{"contact":"Carla"}"#, #"{"contact":""}"#] {
        #expect(try await Self.ask(path, "POST", "/forget", body).isProblem("bad-request", 400), "\(body)")
      }
      for name in ["+5215555506001", "MX.1", "#1001"] {
        let answer = try await Self.ask(path, "POST", "/forget", #"{"contact":"\#(name)"}"#)
        #expect(answer.status == 200)
        #expect(try JSONDecoder().decode(ForgetOutcome.self, from: Data(answer.body)).state == .unknown)
      }
      #expect(try await house.send("POST", "/forget").isProblem("not-found", 404))
    }
  }

  @Test(
    "the socket takes a database's tokens, whom to forget, and nothing else, and none of it is reachable over the network"
  )
  func nothingElse() async throws {
    try await Self.open { house, path in
      for other in ["/", "/api/v1/conversations", "/webhooks/whatsapp"] {
        let answer = try await Self.ask(path, "GET", other)
        #expect(answer.isProblem("not-found", 404))
      }
      #expect(try await house.send("GET", "/tokens").isProblem("not-found", 404))
    }
  }

  @Test("a socket file that a dead process left behind is replaced")
  func leftover() async throws {
    try await Self.open(leftover: true) { _, path in
      let answer = try await Self.ask(path, "GET", "/tokens")
      #expect(answer.status == 200)
    }
  }

  private static func ask(
    _ path: String, _ method: String, _ address: String, _ body: String = ""
  ) async throws -> WireAnswer {
    try await Wire(unix: path).exchange(
      method, address, headers: ["Content-Type: application/json"], body: method == "GET" ? nil : Array(body.utf8))
  }

  /// The admin server of a house's tokens, on a socket in a folder of its own.
  private static func open(
    leftover: Bool = false, _ body: @escaping @Sendable (WebHouse, String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "acuse-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = AdminServer.socketPath(database: folder.appending(path: "acuse.db").path())
    if leftover { try Data("left behind".utf8).write(to: URL(filePath: path)) }
    try await WebHouse.open { house in
      let (signal, heard) = AsyncStream.makeStream(of: Void.self)
      let logger = Logger(label: "acuse.test") { _ in SwiftLogNoOpLogHandler() }
      let server = AdminServer.application(
        tokens: house.tokens, forgetter: house.forgetter, path: path, logger: logger
      ) { heard.yield() }
      let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: logger))
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
          defer { heard.finish() }
          try await group.run()
        }
        for await _ in signal { break }
        do {
          try await body(house, path)
        } catch {
          await group.triggerGracefulShutdown()
          throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
    }
  }
}
