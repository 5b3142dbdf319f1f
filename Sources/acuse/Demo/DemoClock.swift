import BusinessTime
import Gateway
import Synchronization

/// Stands still until the curtain rises, then runs `speed` times as fast as life: what it takes to put everything
/// together costs no demo time, also on a slow machine.
final class DemoClock: WallClock {
  private let speed: Double
  private let start: Timestamp
  private let running = Mutex<ScaledClock?>(nil)

  init(speed: Double, start: Timestamp) {
    self.speed = speed
    self.start = start
  }

  func raiseCurtain() { running.withLock { $0 = ScaledClock(speed: speed, start: start) } }

  func now() -> Timestamp { running.withLock { $0?.now() } ?? start }

  func sleep(until deadline: Timestamp) async throws {
    while true {
      if let clock = running.withLock(\.self) { return try await clock.sleep(until: deadline) }
      guard deadline > start else { return }
      try await Task.sleep(for: Self.beforeCurtain)
    }
  }

  /// How often a sleeper looks whether the curtain has risen.
  private static let beforeCurtain = Duration.milliseconds(5)
}
