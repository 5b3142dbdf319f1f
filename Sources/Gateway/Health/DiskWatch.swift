import BusinessTime
import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Says that the file system under the database is nearly full, while there is still time: once it is full, webhooks
/// are answered 503.
package final class DiskWatch: Service {
  /// Less than this is an alarm: the log may grow to 128 MiB before it is cut, a busy day writes as much again, and
  /// somebody has to wake up and act.
  package static let leastBytes: Int64 = 512 << 20
  /// The alarm ends with an eighth more, so that a size about the bound does not fill the log.
  package static let enoughBytes: Int64 = leastBytes + leastBytes / 8
  /// Filling what is left takes hours at any usual rate; whoever asks for readiness has a look of their own.
  static let lookSeconds: Int64 = 60

  let freeBytes: @Sendable () -> Int64?
  private let clock: any WallClock
  private let isLow = Mutex(false)
  private let logger = Logger(label: "acuse.disk")

  /// `freeBytes` is what may still be written; nil if that cannot be told, and then nothing changes.
  package init(clock: any WallClock, freeBytes: @escaping @Sendable () -> Int64?) {
    self.clock = clock
    self.freeBytes = freeBytes
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        _ = self.look()
        try? await self.clock.sleep(until: self.clock.now().adding(seconds: Self.lookSeconds))
      }
    }
  }

  /// Looks now; true while there is too little. Each crossing is logged once.
  package func look() -> Bool {
    guard let free = freeBytes() else { return isLow.withLock { $0 } }
    let (low, hasCrossed) = isLow.withLock { isLow in
      let before = isLow
      isLow = free < (before ? Self.enoughBytes : Self.leastBytes)
      return (isLow, isLow != before)
    }
    guard hasCrossed else { return low }
    let metadata: Logger.Metadata = ["free_mib": "\(free >> 20)", "least_mib": "\(Self.leastBytes >> 20)"]
    if low {
      logger.error("little space is left for the database: free some before webhooks are refused", metadata: metadata)
    } else {
      logger.notice("there is enough space for the database again", metadata: metadata)
    }
    return low
  }

  /// What this user may still write to the file system that the path lies on; nil if it cannot be asked.
  package static func freeBytes(at path: String) -> Int64? {
    var figures = statvfs()
    guard statvfs(path, &figures) == 0 else { return nil }
    let (bytes, isTooMuch) = Int64(clamping: figures.f_bavail)
      .multipliedReportingOverflow(by: Int64(clamping: figures.f_frsize))
    return isTooMuch ? .max : bytes
  }
}
