package import BusinessTime
import Foundation

/// The machine's own clock.
package struct SystemClock: WallClock {
  /// The longest piece of a sleep: what a jump of the clock or a suspended machine may cost.
  static let mostPieceMilliseconds: Int64 = 1000

  package init() {}

  package func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  package func sleep(until deadline: Timestamp) async throws {
    while true {
      try Task.checkCancellation()
      let left = deadline - now()
      guard left > 0 else { return }
      try await Task.sleep(for: .milliseconds(min(left, Self.mostPieceMilliseconds)))
    }
  }
}
