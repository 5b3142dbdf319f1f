import BusinessTime
import Gateway
import Helpdesk
import Logging
import Sandbox
import Synchronization

/// A whole gateway with Meta and its customers in one thread, in which everything fails on purpose.
///
/// The seed decides all. Nothing here is the gateway's own: the steps, the desk and the codecs are those of
/// production; clock, store and wire are the world's. After every action the invariants are asked.
///
/// Unchecked, because it is used by one thread only: all tasks of a world run in its `Loom`, which runs on the
/// thread that calls it.
package final class World<Under: Disk>: @unchecked Sendable {
  /// Seconds after which a call to Meta ends by itself.
  static var timeoutSeconds: Double { 20 }

  /// What goes wrong in this world besides the ordinary; drawn from the seed.
  struct Climate: Sendable {
    /// The machine's clock jumps and stands still: budgets and windows by its time then mean little.
    var clockJumps: Bool
    var crashes: Bool
    /// A program sends more than may go out at once. Rare, because each burst takes minutes to go out.
    var bursts: Bool
    /// Customers change their numbers. Not everywhere, because of what becomes one case of two less is known.
    var moves: Bool
  }

  let loom: Loom
  let clock: VirtualClock
  let seeds: SeedSource
  let climate: Climate
  /// Nothing happens but what is told.
  let isStory: Bool
  var choices: Choices
  var meta: MetaRules
  var life: Life<Under>
  var ledger = Ledger()
  var mail = Mail()
  package var tally = Tally()
  package var trace: Trace
  package private(set) var violations: [Violation] = []
  /// What was done, to be done again in short.
  package private(set) var actions: [Action] = []
  /// Faults that wait for the next send.
  var planted: [Action.Kind] = []

  /// Meta's time, which is right.
  var now: Timestamp
  let start: Timestamp
  /// Milliseconds by which the machine's clock is ahead.
  var skew: Int64 = 0
  /// The machine's clock stands still at this until `frozenUntil`.
  var frozen: Timestamp?
  var frozenUntil: Timestamp?
  /// 1 or 2: the rules file as it stands.
  var rulesVersion = 1
  /// Answers of Meta's that are held back, by call.
  var heldAnswers: [(number: Int, exchange: HTTPExchange, id: String)] = []
  /// Requests under way to the intake, and what came of them.
  let answers = Answers()
  var isLooking = false
  var isWaking = false
  var isReviewing = false
  var isMailing = false
  var isQuiet = false
  /// The number of the last call that was seen on the wire of this life.
  var seenCalls = 0
  /// For what is drawn besides actions, so that a shortened trace draws the same.
  var fate: Choices
  var asked = 0
  /// The phones of `MetaSide.customers` by now, in their order, and those that are nobody's.
  var customers = MetaSide.customers
  var spares = MetaSide.spares
  /// Those that Meta took out of use.
  var templatesOut: Set<TemplateName> = []
  /// Those that somebody edited, so that they want more than our texts give.
  var templatesEdited: Set<TemplateName> = []
  /// The second of Meta's last word on each.
  var templateTimes: [TemplateTopic: Int64] = [:]

  /// Whether a life, by its number, dies at a call, by its own; nil: only by chance.
  private let diesAt: (@Sendable (_ life: Int, _ call: Int) -> Bool)?
  /// How many calls each life made that has ended, and where it died.
  var callCounts: [Int] = []
  var deaths: [String] = []

  /// `isStory`: nothing happens by chance, and the machine's clock is right.
  package init(
    seed: UInt64, disk: Under, keepsLines: Bool = false, isStory: Bool = false,
    diesAt: (@Sendable (_ life: Int, _ call: Int) -> Bool)? = nil
  ) {
    self.diesAt = diesAt
    var choices = Choices(seed: seed)
    loom = Loom(seed: choices.bits())
    seeds = SeedSource(seed: choices.bits())
    let climate = Climate(
      clockJumps: choices.oneIn(3), crashes: !choices.oneIn(4), bursts: choices.oneIn(64),
      moves: choices.oneIn(3))
    self.isStory = isStory
    self.climate = isStory ? Climate(clockJumps: false, crashes: false, bursts: false, moves: false) : climate
    start = isStory ? Timestamp(seconds: 1_795_449_600) : Self.start(&choices)
    now = start
    clock = VirtualClock(at: start)
    meta = MetaSide.rules(seed: choices.bits())
    trace = Trace(keepsLines: keepsLines)
    fate = Choices(seed: choices.bits())
    ledger.clockJumps = self.climate.clockJumps
    // A replay is a sixth of a world's work; every second one is replayed.
    ledger.isReplayed = isStory || seed.isMultiple(of: 2)
    life = Life(disk: disk, tables: MemoryTables(), clock: clock, rules: 1, seeds: seeds)
    self.choices = choices
    knowEverybody()
    foretellDeath()
    begin()
  }

  /// Ordinary weeks, and those in which Santiago's clocks change.
  private static func start(_ choices: inout Choices) -> Timestamp {
    let monday = Timestamp(seconds: 1_795_449_600)  // 2026-11-23 16:00 UTC
    let beforeAutumn = Timestamp(seconds: 1_775_233_200)  // 2026-04-03 16:20 UTC, a Friday
    let beforeSpring = Timestamp(seconds: 1_788_534_000)  // 2026-09-04 15:00 UTC, a Friday
    let start = choices.weighted([(monday, 6), (beforeAutumn, 1), (beforeSpring, 1)])
    return start.adding(seconds: choices.between(0, 6 * 3600))
  }

  /// Draws and does so many actions.
  package func run(events: Int) {
    let kinds = climate.kinds
    for _ in 0..<events {
      guard violations.isEmpty else { return }
      perform(Action(choices.weighted(kinds), seed: choices.bits()))
    }
  }

  /// Does these and no others.
  package func run(_ actions: [Action]) {
    for action in actions where violations.isEmpty { perform(action) }
  }

  /// Does one action, lets all that follows from it run, and asks the invariants.
  package func perform(_ action: Action) {
    tally.events += 1
    actions.append(action)
    var draw = Choices(seed: action.seed)
    if trace.keepsLines { trace.add("\(tally.events). \(action.kind.rawValue) at \(now.milliseconds)") }
    if carryOut(action.kind, &draw) { tally.did(action.kind) }
    settleDown()
  }

  /// Lets every task run as far as it can, then looks at what was committed and answered.
  func settleDown() {
    loom.run()
    if life.probe.isDead { restart(downtime: 0) }
    review()
  }

  func violate(_ invariant: String, _ what: String) {
    guard violations.isEmpty else { return }
    violations.append(Violation(invariant: invariant, what: what))
    trace.add("VIOLATION \(invariant): \(what)")
  }

  /// The life that begins will die where it is told to.
  func foretellDeath() {
    guard let diesAt else { return }
    let number = callCounts.count
    life.probe.foretell { call in diesAt(number, call) }
  }

  func begin() {
    let life = life
    let source = rulesVersion == 1 ? "v1" : "v2"
    loom.begin {
      _ = try? await life.adoption.start(source: source)
    }
    loom.run()
  }

  /// Sets the machine's clock by Meta's time and what is wrong with it.
  func showTime() {
    if let until = frozenUntil, now >= until {
      frozen = nil
      frozenUntil = nil
    }
    clock.show(frozen ?? now.adding(milliseconds: skew), boot: now - start)
  }
}

extension World.Climate {
  var kinds: [(Action.Kind, Int)] {
    Action.Kind.allCases.compactMap { kind in
      switch kind {
      case .clockStep, .clockFreeze: clockJumps ? (kind, kind.weight * 3) : nil
      case .crashNow, .crashSoon, .crashBeforeCommit, .crashAfterCommit, .crashAfterClaim, .crashAfterAcceptance:
        crashes ? (kind, kind.weight) : nil
      case .automationBursts: bursts ? (kind, kind.weight) : nil
      case .customerMoves: moves ? (kind, kind.weight) : nil
      case _: (kind, kind.weight)
      }
    }
  }
}
