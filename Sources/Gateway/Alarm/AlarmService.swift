import BusinessTime
import Helpdesk
import Logging
import ServiceLifecycle
import Synchronization

/// Wakes whatever has an alarm that is due (architecture: one alarm). It holds no timers: the truth is the
/// store's `wake_at`, and a restart loses nothing.
///
/// A wake that throws is put off and never holds up others; so is one that is still due after it was handled.
package final class AlarmService: Service {
  /// One group commit's worth: a Monday morning's thousands go through in bites, and others in between.
  static let mostInBite = 64
  /// Looked again at least so often, whatever the store said: a second gateway or a restore may have changed it.
  static let mostSleepSeconds: Int64 = 60
  /// After the store failed.
  static let pauseSeconds: Int64 = 1

  private struct State {
    var putOffs = PutOffs<Entity>()
    /// What the last bite handled, with the alarm it had: the same again means that handling did not move it.
    var handled: [Entity: Timestamp] = [:]
  }

  private let store: any Store
  private let committer: Committer
  private let crashes: CrashGuard
  private let clock: any WallClock
  private let nudge: Signal
  private let metrics: GatewayMetrics
  private let logger = Logger(label: "acuse.alarm")
  private let state = Mutex(State())

  /// `nudge` is raised after each commit that may have set an earlier alarm.
  package init(
    store: any Store, committer: Committer, crashes: CrashGuard, clock: any WallClock, nudge: Signal = Signal(),
    metrics: GatewayMetrics = GatewayMetrics()
  ) {
    self.store = store
    self.committer = committer
    self.crashes = crashes
    self.clock = clock
    self.nudge = nudge
    self.metrics = metrics
  }

  /// Wakes that failed and wait to be tried again.
  package var putOffCount: Int { state.withLock { $0.putOffs.count } }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let next: Timestamp
        do {
          if try await self.step() > 0 { continue }
          next = try await self.nextLook()
        } catch {
          next = self.clock.now().adding(seconds: Self.pauseSeconds)
        }
        await self.nudge.wait(until: next, on: self.clock)
      }
    }
  }

  /// Wakes one bite of what is due now; how many were handled.
  package func step() async throws -> Int {
    let due = try await takeDue()
    if due.isEmpty { return 0 }
    let results = await withTaskGroup(of: (DueWake, Bool, (any Error)?).self) { group in
      for wake in due { group.addTask { await self.wake(wake) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let now = clock.now()
    state.withLock { state in
      for case (let wake, true, nil) in results { state.handled[wake.entity] = wake.at }
    }
    for case (let wake, false, nil) in results { putOff(wake.entity, now, why: "refused") }
    var unavailable: (any Error)?
    for case (let wake, _, let error?) in results {
      // What the store or the queue could not take is not this wake's fault.
      if error is StoreError || error is CommitError {
        unavailable = error
      } else {
        putOff(wake.entity, now, why: "threw")
      }
    }
    if let unavailable { throw unavailable }
    let handled = results.filter { $0.1 && $0.2 == nil }
    for (wake, _, _) in handled { metrics.woke(lateMilliseconds: now - wake.at) }
    return handled.count
  }

  /// What is due and neither put off nor standing still.
  private func takeDue() async throws -> [DueWake] {
    let now = clock.now()
    let most = Self.mostInBite + state.withLock { $0.putOffs.count }
    let found = try await store.read { try $0.dueWakes(at: now, most: most) }
    var stuck: Set<Entity> = []
    let due = state.withLock { state in
      var due: [DueWake] = []
      for wake in found where !state.putOffs.isPutOff(wake.entity, at: now) && due.count < Self.mostInBite {
        if state.handled[wake.entity] == wake.at { stuck.insert(wake.entity) } else { due.append(wake) }
      }
      return due
    }
    state.withLock { state in
      for entity in state.handled.keys where !stuck.contains(entity) { state.putOffs.clear(entity) }
      state.handled = [:]
    }
    for entity in stuck { putOff(entity, now, why: "still due") }
    return due
  }

  /// The wake, whether it was handled, and what it threw.
  private func wake(_ wake: DueWake) async -> (DueWake, Bool, (any Error)?) {
    do {
      let isHandled = try await crashes.handle(CrashKey(entity: wake.entity.key)) { alone in
        _ = try await committer.submit(.wake(wake.entity), alone: alone)
        return true
      } refused: {
        (false, false)
      }
      return (wake, isHandled, nil)
    } catch {
      return (wake, false, error)
    }
  }

  private func putOff(_ entity: Entity, _ now: Timestamp, why: String) {
    let failures = state.withLock { state in
      state.putOffs.putOff(entity, at: now)
      return state.putOffs.failures(entity)
    }
    metrics.putOff(.wake)
    logger.error(
      "a wake was put off", metadata: ["entity": "\(entity.key)", "why": "\(why)", "failures": "\(failures)"])
  }

  private func nextLook() async throws -> Timestamp {
    let now = clock.now()
    let latest = now.adding(seconds: Self.mostSleepSeconds)
    let earliest = try await store.read { try $0.earliestWake() } ?? latest
    if earliest > now { return min(earliest, latest) }
    // Due since the last look, unless it is put off; then the earliest alarm says nothing of the others, and they are
    // looked for every second.
    let most = state.withLock { $0.putOffs.count } + 1
    let due = try await store.read { try $0.dueWakes(at: now, most: most) }
    let isFree = state.withLock { state in due.contains { !state.putOffs.isPutOff($0.entity, at: now) } }
    return isFree ? now : now.adding(seconds: Self.pauseSeconds)
  }
}
