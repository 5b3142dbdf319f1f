package import BusinessTime
import Synchronization

/// What came of the last reload: whoever has edited a file and looks away must not believe that it is in force.
package final class ReloadWatch: Sendable {
  package struct Last: Sendable, Equatable {
    /// The files as they are now are in force; false: something else is, that was read before.
    package var isInForce: Bool
    /// When what is in force was read.
    package var readAt: Timestamp
  }

  private let state: Mutex<Last>

  /// What the gateway starts with was read then.
  package init(startedAt: Timestamp) { state = Mutex(Last(isInForce: true, readAt: startedAt)) }

  package var last: Last { state.withLock { $0 } }

  /// What was never tried says nothing.
  package func note(_ outcome: ReloadOutcome, at now: Timestamp) {
    switch outcome {
    case .adopted: state.withLock { $0 = Last(isInForce: true, readAt: now) }
    case .refused, .notStored: state.withLock { $0.isInForce = false }
    case .busy, .fixed: break
    }
  }
}
