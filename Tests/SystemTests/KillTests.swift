import Foundation
import Sandbox
import SandboxHTTP
import Testing

/// What deaths of the process cost: nothing. Judged from outside only: by what was posted, by what Meta got, and by
/// what another program reads in the file.
@Suite(.serialized) struct KillTests {
  private static let customersPerRound = 8
  private static let target: Int64 = 3
  private static let laterStep: Int64 = 2

  @Test(
    "killed at random moments under load: each 200 is in the file byte for byte, each step is decided once, nobody is acknowledged twice, and every alert arrives"
  )
  func killedUnderLoad() async throws {
    // Twelve in every run, a hundred in a soak: ACUSE_KILL_ROUNDS=100.
    let rounds = ProcessInfo.processInfo.environment["ACUSE_KILL_ROUNDS"].flatMap { Int($0) } ?? 12
    let seed = SeededGenerator.seed()
    print("figure: \(rounds) rounds of kills with ACUSE_SEED=\(seed)")
    // One alert in six seconds is all that a phone may get: with two conversations each, nobody waits long.
    let agents = min(rounds * Self.customersPerRound / 2, 900)
    let began = ContinuousClock.now
    let place = try Workplace()
    let meta = try Meta.server(customers: rounds * Self.customersPerRound, agents: agents)
    try await meta.whileRunning { meta in
      let port = try FreePort.find()
      try place.writeRules(
        graphURL: await meta.baseURL(), port: port, target: "\(Self.target)s",
        steps: "{ at: due, tell: assignee }, { at: +\(Self.laterStep)s, tell: assignee }", quietWindow: "1s",
        agents: agents)
      meta.connect(to: CallbackURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
      Self.makeHard(meta)
      let stage = Stage(place: place, meta: meta, port: port, storm: Storm(meta: meta, seed: seed))
      let kills = try await Self.rounds(rounds, on: stage, seed: seed)
      try await Self.settle(stage)

      let record = try await Record.read(stage.place.database)
      #expect(stage.storm.taken.count > rounds * 10, "the load never ran")
      #expect(record.conversations.count == rounds * Self.customersPerRound)
      durable(stage, record)
      stepsOnce(record)
      deliveredAsPromised(stage, record)
      let inFlight = kills.sorted()[kills.count / 2]
      #expect(inFlight >= 1, "the kills met no request in flight: \(kills)")
      print(
        """
        figure: \(rounds) kills in \((ContinuousClock.now - began).components.seconds) s with \(inFlight) requests in \
        flight at the median, \(stage.storm.taken.count) posts answered 200, \(meta.attempts().count) webhooks of \
        Meta's own, \(record.steps.count) steps, \(meta.accepted().count) messages accepted, \
        \(record.entries.values.count { $0.repeatOf != nil }) repeated after doubt
        """)
    }
  }

  private struct Stage: Sendable {
    let place: Workplace
    let meta: SandboxServer
    let port: Int
    let storm: Storm
  }

  /// Answers of Graph's are late, so that kills meet sends in flight, and for some messages no status ever comes, so
  /// that doubt is not always cleared up. Webhooks come again soon, because lives are short here.
  private static func makeHard(_ meta: SandboxServer) {
    meta.rules { rules, _ in
      rules.settings.webhooks.retryAfterMilliseconds = 100
      rules.settings.webhooks.retryAtMostMilliseconds = 1000
      rules.faults.append(Fault(.delay(milliseconds: 80), uses: nil))
      rules.faults.append(Fault(.dropStatuses, uses: nil) { $0.body.reduce(0) { $0 &+ Int($1) }.isMultiple(of: 3) })
    }
  }

  /// Requests in flight at each kill that then were never answered.
  private static func rounds(_ rounds: Int, on stage: Stage, seed: UInt64) async throws -> [Int] {
    var generator = SeededGenerator(seed: seed &+ 1)
    var kills: [Int] = []
    for round in 0..<rounds {
      if round % 3 == 2 {
        // Killed while it starts, so that even the recovery from the last death is cut off.
        let starting = try GatewayProcess(in: stage.place, port: stage.port)
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...300, using: &generator)))
        await starting.kill9()
      }
      let gateway = try await GatewayProcess.start(in: stage.place, port: stage.port)
      let customers = round * customersPerRound..<(round + 1) * customersPerRound
      for customer in customers {
        stage.meta.customerWrites(text: "Hola", from: Meta.phone(customer), to: Workplace.numberID)
      }
      let unansweredBefore = stage.storm.statuses[0] ?? 0
      async let storming: Void = stage.storm.run(customers: customers)
      try await Task.sleep(for: .milliseconds(Int.random(in: 150...1500, using: &generator)))
      let inFlight = stage.storm.inFlight
      await gateway.kill9()
      await storming
      kills.append(min(inFlight, (stage.storm.statuses[0] ?? 0) - unansweredBefore))
      #expect(try await Database.texts(stage.place.database, "PRAGMA integrity_check") == ["ok"])
    }
    return kills
  }

  /// Lets the last life finish what is open, and later ones what only time can settle: the lease of what was in
  /// flight at a death (a minute), then its doubt (two).
  private static func settle(_ stage: Stage) async throws {
    let database = stage.place.database
    let last = try await GatewayProcess.start(in: stage.place, port: stage.port)
    try await stage.storm.bringRest()
    try await stage.meta.quiet(upTo: .seconds(20))
    let soon = "(strftime('%s', 'now') + \(laterStep * 2)) * 1000"
    try await Database.wait(database, until: 0, "SELECT count(*) FROM conversation WHERE wake_at <= \(soon)")
    try await Database.wait(
      database, until: 0, "SELECT count(*) FROM outbox WHERE state IN ('queued', 'parked')")
    await last.kill9()
    let clock = try await ProcessClock(in: stage.place)
    for minutes: Int64 in [5, 10, 15] {
      try clock.step(to: minutes * 60)
      let later = try await GatewayProcess.start(in: stage.place, port: stage.port, environment: clock.environment)
      let now = "(strftime('%s', 'now') + \(minutes * 60)) * 1000"
      try await Database.wait(
        database, until: 0,
        "SELECT count(*) FROM outbox WHERE due_at <= \(now) OR state IN ('queued', 'parked', 'in_flight')")
      await later.kill9()
      if try await Database.count(database, "SELECT count(*) FROM outbox WHERE due_at IS NOT NULL") == 0 { return }
    }
    Issue.record("after three lives something is still not settled")
  }

  /// I01 and I02: every body that was answered 200 lies in the file as it came, and nothing else does.
  private func durable(_ stage: Stage, _ record: Record) {
    let taken = stage.storm.taken.map(\.body) + stage.meta.attempts().filter { $0.status == 200 }.map(\.body)
    // Counts only: a failure that prints thousands of bodies takes longer than the test.
    let lost = Set(taken).subtracting(record.bodies).count
    #expect(lost == 0, "bodies that were answered 200 are not in the file as they came")
    let unread = Set(stage.storm.taken.flatMap(\.wamids)).subtracting(record.wamids).count
    #expect(unread == 0)
    let sent = Set(taken + stage.storm.unanswered.map(\.body) + stage.meta.attempts().map(\.body))
    let ghosts = record.bodies.subtracting(sent).count
    #expect(ghosts == 0, "the file holds what nobody sent")
  }

  /// I06: of each clock instance each step once, stamped with the instance's own time. A message that came in late
  /// and was written earlier may have put another instance in the first one's place.
  private func stepsOnce(_ record: Record) {
    struct Decided: Hashable {
      var conversation: Int
      var name: String
      var at: Int64
    }
    let decided = record.steps.map { Decided(conversation: $0.conversation, name: $0.name, at: $0.at) }
    #expect(Set(decided).count == decided.count, "a step was decided twice")
    func wanted(_ clock: Record.Clock) -> [Decided] {
      [("first_response due", Self.target), ("first_response +\(Self.laterStep)s", Self.target + Self.laterStep)].map {
        Decided(conversation: clock.conversation, name: $0.0, at: clock.startedAt + $0.1 * 1000)
      }
    }
    #expect(Set(decided).subtracting(record.clocks.flatMap(wanted)).isEmpty, "a step has another time than its own")
    let living = record.clocks.filter { !$0.isExcluded }
    #expect(Set(living.flatMap(wanted)).subtracting(decided).isEmpty, "a step was never decided")
    #expect(Set(living.map(\.conversation)) == Set(record.conversations.keys))
    #expect(living.count == record.conversations.count)
  }

  /// I10: acknowledgements at most once, alerts at least once, and each extra copy says of which doubt it is one.
  private func deliveredAsPromised(_ stage: Stage, _ record: Record) {
    let copies = Dictionary(grouping: stage.meta.accepted(), by: \.callbackData).mapValues(\.count)
    #expect(copies.keys.allSatisfy { $0.map { record.entries[$0] != nil } ?? false }, "Meta got what no entry owes")
    #expect(copies.values.allSatisfy { $0 == 1 }, "one entry was accepted twice")
    let customers = Set((0..<record.conversations.count).map { "+" + Meta.phone($0) })
    let perCustomer = Dictionary(
      grouping: stage.meta.accepted().filter { customers.contains($0.input) }, by: \.input)
    #expect(perCustomer.values.allSatisfy { $0.count == 1 }, "somebody was acknowledged twice")
    #expect(perCustomer.count > customers.count / 2, "hardly anybody was acknowledged")
    var told: Set<Int> = []
    for (id, entry) in record.entries where entry.kind == "alert" && !entry.isLoop {
      if let earlier = entry.repeatOf {
        #expect(record.doubted.contains(earlier), "a copy without a doubt that explains it")
        #expect(record.entries[earlier]?.conversation == entry.conversation)
      }
      let isRepeated = record.entries.values.contains { $0.repeatOf == id }
      if copies[id] == 1 { told.insert(entry.conversation) }
      #expect(isRepeated || copies[id] == 1 || entry.isOverridden, "an alert never arrived: \(entry)")
    }
    #expect(told == Set(record.conversations.keys), "a step told nobody")
  }
}
