import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// No secret, phone, name, user id, text or message id in a log or a figure (semantics §14), of the real binary, at the
/// most talkative level.
@Suite(.serialized) struct CanaryTests {
  @Test("whoever looks for canaries finds them in every spelling, and none in an ordinary line")
  func spellings() {
    let canaries = Canaries(["5215555506001", "Zacarías Canario", "canary-secret-7731", "HBgNNTIxNTU1NTUwNjAwMRUCABI="])
    for line in [
      "to=5215555506001", "to +52 1 55-5550-6001", "q=%2B5215555506001", "phone 52155555060",
      "NTIxNTU1NTUwNjAwMQ==", "xNTIxNTU1NTUwNjAwMQ", "id=wamid.HBgNNTIxNTU1NTUwNjAwMRUCABI=", "BgNNTIxNTU1",
      "ZACARIAS CANARIO", "Zacar%C3%ADas%20Canario", "Bearer canary-secret-7731", "secret-7731",
      "63616e6172792d736563726574", #"{"path":"\/x\/5215555506001"}"#,
    ] {
      #expect(canaries.found(in: line) != nil, "\(line)")
    }
    for line in [
      "2026-11-26T01:09:42+0000 info acuse: host=127.0.0.1 port=8080 [WebAPI] listening",
      #"acuse_webhook_posts_refused_total{reason="bad_signature"} 3"#, "entry: 0193e5f2a7c04b6c8d1e2f3a4b5c6d7e",
      "number=106540352242922 code=190",
    ] {
      #expect(canaries.found(in: line) == nil, "\(line)")
    }
  }

  @Test("neither log at level trace nor figures hold a canary, whatever goes wrong", arguments: ["text", "json"])
  func quiet(format: String) async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: CanaryTraffic.customers)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "1s")
      let gateway = try await GatewayProcess.start(
        in: place, port: port, environment: ["ACUSE_LOG_LEVEL": "trace", "ACUSE_LOG_FORMAT": format])
      defer { Task { await gateway.kill9() } }
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let traffic = CanaryTraffic(meta: meta, place: place, port: port)
      try await traffic.handshakes()
      try await traffic.conversation()
      try await traffic.badPosts()
      try await traffic.refusedCalls()
      try await traffic.failuresOfGraph()

      let figures = try await traffic.figures(with: #"acuse_send_errors_total{code="190"} 1"#)
      gateway.terminate()
      await gateway.untilEnded()
      let log = gateway.output
      let canaries = Canaries(try await traffic.canaries())
      let lines = (log + "\n" + figures).split(separator: "\n")
      print("figure: \(lines.count) lines of log (\(format)) and figures were looked through for canaries")
      for line in lines {
        if let piece = canaries.found(in: String(line)) { Issue.record("\(piece) in: \(line)") }
      }
      // All of it was said and counted: what was looked through is not empty.
      for said in ["listening", "kept in quarantine", "Meta refused", "graceful", "trace"] {
        #expect(log.contains(said), "\(said)")
      }
      for line in [
        #"acuse_items_quarantined_total{reason="unknown_number"} 1"#, #"acuse_send_errors_total{code="190"} 1"#,
        #"acuse_send_errors_total{code="131026"} 1"#, #"acuse_send_errors_total{code="http_502"} 1"#,
        #"acuse_items_unknown_total{field="message.hologram"} 1"#,
      ] {
        #expect(figures.contains(line + "\n"), "\(line)")
      }
    }
  }
}
