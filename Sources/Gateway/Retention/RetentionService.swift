import BusinessTime
import Logging
import ServiceLifecycle
import Synchronization

/// Erases what is past its time, and finishes what was left half forgotten, once an hour, in small batches through the
/// committer, with pauses between them.
///
/// A batch has a transaction to itself and looks at `mostInBatch` rows at most, so that no webhook waits for more than
/// a few milliseconds. Where it stands is not kept: after a restart it begins anew and finds what is left.
package final class RetentionService: Service {
  /// Rows that one transaction looks at: a few milliseconds with its sync, no longer than some webhooks.
  package static let mostInBatch = 200
  /// From the end of one round to the beginning of the next: terms are days.
  static let roundSeconds: Int64 = 3600

  private struct Walk {
    /// What is still to be walked over; the first is in hand.
    var left = Perishable.allCases[...]
    var place: PurgePlace?
    var erased: [Perishable: Int] = [:]
  }

  private let committer: Committer
  private let clock: any WallClock
  private let pace: WriterPace
  private let terms: @Sendable () -> RetentionTerms
  private let forgetter: Forgetter
  private let walk = Mutex(Walk())
  private let logger = Logger(label: "acuse.retention")

  /// `terms` are asked for each batch: the rules may be exchanged.
  package init(
    committer: Committer, clock: any WallClock, terms: @escaping @Sendable () -> RetentionTerms, forgetter: Forgetter
  ) {
    self.committer = committer
    self.clock = clock
    pace = WriterPace(committer: committer, clock: clock)
    self.terms = terms
    self.forgetter = forgetter
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.round()
        try? await self.clock.sleep(until: self.clock.now().adding(seconds: Self.roundSeconds))
      }
    }
  }

  /// One batch; how many rows it erased, nil when the round is over. The next call begins another round. Throws what
  /// the committer throws.
  package func step() async throws -> Int? {
    while let what = walk.withLock({ $0.left.first }) {
      guard let cutoff = terms().cutoff(of: what, at: clock.now()) else {
        walk.withLock { $0.left = $0.left.dropFirst() }
        continue
      }
      let place = walk.withLock { $0.place }
      let step = try await committer.perform(PurgeBatch(what: what, before: cutoff, after: place), alone: true)
      walk.withLock { walk in
        walk.erased[what, default: 0] += step.erased
        walk.place = step.next
        if step.next == nil { walk.left = walk.left.dropFirst() }
      }
      return step.erased
    }
    tell(
      walk.withLock { walk in
        defer { walk = Walk() }
        return walk.erased
      })
    return nil
  }

  /// All that is past its time, and what is half forgotten.
  func round() async {
    do {
      await pace.quiet()
      while try await step() != nil {
        try await pace.pause()
        await pace.quiet()
      }
      while try await forgetter.workOnAbandoned() { try await pace.pause() }
    } catch is CancellationError {
      return
    } catch {
      // The store's or the queue's trouble is told elsewhere; what is left goes in the next round.
      walk.withLock { $0 = Walk() }
    }
  }

  private func tell(_ erased: [Perishable: Int]) {
    let counts = erased.filter { $0.value > 0 }
    guard !counts.isEmpty else { return }
    logger.info(
      "erased what was past its time",
      metadata: Logger.Metadata(uniqueKeysWithValues: counts.map { ($0.key.rawValue, "\($0.value)") }))
  }
}

/// One batch of one kind.
struct PurgeBatch: TableWork {
  var what: Perishable
  var before: Timestamp
  var after: PurgePlace?

  func run(_ tables: inout some TransactionTables, _ turn: inout GroupTurn) throws -> PurgeStep {
    try tables.purge(what, before: before, after: after, most: RetentionService.mostInBatch)
  }
}
