import Foundation

/// Milliseconds since the machine started, suspends counted; never set by anybody.
package enum BootClock {
  @Sendable package static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
