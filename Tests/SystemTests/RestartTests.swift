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

  private func seconds(_ text: String?) -> Int64? {
    text.flatMap { ISO8601DateFormatter().date(from: $0) }.map { Int64($0.timeIntervalSince1970) }
  }
}
