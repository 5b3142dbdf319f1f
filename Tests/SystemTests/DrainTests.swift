import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// An orderly stop, as a service manager asks for it.
@Suite(.serialized) struct DrainTests {
  /// Long enough to see that nobody new is let in while the last sends end.
  private static let answerDelay: Int64 = 1200
  private static let bound = Duration.seconds(15)
  /// A warning two seconds after the message, so that alerts are under way too; and a promise that outlasts the
  /// restart, or acknowledgements would rightly not be sent any more.
  private static let target = "60s"
  private static let warning = "{ at: -58s, tell: assignee }"

  @Test(
    "SIGTERM under load: exit 0 in time, nobody new is let in, what was answered 200 is stored, no send stays in flight, and a restart goes on"
  )
  func drains() async throws {
    let customers = 24
    let place = try Workplace()
    let meta = try Meta.server(customers: customers + 12, agents: 12)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: Self.target, steps: Self.warning, quietWindow: "1s",
        agents: 12)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      meta.rules { rules, _ in
        rules.settings.webhooks.retryAfterMilliseconds = 100
        rules.settings.webhooks.retryAtMostMilliseconds = 1000
        rules.faults.append(Fault(.delay(milliseconds: Self.answerDelay), uses: nil))
      }
      let storm = Storm(meta: meta, seed: SeededGenerator.seed())
      let gateway = try await GatewayProcess.start(in: place, port: port)
      for customer in 0..<customers {
        meta.customerWrites(text: "Hola", from: Meta.phone(customer), to: Workplace.numberID)
      }
      // Others make the load: whoever goes on writing is not acknowledged yet.
      async let storming: Void = storm.run(customers: customers..<customers + 12)
      // The first acknowledgements are under way, and their answers are late.
      _ = try await meta.wait(upTo: .seconds(15)) { $0.requests.count >= 4 ? () : nil }
      let inFlight = storm.inFlight
      let asked = ContinuousClock.now
      gateway.terminate()
      let refusals = try await Self.refusals(while: gateway, port: port)
      let status = await gateway.child.exitStatus(upTo: Self.bound)
      let took = ContinuousClock.now - asked
      storm.stop()
      await storming

      #expect(status == 0, "\(gateway.output.suffix(2000))")
      #expect(inFlight >= 1)
      #expect(refusals > 0, "nobody new could be turned away: it ended too soon to tell")
      let stored = try await Record.read(place.database)
      let lost = Set(storm.taken.map(\.body)).subtracting(stored.bodies).count
      #expect(lost == 0)
      #expect(storm.taken.count > 20, "the load never ran")
      #expect(!stored.entries.values.contains { $0.state == "in_flight" || $0.state == "in_doubt" })
      #expect(stored.entries.values.contains { $0.state == "accepted" })
      #expect(try await Database.texts(place.database, "PRAGMA integrity_check") == ["ok"])
      let log = try? FileManager.default.attributesOfItem(atPath: place.database + "-wal")[.size] as? Int
      #expect(log ?? 0 == 0, "the log was not written back")

      let next = try await GatewayProcess.start(in: place, port: port)
      try await storm.bringRest()
      for customer in 0..<customers {
        _ = try await meta.phoneInbox(of: Meta.phone(customer), count: 1, upTo: .seconds(30))
      }
      await next.kill9()
      let perCustomer = Dictionary(grouping: meta.accepted(), by: \.input).filter { !$0.key.hasPrefix("+5215555502") }
      #expect((0..<customers).allSatisfy { perCustomer["+" + Meta.phone($0)]?.count == 1 })
      print(
        """
        figure: SIGTERM with \(inFlight) requests in flight and sends of \(Self.answerDelay) ms: ended after \
        \(took / .milliseconds(1)) ms, \(refusals) newcomers refused, \(storm.taken.count) posts answered 200
        """)
    }
  }

  /// Knocks until the process is gone: how often nobody opened. An answer 200 while it drains may come to those
  /// only who were there before.
  private static func refusals(while gateway: GatewayProcess, port: Int) async throws -> Int {
    var refusals = 0
    let end = ContinuousClock.now + bound
    while gateway.isRunning, ContinuousClock.now < end {
      if !Knock.isAnswered(port: port), gateway.isRunning { refusals += 1 }
      try await Task.sleep(for: .milliseconds(20))
    }
    return refusals
  }
}

/// A connection of its own, without a request.
enum Knock {
  static func isAnswered(port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
