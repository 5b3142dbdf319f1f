import BusinessTime
import Gateway
import Helpdesk
import Sandbox

/// The canonical story, told with a death at a call of its choice: message, acknowledgement, step before due,
/// breach, fail-over, reply, resolution, question, rating. Whenever the process dies another one takes up where the store says, and whoever
/// was not answered comes again, as Meta does.
package struct Story<Under: Disk>: Sendable {
  package struct Telling: Sendable {
    /// Calls of store and wire, in each life.
    package var calls: [Int]
    package var deaths: [String]
    package var violation: Violation?
    /// The same for the same telling.
    package var hash: UInt64
    package var lines: [String]
  }

  private let makeDisk: @Sendable () throws -> Under

  package init(disk: @escaping @Sendable () throws -> Under) { makeDisk = disk }

  /// Tells it with the first life dying at call `first` and the second at call `second`, counted from each life's
  /// beginning; nil: it lives on.
  package func tell(first: Int? = nil, second: Int? = nil, keepsLines: Bool = false) throws -> Telling {
    try tell(keepsLines: keepsLines) { life, call in life == 0 ? call == first : life == 1 && call == second }
  }

  /// The same, with each life dying at the first call of which `diesAt` says so; it is asked at every call of a living
  /// process, with the numbers of the life and of the call, both from 0.
  package func tell(
    keepsLines: Bool = false, diesAt: @escaping @Sendable (_ life: Int, _ call: Int) -> Bool
  ) throws -> Telling {
    let world = World(seed: 1042, disk: try makeDisk(), keepsLines: keepsLines, isStory: true, diesAt: diesAt)
    world.tellStory()
    world.comeToRest()
    world.askStory()
    return Telling(
      calls: world.callCounts + [world.life.probe.passed], deaths: world.deaths, violation: world.violations.first,
      hash: world.trace.hash, lines: world.trace.lines)
  }
}

extension World {
  /// Carla writes; nobody is reached by the first notice; a person answers after the breach and resolves it; Carla
  /// says how it was.
  func tellStory() {
    let lucia = "5215555501113"
    meta.change(reach: .offline, of: lucia, at: now)
    for person in ["5215555501111", "5215555501112", "5215555501114"] { open(person) }
    open(lucia)
    workAll()
    let id = meta.writes(
      Sandbox.InboundMessage(.text("TEXTOZQ no puedo pagar")), from: MetaSide.customers[0],
      to: Company.always.rawValue, at: now)
    if let id { ledger.truths[id] = .request }
    // To the end of the quiet window, half the time, five minutes before, due, the fail-over, and past it.
    for seconds: Int64 in [0, 3, 450, 150, 300, 300, 200] {
      advance(to: now.adding(seconds: seconds))
      workAll()
    }
    reply()
    advance(to: now.adding(seconds: 5))
    workAll()
    resolve()
    advance(to: now.adding(seconds: 200))
    workAll()
    rate()
    advance(to: now.adding(seconds: 5))
    workAll()
  }

