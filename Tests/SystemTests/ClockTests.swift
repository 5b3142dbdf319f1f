import BusinessTime
import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// A wall clock that is set while the gateway runs; the clock since boot goes on evenly.
@Suite(.serialized) struct ClockTests {
  private static let hour: Int64 = 3600

  @Test(
    "an hour ahead: what passed is decided once with its own times and told only once Graph confirms the hour; back again: nothing twice, no spinning, and it goes on"
  )
  func steppedClock() async throws {
    try await Stage.run(customers: 3) { stage in
      try await stage.acknowledged(customer: 0)
      try await stage.acknowledged(customer: 1)
      let written = try await stage.opened()

      try stage.clock.step(to: Self.hour)
      try await Database.wait(stage.place.database, until: 4, Stage.stepCount)
      let record = try await Record.read(stage.place.database)
      for (conversation, openedAt) in written {
        let steps = record.steps.filter { $0.conversation == conversation }.sorted { $0.at < $1.at }
        #expect(steps.map(\.name) == ["first_response -10m", "first_response due"])
        #expect(steps.map(\.at) == [openedAt + 20 * 60_000, openedAt + 30 * 60_000])
      }
      #expect(try await stage.degraded().contains("clock_jumped"))
      // Time enough for several looks of the sender's, which comes by every second.
      let held = try await stage.processorShare(over: .seconds(3))
      #expect(stage.meta.phoneInbox(of: Meta.lead).isEmpty, "told before the clock was confirmed")
      #expect(held < 0.5)

      // People's own words are not held, and the answer to them carries the time. What they answer needs no alert now.
      stage.time.set(shift: Self.hour * 1000)
      try await stage.reply(to: 1)
      #expect(try await stage.meta.phoneInbox(of: Meta.lead, count: 1, upTo: .seconds(10)).count == 1)
      #expect(try await !stage.degraded().contains("clock_jumped"))

      try stage.clock.step(to: 0)
      stage.time.set(shift: 0)
      stage.meta.customerWrites(text: "Hola", from: Meta.phone(2), to: Workplace.numberID)
      try await Database.wait(stage.place.database, until: 3, "SELECT count(*) FROM conversation")
      let back = try await stage.processorShare(over: .seconds(3))
      #expect(back < 0.5, "it spins: \(back) of a processor")
      #expect(try await stage.degraded().contains("clock_jumped"))
      #expect(stage.meta.phoneInbox(of: Meta.phone(2)).isEmpty, "acknowledged by a clock that nobody confirmed")
      try await stage.reply(to: 0)
      _ = try await stage.meta.phoneInbox(of: Meta.phone(2), count: 1, upTo: .seconds(10))
      #expect(try await Database.count(stage.place.database, Stage.stepCount) == 4)
      #expect(stage.meta.phoneInbox(of: Meta.lead).count == 1)
      #expect(stage.meta.phoneInbox(of: Meta.assignee).isEmpty)
      print("figure: with the clock an hour ahead \(Int(held * 100)) %, set back \(Int(back * 100)) % of a processor")
    }
  }

  @Test("a clock that stands still: webhooks are taken, nothing spins, and what was due follows once it moves")
  func frozenClock() async throws {
    try await Stage.run(customers: 1) { stage in
      try stage.clock.freeze()
      stage.meta.customerWrites(text: "Hola", from: Meta.phone(0), to: Workplace.numberID)
      _ = try await stage.meta.wait(upTo: .seconds(10)) { view in view.attempts.first { $0.status == 200 } }
      let share = try await stage.processorShare(over: .seconds(3))
      #expect(share < 0.5, "it spins: \(share) of a processor")
      #expect(stage.meta.requests().isEmpty, "the quiet window ended in no time")
      #expect(try await LoopbackHTTP.get(port: stage.port, "/healthz").status == 200)
      try stage.clock.step(to: 0)
      _ = try await stage.meta.phoneInbox(of: Meta.phone(0), count: 1, upTo: .seconds(10))
      print("figure: with the clock standing still \(Int(share * 100)) % of a processor")
    }
  }

