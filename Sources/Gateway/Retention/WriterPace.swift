import BusinessTime

/// How batches that nobody waits for take their turns with the writer: what is received has it for almost all the time.
struct WriterPace: Sendable {
  /// Between two batches.
  static let pauseMilliseconds: Int64 = 100
  /// While something waits for the writer a batch waits as well, but not for ever: a gateway that is never quiet has
  /// most to erase.
  static let mostWaits = 100

  let committer: Committer
  let clock: any WallClock

  /// Returns once nothing waits for the writer, after ten seconds at the latest.
  func quiet() async {
    for _ in 0..<Self.mostWaits where committer.waiting > 0 && !Task.isCancelled { try? await pause() }
  }

  /// Throws `CancellationError`.
  func pause() async throws {
    try await clock.sleep(until: clock.now().adding(milliseconds: Self.pauseMilliseconds))
  }
}
