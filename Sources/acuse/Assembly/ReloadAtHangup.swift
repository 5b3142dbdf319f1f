import Gateway
import ServiceLifecycle
import UnixSignals

/// SIGHUP asks for a reload. Signals that come meanwhile are heard afterwards, and the files are then read once more.
struct ReloadAtHangup: Service {
  /// Trapped before anything runs, so that no signal ends the process.
  let hangups: UnixSignalsSequence
  /// What came of it stands in the log.
  let reload: @Sendable () async -> ReloadOutcome

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in hangups { _ = await reload() }
    }
  }
}