  /// What must be true of the story, however often the process died.
  func askStory() {
    guard violations.isEmpty else { return }
    let tables = life.store.tables
    guard let conversation = tables.conversations.rows().first else {
      return violate("I01", "the story has no conversation")
    }
    guard let clock = conversation.clocks.first(where: { $0.clock == .firstResponse }) else {
      return violate("I13", "the story has no clock")
    }
    if clock.firstOutcome != .breached { violate("I06", "the story's clock was \(clock.firstOutcome?.name ?? "open")") }
    // A reply that a death put into doubt counts for nothing once its two minutes are over: resolved without one, then.
    let isAnswered = tables.outbox.rows { $0.kind == .reply }.contains { $0.state == .accepted }
    let outcome: ClockOutcome = isAnswered ? .breached : .excluded(reason: "resolved_without_reply")
    if clock.outcome != outcome { violate("I06", "the story's clock is \(clock.outcome?.name ?? "open")") }
    if (clock.stoppedAt != nil) != isAnswered { violate("I06", "the story's reply does not count as it went out") }
    let fired = clock.plan.filter { $0.firedAt != nil }.map(\.name)
    if fired.prefix(3) != ["50%", "-5m", "due"] { violate("I06", "the story decided \(fired)") }
    let told = Set(tables.outbox.rows { $0.kind == .alert }.map { "\($0.notice?.step ?? "") \($0.notice?.hop ?? 0)" })
    if !told.isSuperset(of: ["due 0", "due 1"]) { violate("I06", "the story told \(told.sorted())") }
    let taken = meta.accepted.filter { $0.numberID == Company.always.rawValue && $0.text.hasPrefix("ack ") }
    if taken.count > 1 { violate("I10", "the customer was acknowledged \(taken.count) times") }
    // Nobody asked for anything more within the time to reopen it.
    if conversation.state != .closed { violate("I06", "the story ends \(conversation.state.rawValue)") }
    let resolution = conversation.clocks.first { $0.clock == .resolution }
    if resolution?.outcome != .met {
      violate("I06", "the story's resolution is \(resolution?.outcome?.name ?? "open")")
    }
    let questions = meta.accepted.filter { $0.text.hasPrefix("satisfaction ") }.count
    if questions > 1 { violate("I16", "the customer was asked \(questions) times how it was") }
    let surveys = tables.surveys.rows()
    if surveys.count != 1 { violate("I16", "the story keeps \(surveys.count) surveys") }
    if questions == 1, surveys.first?.rating?.rawValue != 4 { violate("I16", "the story's rating is not kept") }
  }

  /// A member of the staff writes, which opens their window.
  private func open(_ person: String) {
    let id = meta.writes(
      Sandbox.InboundMessage(.text("hola")), from: person, to: Company.always.rawValue, at: now)
    if let id { ledger.truths[id] = .either }
  }

  /// A person answers in the console, again if the console had no answer to its request.
  private func reply() {
    for _ in 0..<4 where life.store.tables.outbox.rows(where: { $0.kind == .reply }).isEmpty {
      guard let ref = life.store.tables.conversations.rows().first?.ref else { return }
      let life = life
      loom.begin {
        _ = try? await life.committer.submit(.command(.reply(ref, text: "TEXTOZQ va", author: .person("ana"))))
      }
      settleDown()
      workAll()
    }
  }

  private func resolve() {
    for _ in 0..<4 {
      guard let conversation = life.store.tables.conversations.rows().first, !conversation.isOver else { return }
      let life = life
      loom.begin {
        _ = try? await life.committer.submit(.command(.act(conversation.ref, .resolve, author: .person("ana"))))
      }
      settleDown()
      workAll()
    }
  }

  /// Only whoever was asked.
  private func rate() {
    guard meta.accepted.contains(where: { $0.text.hasPrefix("satisfaction ") }) else { return }
    let id = meta.writes(
      Sandbox.InboundMessage(.text("4")), from: MetaSide.customers[0], to: Company.always.rawValue, at: now)
    if let id {
      ledger.truths[id] = .either
      ledger.ratings[id] = 4
    }
  }

  /// Everything that can be done now, until nothing is left.
  private func workAll() {
    var draw = Choices(seed: 7)
    var rounds = 0
    // A process that died before it did anything leaves its work to the next one.
    var lives = callCounts.count
    while doWhatCanBeDone(&draw) || callCounts.count > lives, violations.isEmpty, rounds < 100 {
      lives = callCounts.count
      rounds += 1
    }
    // Posts that were not answered come again after a pause.
    while let again = nextEvent, again - now < 2000, rounds < 200 {
      rounds += 1
      advance(to: again)
      while doWhatCanBeDone(&draw), violations.isEmpty, rounds < 200 { rounds += 1 }
    }
  }
}
