package import BusinessTime
package import Helpdesk
import Logging
import ServiceLifecycle
import Synchronization

/// Sends what the outbox owes: claim, send, settle, up to 64 at once (architecture: one send).
///
/// Never two in flight for one recipient, never above a budget, and nothing that fails or waits holds up what does
/// not depend on it. Everything is read from the store; a restart loses nothing but memory of debts, which is rebuilt.
package final class Sender: Service {
  /// Enough for 300 messages a second at 200 ms each, and what one libcurl thread carries with ease.
  package static let mostFlights = 64
  /// Entries read at once: four times what can fly.
  static let window = 256
  /// How often it reads further, past recipients that have to wait.
  static let mostReads = 16
  /// Shortest time between two looks while a backlog is in hand.
  static let lookMilliseconds: Int64 = 50
  /// Looks again at least so often, whatever the store said.
  static let mostSleepSeconds: Int64 = 60
  /// After the store failed.
  static let pauseSeconds: Int64 = 1
  /// Entries that are read once at the start, to know which retries hold back others.
  static let mostWaiting = 10_000
  /// Sends of the last minutes that are read at the start: 80 a second for five minutes and some.
  static let mostRemembered = 50_000

  let store: any Store
  let committer: Committer
  let crashes: CrashGuard
  let clock: any WallClock
  let sendStep: SendStep
  let access: @Sendable (NumberID) -> GraphAccess?
  let nudge: Signal
  let feed: LiveFeed?
  let metrics: GatewayMetrics
  let logger = Logger(label: "acuse.send")
  let state: Mutex<SenderState>
  /// Milliseconds of a clock that nobody sets; nil when jumps are not watched (scaled and virtual clocks).
  let boot: (@Sendable () -> Int64)?
  private let backlog = Mutex(SendBacklog())

  /// `access` is asked for each send, because tokens are rotated while the gateway runs: nil if there is no token for
  /// the number. `throughput` gives its messages a second.
  package init(
    store: any Store, committer: Committer, crashes: CrashGuard, clock: any WallClock, transport: any HTTPTransport,
    limits: SendLimits = SendLimits(), access: @escaping @Sendable (NumberID) -> GraphAccess?,
    throughput: @escaping @Sendable (NumberID) -> Int, boot: (@Sendable () -> Int64)? = BootClock.milliseconds,
    nudge: Signal = Signal(), feed: LiveFeed? = nil, metrics: GatewayMetrics = GatewayMetrics()
  ) {
    self.store = store
    self.committer = committer
    self.crashes = crashes
    self.clock = clock
    self.sendStep = SendStep(transport: transport, limits: limits)
    self.access = access
    self.boot = boot
    self.nudge = nudge
    self.feed = feed
    self.metrics = metrics
    state = Mutex(SenderState(budgets: SendBudgets(throughput: throughput)))
  }

  /// Sends until the gateway stops; what flies then is still settled.
  package func run() async throws {
    await withDiscardingTaskGroup { flights in
      await withGracefulShutdownHandler {
        while !Task.isCancelled, !self.state.withLock({ $0.isStopping }) {
          var next: Timestamp
          do {
            next = try await self.look(fresh: false) { job in flights.addTask { await job() } }
          } catch {
            next = self.clock.now().adding(seconds: Self.pauseSeconds)
          }
          await self.nudge.wait(until: next, on: self.clock)
        }
      } onGracefulShutdown: {
        self.state.withLock { $0.isStopping = true }
        self.nudge.raise()
      }
    }
  }

  /// The rules were exchanged: numbers may send at another pace, or may send at all now.
  package func rulesChanged() {
    state.withLock { $0.budgets.adjust(at: clock.now()) }
    nudge.raise()
  }

  /// Looks once and hands each job to `start`, to be carried out beside the others; when to look again. For
  /// `run`, and for the simulator, which decides itself what runs when.
  package func look(
    fresh: Bool = true, start: (_ job: @escaping @Sendable () async -> Void) -> Void
  ) async throws -> Timestamp {
    let plan = try await plan(fresh: fresh)
    for job in plan.jobs { start { await self.carryOut(job) } }
    return plan.next
  }

  /// Looks once, carries out what may be done now, and waits for it; how many jobs that were.
  package func step() async throws -> Int {
    let plan = try await plan(fresh: true)
    await withDiscardingTaskGroup { flights in
      for job in plan.jobs { flights.addTask { await self.carryOut(job) } }
    }
    return plan.jobs.count
  }

  /// What may be started now. Unless `fresh`, a backlog that was read a moment ago is used up first.
  func plan(fresh: Bool) async throws -> SendPlan {
    try await prepare()
    let now = clock.now()
    if let boot { state.withLock { $0.watch.observe(wall: now, boot: boot()) } }
    let latest = now.adding(seconds: Self.mostSleepSeconds)
    if !fresh, let due = backlog.withLock({ $0.entries(at: now) }) {
      let plan = decide(due, at: now, latest: latest)
      backlog.withLock { $0.remove(plan.jobs) }
      if !plan.jobs.isEmpty { return plan }
      var waiting = plan
      waiting.look(at: now.adding(milliseconds: Self.lookMilliseconds))
      return waiting
    }
    return try await readAndDecide(at: now, latest: latest)
  }

  /// Reads further while all that was read waits for its recipients, so that a stuck head starves nobody.
  private func readAndDecide(at now: Timestamp, latest: Timestamp) async throws -> SendPlan {
    var plan = SendPlan(next: latest)
    for _ in 0..<Self.mostReads {
      let skipped = plan.blocked
      let due = try await store.read { try $0.dueSends(at: now, most: Self.window, skipping: skipped) }
      var found = decide(due, at: now, latest: plan.next)
      backlog.withLock { $0.keep(due, at: now, without: found.jobs) }
      // Due and not startable: waits for a flight's end, which nudges, or for a time that is in the plan.
      if !due.isEmpty { found.look(at: now.adding(seconds: Self.pauseSeconds)) }
      if mayPassPaced(at: now) { found.blocked.formUnion(found.paced) }
      let isMore = due.count == Self.window && found.jobs.isEmpty && !found.blocked.isSubset(of: skipped)
      found.blocked.formUnion(skipped)
      plan = found
      if !isMore { break }
    }
    if let earliest = try await store.read({ try $0.earliestSend() }), earliest > now { plan.look(at: earliest) }
    return plan
  }

  /// A number that sends all it may has a new token every few milliseconds; looking past its backlog for the other
  /// numbers' entries once a second is enough, and all that it may cost.
  private func mayPassPaced(at now: Timestamp) -> Bool {
    backlog.withLock { $0.mayPassPaced(at: now) }
  }

  private func decide(_ due: [OutboxEntry], at now: Timestamp, latest: Timestamp) -> SendPlan {
    withState { state in
      state.plan(due, free: Self.mostFlights - state.flights.count, at: now, latest: latest) { access($0) != nil }
    }
  }

  /// For all that goes by recipient: who turned out to be another since the last time is heeded first.
  func withState<Result>(_ body: (inout SenderState) -> Result) -> Result {
    state.withLock { state in
      let moves = committer.moves.take()
      if !moves.isEmpty { state.heed(moves, at: clock.now()) }
      return body(&state)
    }
  }

  /// Once: rate debts and held-back retries, from the outbox.
  private func prepare() async throws {
    if state.withLock({ $0.isPrepared }) { return }
    let now = clock.now()
    let since = now.adding(seconds: -SendBudgets.memorySeconds)
    let sends = try await store.read { try $0.recentSends(since: since, most: Self.mostRemembered) }
    let horizon = now.adding(seconds: 86_400)
    let waiting = try await store.read { try $0.dueSends(at: horizon, most: Self.mostWaiting) }
    withState { state in
      for send in sends {
        let latest = send.acceptedAt ?? sendStep.limits.latestArrival(sentAt: send.at)
        state.remember(send, latest: min(now, latest))
      }
      for entry in waiting { state.note(entry) }
      state.isPrepared = true
    }
  }
}
