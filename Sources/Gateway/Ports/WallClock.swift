package import BusinessTime

/// Civil time as people and Meta see it, and a sleep on it.
///
/// Production sleeps in short pieces so that a clock that jumps or a machine that was suspended costs at
/// most a second. A scaled clock runs a working day in minutes; a virtual one stands still until told.
package protocol WallClock: Sendable {
  func now() -> Timestamp
  /// Returns at `deadline`, or earlier when the task is cancelled (then it throws `CancellationError`).
  func sleep(until deadline: Timestamp) async throws
}
