import BusinessTime
import Foundation
import SandboxHTTP
import Synchronization

/// The time by which Meta lives in a test that moves clocks: the real one and a shift.
final class MetaTime: Sendable {
  private let shift = Mutex<Int64>(0)

  /// Milliseconds ahead of the real time.
  func set(shift milliseconds: Int64) { shift.withLock { $0 = milliseconds } }

  var clock: SandboxClock {
    SandboxClock(now: { self.now() }) { until in
      let pause = until - self.now()
      if pause > 0 { try await Task.sleep(for: .milliseconds(pause)) }
    }
  }

  func now() -> Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) + shift.withLock { $0 })
  }
}
