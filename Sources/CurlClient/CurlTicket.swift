import Gateway
import Synchronization

/// One call on its way through the transport, with its deadline and whether its caller has given up.
final class CurlTicket: Sendable {
  let call: HTTPCall
  /// From `send` on: time in the queue counts.
  let deadline: ContinuousClock.Instant
  private let cancelled = Atomic(false)

  init(_ call: HTTPCall, from now: ContinuousClock.Instant) {
    self.call = call
    self.deadline = now.advanced(by: .seconds(call.totalTimeoutSeconds))
  }

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() { cancelled.store(true, ordering: .releasing) }

  /// Nobody needs it started any more.
  func isOver(at now: ContinuousClock.Instant) -> Bool { isCancelled || deadline <= now }
}

/// A ticket and the caller that waits for it. `answer` is resumed exactly once.
struct CurlWaiting: Sendable {
  let ticket: CurlTicket
  let answer: CheckedContinuation<HTTPExchange, Never>
}
