import BusinessTime
import Gateway
import Synchronization

/// Stands still until told. Nobody in these tests sleeps on it: neither alarms nor sender run.
final class StepClock: WallClock {
  private let time: Mutex<Timestamp>

  /// Monday 2026-11-23, 15:00:00 UTC: nine in the morning at UTC−6.
  static let monday = Timestamp(seconds: 1_795_446_000)

  init(_ start: Timestamp = StepClock.monday) { time = Mutex(start) }

  func now() -> Timestamp { time.withLock { $0 } }

  func advance(seconds: Int64) { time.withLock { $0 = $0.adding(milliseconds: seconds * 1000) } }

  func sleep(until deadline: Timestamp) async throws {
    while now() < deadline {
      try Task.checkCancellation()
      await Task.yield()
    }
  }
}
