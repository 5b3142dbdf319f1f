import Gateway
import Synchronization
import Testing

@Suite("space on the disk")
struct DiskWatchTests {
  private static let mebibyte: Int64 = 1 << 20

  @Test("low from below 512 MiB until 576 MiB; what cannot be told changes nothing")
  func bounds() {
    let free = Mutex<Int64?>(nil)
    let watch = DiskWatch(clock: StepClock()) { free.withLock { $0 } }
    let looks: [(Int64?, Bool)] = [
      (nil, false), (512 * Self.mebibyte, false), (512 * Self.mebibyte - 1, true), (nil, true),
      (576 * Self.mebibyte - 1, true), (0, true), (576 * Self.mebibyte, false), (512 * Self.mebibyte, false),
    ]
    for (bytes, isLow) in looks {
      free.withLock { $0 = bytes }
      #expect(watch.look() == isLow, "\(bytes ?? -1)")
    }
  }

  @Test("readiness shows it and stays ready")
  func shown() async throws {
    let free = Mutex(10 * Self.mebibyte)
    let house = House(freeBytes: { free.withLock { $0 } })
    try await house.open { () async throws in
      #expect(await house.health.report() == HealthReport(isReady: true, degraded: [.diskSpace]))
      free.withLock { $0 = 600 * Self.mebibyte }
      #expect(await house.health.report() == HealthReport(isReady: true, degraded: []))
    }
  }

  @Test("a real file system has some space, and a path that is not there has none that can be told")
  func real() {
    #expect(DiskWatch.freeBytes(at: "/tmp").map { $0 > 0 } == true)
    #expect(DiskWatch.freeBytes(at: "/nowhere/at/all") == nil)
  }
}
