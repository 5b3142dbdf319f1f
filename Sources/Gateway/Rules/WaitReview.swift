import BusinessTime
import Helpdesk
import Logging
import ServiceLifecycle
import Synchronization

/// Cases that waited for their customer before any rules said how long: they are woken once there are such rules, and
/// their wait is counted from then (semantics §2: it never lasts for ever unseen).
///
/// Runs at the start and after each reload, in bites. Where it stands is not kept: a restart begins anew, and finds
/// what is left.
package final class WaitReview: Service {
  /// One group commit's worth.
  static let mostInBite = 64
  /// After the store or the queue failed.
  static let pauseSeconds: Int64 = 1
  /// Nothing is missed between two reloads; a restored database is looked at within the day.
  static let roundSeconds: Int64 = 24 * 3600

  private let store: any Store
  private let committer: Committer
  private let crashes: CrashGuard
  private let clock: any WallClock
  private let isCounted: @Sendable () -> Bool
  private let nudge: Signal
  private let logger = Logger(label: "acuse.waits")
  /// How far the round has come; nil: at its beginning.
  private let place = Mutex<ConversationPlace?>(nil)
  private let hasTold = Atomic(false)

  /// `isCounted`: whether the rules in force say how long a customer is waited for. `nudge` is raised after a reload.
  package init(
    store: any Store, committer: Committer, crashes: CrashGuard, clock: any WallClock,
    isCounted: @escaping @Sendable () -> Bool, nudge: Signal = Signal()
  ) {
    self.store = store
    self.committer = committer
    self.crashes = crashes
    self.clock = clock
    self.isCounted = isCounted
    self.nudge = nudge
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        var seconds = Self.roundSeconds
        do {
          while !Task.isCancelled, try await self.step() {}
        } catch {
          self.tell(error)
          seconds = Self.pauseSeconds
        }
        await self.nudge.wait(until: self.clock.now().adding(seconds: seconds), on: self.clock)
      }
    }
  }

  /// Wakes one bite of those that wait uncounted; false once the round is over. Throws what the store and the queue
  /// throw, and then the next call begins at the same place.
  package func step() async throws -> Bool {
    guard isCounted() else {
      place.withLock { $0 = nil }
      return false
    }
    var query = ConversationQuery(now: clock.now())
    query.states = [.waitingCustomer]
    query.sort = .newest
    query.most = Self.mostInBite
    query.after = place.withLock { $0 }
    let bite = query
    let found = try await store.read { try $0.list(bite) }.map(\.conversation)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for conversation in found where conversation.silence == nil {
        group.addTask { try await self.wake(conversation.ref) }
      }
      try await group.waitForAll()
    }
    place.withLock { $0 = found.last.map { ConversationPlace(of: $0, in: .newest) } }
    return !found.isEmpty
  }

  /// Once for each life: what the store cannot give is tried again every second.
  private func tell(_ error: any Error) {
    guard !(error is CancellationError), !(error is CommitError), hasTold.exchange(true, ordering: .relaxed) == false
    else { return }
    logger.error("waits could not be looked at, and will be again", metadata: ["reason": "\(type(of: error))"])
  }

  /// One that cannot be woken is left to the next round, and holds up nobody.
  private func wake(_ ref: ConversationRef) async throws {
    let entity = Entity.conversation(ref)
    do {
      try await crashes.handle(CrashKey(entity: entity.key)) { alone in
        _ = try await committer.submit(.wake(entity), alone: alone)
      } refused: {
        ((), isOver: false)
      }
    } catch let error where error is StoreError || error is CommitError {
      throw error
    } catch {
      logger.error("a wait is not counted yet", metadata: ["entity": "\(entity.key)"])
    }
  }
}
