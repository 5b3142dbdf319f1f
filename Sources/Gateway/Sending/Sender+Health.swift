package import Helpdesk
import Synchronization

extension Sender {
  /// Entries whose claim or settlement failed and is tried again.
  package var putOffCount: Int { state.withLock { $0.putOffs.count } }

  /// Numbers that have something to send and no token.
  package var numbersWithoutToken: [NumberID] { state.withLock { $0.numbersWithoutToken.sorted() } }

  /// Numbers that Meta slowed down.
  package var slowedNumbers: [NumberID] { state.withLock { $0.budgets.slowed } }

  /// A jump of the clock holds notices.
  package var isHoldingNotices: Bool { state.withLock { $0.watch.isHolding } }

  /// Attempts in flight.
  package var inFlight: Int { state.withLock { $0.flights.count } }
}
