import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// What Meta gathers into one POST after an outage. Runs by itself, because it measures time.
@Suite(.serialized) struct BatchTests {
  /// Meta waits longer; whoever takes this long would be one of the slowest receivers it knows. The figure that is
  /// printed tells how much room there is, in a debug build.
  private static let mostSeconds = 5.0

  @Test("one POST brings 1000 new customers: one 200, a conversation for each, and in time")
  func thousand() async throws {
    let place = try Workplace()
    let meta = try Meta.server(customers: 1000)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(graphURL: await meta.baseURL(), port: port, quietWindow: "10s")
      let gateway = try await GatewayProcess.start(in: place, port: port)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let now = Int64(Date().timeIntervalSince1970)
      let messages = (0..<1000).map {
        Meta.message(text: "Hola 🙂", from: Meta.phone($0), wamid: "wamid.T\($0)", at: now)
      }
      let body = Meta.webhook(messages: messages, from: Meta.phone(0))
      let began = ContinuousClock.now
      #expect(try await meta.post(body) == [200])
      let took = (ContinuousClock.now - began) / .seconds(1)
      // Meta did not hear the answer and brings it all again.
      #expect(try await meta.post(body) == [200])
      await gateway.kill9()
      #expect(took < Self.mostSeconds)
      #expect(try await Database.count(place.database, "SELECT count(*) FROM message") == 1000)
      #expect(try await Database.count(place.database, "SELECT count(DISTINCT contact) FROM conversation") == 1000)
      #expect(try await Database.count(place.database, "SELECT count(*) FROM envelope") == 1)
      print("figure: 1000 new customers in one POST of \(body.count) bytes: 200 after \(took.rounded(places: 2)) s")
    }
  }
}

extension Double {
  fileprivate func rounded(places: Int) -> String { String(format: "%.\(places)f", self) }
}
