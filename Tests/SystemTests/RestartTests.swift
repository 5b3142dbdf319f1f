import Foundation
import Sandbox
import Testing

/// What a death of the process costs: nothing.
@Suite(.serialized) struct RestartTests {
  @Test(
    "killed before the deadline and restarted twenty minutes later: each step once, stamped with its own time, the highest alone tells"
  )
  func twentyMinutesLater() async throws {
    let place = try Workplace()
    let meta = try Meta.server()
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: "15m",
        steps: """
          { at: -5m, tell: assignee }, { at: due, tell: lead, then: [{ tag: SLA Incumplido }] }
          """)
      let first = try await GatewayProcess.start(in: place, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let written = Int64(Date().timeIntervalSince1970)
      #expect(try await meta.post(Meta.webhook(text: "Hola", wamid: "wamid.R1", at: written)) == [200])
      _ = try await meta.phoneInbox(of: Meta.customer, count: 1, upTo: .seconds(15))
      await first.kill9()

      let second = try await GatewayProcess.start(in: place, port: port, wrapper: ["faketime", "-f", "+20m"])
      _ = try await meta.phoneInbox(of: Meta.lead, count: 1, upTo: .seconds(15))
      let token = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
      let bearer = token.output.trimmingCharacters(in: .whitespacesAndNewlines)
      let detail = try await LoopbackHTTP.get(port: port, "/api/v1/conversations/1001", token: bearer)
      await second.kill9()

      let timeline = try #require(detail.object["timeline"] as? [[String: Any]])
      func times(_ what: String) -> [Int64] {
        timeline.filter { $0["what"] as? String == what }.compactMap { seconds($0["at"] as? String) }
      }
      #expect(times("step") == [written + 600, written + 900])
      #expect(times("breached") == [written + 900])
      #expect(meta.phoneInbox(of: Meta.assignee).isEmpty)
      #expect(meta.phoneInbox(of: Meta.lead).count == 1)
      #expect(meta.phoneInbox(of: Meta.customer).count == 1)
    }
  }

  @Test("killed again and again under load: whatever was answered 200 is there, and nobody is acknowledged twice")
  func killedUnderLoad() async throws {
    // Three in every run; more by hand: ACUSE_KILL_ROUNDS=12.
    let rounds = ProcessInfo.processInfo.environment["ACUSE_KILL_ROUNDS"].flatMap { Int($0) } ?? 3
    let place = try Workplace()
    let meta = try Meta.server(customers: rounds * 600)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "1s")
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      var taken: Set<String> = []
      for round in 0..<rounds {
        let gateway = try await GatewayProcess.start(in: place, port: port)
        let load = Load(meta: meta, round: round)
        let sending = Task { await load.run() }
        try await Task.sleep(for: .milliseconds(900 + round * 350))
        await gateway.kill9()
        taken.formUnion(await sending.value)
      }
      #expect(taken.count > 50, "the load never ran")
      let gateway = try await GatewayProcess.start(in: place, port: port)
      let stored = try await Database.texts(place.database, "SELECT wamid FROM message")
      #expect(taken.subtracting(stored).isEmpty)
      #expect(try await Database.texts(place.database, "PRAGMA integrity_check") == ["ok"])
      try await Task.sleep(for: .seconds(6))
      await gateway.kill9()
      let perPhone = Dictionary(grouping: meta.accepted(), by: \.input).mapValues(\.count)
      #expect(perPhone.values.allSatisfy { $0 == 1 }, "somebody was acknowledged twice")
      print("figure: \(rounds) kills under load, \(taken.count) webhooks answered 200, \(perPhone.count) acknowledged")
    }
  }

  private func seconds(_ text: String?) -> Int64? {
    text.flatMap { ISO8601DateFormatter().date(from: $0) }.map { Int64($0.timeIntervalSince1970) }
  }
}

/// Posts as fast as the gateway answers, until it is gone; which messages were answered 200.
struct Load: Sendable {
  let meta: SandboxServer
  let round: Int

  func run() async -> Set<String> {
    await withTaskGroup(of: Set<String>.self) { group in
      for lane in 0..<4 { group.addTask { await self.lane(lane) } }
      return await group.reduce(into: []) { $0.formUnion($1) }
    }
  }

  private func lane(_ lane: Int) async -> Set<String> {
    var taken: Set<String> = []
    for index in 0..<150 {
      let customer = round * 600 + lane * 150 + index
      let wamid = "wamid.L\(customer)"
      let now = Int64(Date().timeIntervalSince1970)
      let body = Meta.webhook(text: "Hola \(customer)", from: Meta.phone(customer), wamid: wamid, at: now)
      guard let answer = try? await meta.post(body) else { break }
      if answer == [200] { taken.insert(wamid) }
    }
    return taken
  }
}

/// Looks into a database by the `sqlite3` command, read-only.
enum Database {
  static func texts(_ path: String, _ sql: String) async throws -> Set<String> {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-readonly", path, sql]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init))
  }
}
