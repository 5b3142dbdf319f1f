import Foundation
import Helpdesk
import Testing

/// Reading takes time in proportion to the length, whatever a message is made of. Shares of two times of one run are
/// compared, because a machine under load is slow at both.
@Suite(.serialized) struct LinearTests {
  /// Twice the length may take twice the time; the rest is for noise. Quadratic would be four times.
  private static let mostTimes = 2.5

  @Test(
    "a message twice as long takes twice as long to sort",
    arguments: [
      "mi internet no funciona desde ayer, urgente. ", "no funciona nada ", "dar ", "a b ", "🚨", "👨‍👩‍👧", "e\u{301}\u{323}",
      "a\u{200B}", "한글", "xkqzwv",
    ])
  func sorting(_ unit: String) {
    #expect(Self.times(unit, scalars: 1_900) { _ = MeasuredTests.sorter.sort($0) } < Self.mostTimes)
  }

  @Test("so does one word or one letter without end", arguments: ["a", "abcdefghij", "\u{301}\u{323}", "\u{200D}"])
  func oneWord(_ unit: String) {
    #expect(Self.times(unit, scalars: 1_900, after: "e") { _ = MeasuredTests.sorter.sort($0) } < Self.mostTimes)
    #expect(Self.times(unit, scalars: 8_000, after: "e") { _ = TextFold.fold($0) } < Self.mostTimes)
    #expect(Self.times(unit, scalars: 8_000, after: "e") { _ = LanguageDetector.language(of: $0) } < Self.mostTimes)
  }

  @Test("what stands behind the 4,096 scalars that WhatsApp takes is not read")
  func bound() {
    let message = String(repeating: "palabra ", count: 512)
    let sorted = MeasuredTests.sorter.sort(message)
    #expect(MeasuredTests.sorter.sort(message + "urgente, no funciona nada") == sorted)
    #expect(sorted.priority == .low)
  }

  /// How many times as long twice the message takes: the shortest of several runs of each, alternating, in time of this
  /// thread's own. By the wall clock a long run is interrupted by other tests where a short one is not. They share the caches all the same, so there are more runs
  /// while the answer is too much; what is quadratic stays at four times.
  private static func times(
    _ unit: String, scalars: Int, after beginning: String = "", _ read: (String) -> Void
  ) -> Double {
    let count = scalars / unit.unicodeScalars.count
    let single = beginning + String(repeating: unit, count: count)
    let double = beginning + String(repeating: unit, count: 2 * count)
    var (short, long) = (Double.infinity, Double.infinity)
    for run in 1...60 {
      short = min(short, seconds { read(single) })
      long = min(long, seconds { read(double) })
      if run >= 9, long / short < mostTimes { break }
    }
    return long / short
  }

  private static func seconds(_ body: () -> Void) -> Double {
    let began = threadSeconds()
    body()
    return threadSeconds() - began
  }

  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
