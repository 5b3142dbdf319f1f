package import BusinessTime
package import Helpdesk
import Logging
import ServiceLifecycle
import Synchronization

/// The one door to the store: what waits goes into one transaction, and nobody is answered before it is
/// committed (architecture: group commit).
///
/// Each work has a savepoint of its own, so that one that fails costs its neighbours nothing. What the store
/// cannot commit fails the whole group, with `StoreError`.
package final class Committer: Service {
  private typealias Group = [any Submission]

  /// What the sender has to know of each commit.
  let moves = ContactMoves()
  private let queue = CommitQueue()
  private let runGroup: @Sendable ([any Submission]) async throws -> GroupTurn
  private let after: @Sendable (GroupTurn) -> Void
  private let clock: any WallClock
  private let metrics: GatewayMetrics
  private let last = Mutex(LastCommit())
  private let logger = Logger(label: "acuse.commit")

  /// `context` is asked once a group; `seed` gives 128 bits from the system's generator in production.
  /// `after` hears of each commit once its callers were answered: feed and nudges hang there.
  package init<S: Store>(
    store: S, clock: any WallClock, context: @escaping @Sendable () -> DeskContext,
    seed: @escaping @Sendable () -> Seed = Seed.random, metrics: GatewayMetrics = GatewayMetrics(),
    after: @escaping @Sendable (GroupTurn) -> Void = { _ in }
  ) {
    self.clock = clock
    self.metrics = metrics
    self.after = after
    runGroup = { group in
      let context = context()
      return try await store.transaction { tables in
        var turn = GroupTurn(now: clock.now(), context: context, makeSeed: seed)
        for submission in group { try submission.run(&tables, &turn) }
        return turn
      }
    }
  }

  /// Commits group after group until the gateway stops, and then what still waits.
  package func run() async throws {
    await withTaskCancellationHandler {
      await withGracefulShutdownHandler {
        while let group = await queue.next() { await commit(group) }
      } onGracefulShutdown: {
        self.queue.close()
      }
    } onCancel: {
      queue.close()
    }
  }

  /// Commits one group of what waits now; how many works it held. For tests and the simulator.
  @discardableResult
  package func step() async -> Int {
    let group = queue.takeWaiting()
    if !group.isEmpty { await commit(group) }
    return group.count
  }

  /// Takes nothing more in; `run` ends once what waits is committed.
  package func stop() { queue.close() }

  /// Waits for a transaction and returns what the work returned in it, after the commit. `alone`: in a
  /// transaction of its own.
  package func perform<Work: TableWork>(_ work: Work, alone: Bool = false) async throws -> Work.Result {
    try await withCheckedThrowingContinuation { continuation in
      let submission = Pending(work, alone: alone, continuation)
      if let refusal = queue.add(submission) { submission.fail(refusal) }
    }
  }

  /// How many wait now.
  package var waiting: Int { queue.count }

  /// When the last transaction was committed, and whether one failed since.
  package var lastCommit: LastCommit { last.withLock { $0 } }

  private func commit(_ group: Group) async {
    let began = ContinuousClock.now
    do {
      let turn = try await runGroup(group)
      last.withLock { $0 = LastCommit(succeededAt: turn.now) }
      moves.add(turn.moves)
      for submission in group { submission.conclude() }
      metrics.committed(group.count, took: .now - began)
      metrics.decided(turn.verdicts)
      after(turn)
    } catch let error as StoreError {
      failed(group, error)
    } catch {
      await separate(group, error)
    }
  }

  /// An error that no savepoint held and that is not the store's: each work gets a transaction of its own, so
  /// that only the one that causes it fails.
  private func separate(_ group: Group, _ error: any Error) async {
    guard group.count > 1 else { return failed(group, error) }
    for submission in group { await commit([submission]) }
  }

  private func failed(_ group: Group, _ error: any Error) {
    let now = clock.now()
    let isFirst = last.withLock { last in
      defer { last.failedAt = now }
      return last.failedAt == nil
    }
    metrics.commitFailed(group.count)
    if isFirst { logger.error("a transaction failed; its callers come again", metadata: ["works": "\(group.count)"]) }
    for submission in group { submission.fail(error) }
  }
}

/// What readiness is judged by.
package struct LastCommit: Sendable, Equatable {
  package var succeededAt: Timestamp?
  /// Nil unless the last transaction failed.
  package var failedAt: Timestamp?

  package init(succeededAt: Timestamp? = nil, failedAt: Timestamp? = nil) {
    self.succeededAt = succeededAt
    self.failedAt = failedAt
  }
}

extension Seed {
  /// 128 bits from the system's generator.
  @Sendable package static func random() -> Seed {
    var generator = SystemRandomNumberGenerator()
    return Seed(high: generator.next(), low: generator.next())
  }
}
