package import BusinessTime
import Foundation

/// The time by which the stand-in lives: the real one, or a scaled or stepped one.
package struct SandboxClock: Sendable {
  package var now: @Sendable () -> Timestamp
  /// Returns at that moment or later; throws when its task is cancelled.
  package var sleep: @Sendable (_ until: Timestamp) async throws -> Void

  package init(
    now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (_ until: Timestamp) async throws -> Void
  ) {
    self.now = now
    self.sleep = sleep
  }

  /// The machine's own clock.
  package static let system = SandboxClock(
    now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
    sleep: { until in
      let pause = until - Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
      if pause > 0 { try await Task.sleep(for: .milliseconds(pause)) }
    })
}