  @Test("stopped for three seconds under load and let go: every post is answered, nothing is lost or doubled")
  func frozenProcess() async throws {
    try await Stage.run(customers: 24) { stage in
      let storm = Storm(meta: stage.meta, seed: SeededGenerator.seed())
      for customer in 0..<12 {
        stage.meta.customerWrites(text: "Hola", from: Meta.phone(customer), to: Workplace.numberID)
      }
      // Others make the load: whoever goes on writing is not acknowledged yet.
      async let storming: Void = storm.run(customers: 12..<24)
      try await stage.meta.wait(upTo: .seconds(10)) { $0.requests.isEmpty ? nil : () }
      kill(stage.gateway.pid, SIGSTOP)
      let inFlight = storm.inFlight
      try await Task.sleep(for: .seconds(3))
      kill(stage.gateway.pid, SIGCONT)
      for customer in 0..<12 {
        _ = try await stage.meta.phoneInbox(of: Meta.phone(customer), count: 1, upTo: .seconds(15))
      }
      storm.stop()
      await storming
      let answered = storm.statuses
      await stage.gateway.kill9()
      #expect(inFlight >= 1)
      #expect(answered.keys.sorted() == [200], "\(answered)")
      let record = try await Record.read(stage.place.database)
      let lost = Set(storm.taken.map(\.body)).subtracting(record.bodies).count
      #expect(lost == 0)
      #expect(Dictionary(grouping: stage.meta.accepted(), by: \.input).values.allSatisfy { $0.count == 1 })
    }
  }
}

/// A gateway whose clock a test sets, and a Meta that lives by another.
private struct Stage: Sendable {
  static let stepCount = """
    SELECT count(*) FROM timeline t, json_each(CAST(t.entries AS TEXT)) e \
    WHERE json_extract(e.value, '$.what') = 'step'
    """

  let place: Workplace
  let meta: SandboxServer
  let time: MetaTime
  let clock: ProcessClock
  let gateway: GatewayProcess
  let port: Int
  let token: String

  static func run(customers: Int, _ body: @Sendable (Stage) async throws -> Void) async throws {
    let place = try Workplace()
    let time = MetaTime()
    let meta = try Meta.server(clock: time.clock, customers: customers)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: "30m",
        steps: "{ at: -10m, tell: assignee }, { at: due, tell: lead }", quietWindow: "1s")
      let clock = try await ProcessClock(in: place)
      let gateway = try await GatewayProcess.start(in: place, port: port, environment: clock.environment)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      let made = try await Binary.run(["tokens", "create", "--person", "ana"], environment: place.environment)
      let token = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
      do {
        try await body(
          Stage(place: place, meta: meta, time: time, clock: clock, gateway: gateway, port: port, token: token))
      } catch {
        print(gateway.output.suffix(2000))
        await gateway.kill9()
        throw error
      }
      await gateway.kill9()
    }
  }

  /// The customer writes and is acknowledged.
  func acknowledged(customer: Int) async throws {
    meta.customerWrites(text: "Hola", from: Meta.phone(customer), to: Workplace.numberID)
    _ = try await meta.phoneInbox(of: Meta.phone(customer), count: 1, upTo: .seconds(15))
  }

  /// When each conversation was opened, in milliseconds.
  func opened() async throws -> [Int: Int64] { try await Record.read(place.database).conversations }

  func degraded() async throws -> [String] {
    try await LoopbackHTTP.get(port: port, "/readyz").object["degraded"] as? [String] ?? []
  }

  /// Somebody of ours answers, and the answer reaches Graph.
  func reply(to customer: Int) async throws {
    let before = meta.phoneInbox(of: Meta.phone(customer)).count
    let body = try JSONSerialization.data(withJSONObject: ["text": "Hola, soy Ana."])
    let made = try await LoopbackHTTP.post(
      port: port, "/api/v1/conversations/\(1001 + customer)/messages", token: token, body: body)
    #expect(made.status == 202, "\(made.text)")
    _ = try await meta.phoneInbox(of: Meta.phone(customer), count: before + 1, upTo: .seconds(10))
  }

  func processorShare(over duration: Duration) async throws -> Double {
    let (before, began) = (gateway.child.processorSeconds, ContinuousClock.now)
    try await Task.sleep(for: duration)
    return (gateway.child.processorSeconds - before) / ((ContinuousClock.now - began) / .seconds(1))
  }
}
