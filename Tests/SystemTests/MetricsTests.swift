import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// `/metrics` of the real binary, judged by Prometheus' own tool.
@Suite(.serialized) struct MetricsTests {
  @Test("promtool finds nothing to complain of, before the first message and after the first promise was missed")
  func promtool() async throws {
    let place = try Workplace()
    let meta = try Meta.server()
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, target: "4s", quietWindow: "1s")
      let gateway = try await GatewayProcess.start(in: place, port: port)
      defer { Task { await gateway.kill9() } }
      try await check(try await figures(port))

      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      meta.customerWrites(text: "Hola", from: Meta.customer, to: Workplace.numberID)
      _ = try await meta.phoneInbox(of: Meta.customer, count: 1, upTo: .seconds(15))
      // The first answer's, and that of the time that the customer was promised.
      try await Database.wait(place.database, until: 2, "SELECT count(*) FROM clock WHERE outcome = 'breached'")
      try await meta.quiet()
      let text = try await figures(port)
      try await check(text)
      let lines = Set(text.split(separator: "\n"))
      for line in [
        #"acuse_clocks_decided_total{clock="first_response",outcome="breached"} 1"#,
        #"acuse_clocks_decided_total{clock="promise",outcome="breached"} 1"#,
        #"acuse_clocks_decided_total{clock="acknowledgement",outcome="met"} 1"#,
        #"acuse_clocks{clock="first_response",state="overdue"} 1"#, #"acuse_sends_total{result="accepted"} 1"#,
        "acuse_acknowledgement_latency_seconds_count 1", "acuse_receive_lag_seconds_count 1",
        #"acuse_outbox_entries{state="queued"} 0"#, "acuse_store_readable 1",
        #"acuse_breaker_open{number="\#(Workplace.numberID)"} 0"#,
      ] {
        #expect(lines.contains(line[...]), "\(line)")
      }
    }
  }

  private func figures(_ port: Int) async throws -> String {
    let answer = try await LoopbackHTTP.get(port: port, "/metrics")
    #expect(answer.status == 200)
    return answer.text
  }

  private func check(_ text: String) async throws {
    let finished = try await Shell.run("promtool", ["check", "metrics"], input: text)
    #expect(finished.status == 0)
    #expect(finished.output.isEmpty, "\(finished.output)")
    #expect(finished.errors.isEmpty, "\(finished.errors)")
  }
}
