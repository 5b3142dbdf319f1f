import Foundation
import Sandbox
import SandboxHTTP
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

      let clock = try await ProcessClock(in: place)
      try clock.step(to: 20 * 60)
      let second = try await GatewayProcess.start(in: place, port: port, environment: clock.environment)
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

  @Test("brought again after a restart and seven days and an hour, beside another message: known, and answered once")
  func aWeekLater() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: 2)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "1s")
      let first = try await GatewayProcess.start(in: place, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let written = Int64(Date().timeIntervalSince1970)
      #expect(try await meta.post(Meta.webhook(text: "Hola", wamid: "wamid.R7", at: written)) == [200])
      _ = try await meta.phoneInbox(of: Meta.customer, count: 1, upTo: .seconds(15))
      await first.kill9()

      let clock = try await ProcessClock(in: place)
      try clock.step(to: 169 * 3600)
      let second = try await GatewayProcess.start(in: place, port: port, environment: clock.environment)
      let now = written + 169 * 3600
      let messages = [
        Meta.message(text: "Hola", from: Meta.customer, wamid: "wamid.R7", at: written),
        Meta.message(text: "Buenas", from: Meta.phone(1), wamid: "wamid.R8", at: now),
      ]
      #expect(try await meta.post(Meta.webhook(messages: messages, from: Meta.customer)) == [200])
      #expect(
        try await Database.texts(place.database, "SELECT wamid FROM message ORDER BY wamid") == [
          "wamid.R7", "wamid.R8",
        ])
      let acknowledgements = "SELECT count(*) FROM outbox WHERE kind = 'acknowledgement'"
      // The new message has one of its own; the old one has no other.
      try await Database.wait(place.database, until: 2, acknowledgements)
      #expect(try await meta.post(Meta.webhook(messages: messages, from: Meta.customer)) == [200])
      try await Task.sleep(for: .seconds(3))
      #expect(try await Database.count(place.database, acknowledgements) == 2)
      await second.kill9()
    }
  }

  private func seconds(_ text: String?) -> Int64? {
    text.flatMap { ISO8601DateFormatter().date(from: $0) }.map { Int64($0.timeIntervalSince1970) }
  }
}
