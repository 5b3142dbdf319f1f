import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// Meta takes a message and the answer never comes.
@Suite(.serialized) struct DoubtTests {
  @Test("accepted and cut before the answer: nothing is doubled, and the status that follows settles it")
  func acceptThenCut() async throws {
    let place = try Workplace()
    let meta = try Meta.server()
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "1s")
      let gateway = try await GatewayProcess.start(in: place, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      meta.add(Fault(.acceptThenCut(reset: true)))
      meta.customerWrites(text: "Hola", from: Meta.customer, to: Workplace.numberID)
      _ = try await meta.phoneInbox(of: Meta.customer, count: 1, upTo: .seconds(15))
      try await meta.quiet(upTo: .seconds(15))
      let made = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
      let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
      let detail = try await LoopbackHTTP.get(port: port, "/api/v1/conversations/1001", token: token)
      await gateway.kill9()

      #expect(meta.accepted().count == 1)
      let messages = try #require(detail.object["messages"] as? [[String: Any]])
      let acknowledgement = try #require(messages.first { $0["kind"] as? String == "acknowledgement" })
      #expect(acknowledgement["status"] as? String == "delivered")
      let clocks = try #require(detail.object["clocks"] as? [[String: Any]])
      #expect(clocks.first { $0["clock"] as? String == "acknowledgement" }?["state"] as? String == "met")
    }
  }
}
