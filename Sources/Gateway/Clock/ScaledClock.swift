package import BusinessTime

/// Runs a working day in minutes, for the demo: `speed` seconds pass in each real one, from `start` on.
///
/// Built on the boot clock, so that it never jumps.
package struct ScaledClock: WallClock {
  private let start: Timestamp
  private let speed: Double
  private let origin: ContinuousClock.Instant

  /// `speed` is held within 1 to 3600.
  package init(speed: Double, start: Timestamp = SystemClock().now()) {
    self.start = start
    self.speed = min(max(speed, 1), 3600)
    origin = .now
  }

  package func now() -> Timestamp {
    let real = (ContinuousClock.now - origin) / .milliseconds(1)
    return start.adding(milliseconds: Int64(real * speed))
  }

  package func sleep(until deadline: Timestamp) async throws {
    while true {
      try Task.checkCancellation()
      let left = deadline - now()
      guard left > 0 else { return }
      let pieces = min(Double(left) / speed, Double(SystemClock.mostPieceMilliseconds))
      // At least one millisecond, so that a fast clock does not spin.
      try await Task.sleep(for: .milliseconds(Int64(max(1, pieces.rounded(.up)))))
    }
  }
}
