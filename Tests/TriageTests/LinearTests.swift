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

  /// How many times as long twice the message takes: the shortest of several runs of each, alternating.
  private static func times(
    _ unit: String, scalars: Int, after beginning: String = "", _ read: (String) -> Void
  ) -> Double {
    let count = scalars / unit.unicodeScalars.count
    let single = beginning + String(repeating: unit, count: count)
    let double = beginning + String(repeating: unit, count: 2 * count)
    let clock = ContinuousClock()
    var (short, long) = (Duration.seconds(3600), Duration.seconds(3600))
    for _ in 0..<7 {
      short = min(short, clock.measure { read(single) })
      long = min(long, clock.measure { read(double) })
    }
    return long / short
  }
}
