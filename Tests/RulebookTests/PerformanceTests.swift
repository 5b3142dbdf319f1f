import Foundation
import Helpdesk
import Testing

@testable import Rulebook

@Suite(.serialized) struct PerformanceTests {
  @Test("a file of two thousand lines is read in under a second")
  func large() {
    var people = ""
    for index in 0..<220 {
      let digits = String(10_000 + index)
      people += """
          p\(index):
            name: Persona \(index)
            whatsapp: "+52 55 555\(digits.prefix(1)) \(digits.suffix(4))"
            language: es
            timezone: America/Mexico_City
            shift: oficina
            team: soporte
            capacity: 8

        """
    }
    var calendars = ""
    for index in 0..<40 {
      calendars += """
          c\(index):
            timezone: America/Mexico_City
            week:
              mon-fri: ["09:00-14:00", "15:00-18:00"]
              sat: "10:00-13:00"
            holidays: mx

        """
    }
    let text = SmallRules.with([14: "calendars:\n" + calendars, 22: "people:\n" + people])
    #expect(text.split(separator: "\n").count > 2000)
    _ = load(SmallRules.text)  // Zone data is parsed on first use; a reload pays nothing for it.
    let start = Self.threadSeconds()
    let loaded = load(text)
    let seconds = Self.threadSeconds() - start
    #expect(loaded.problems == [])
    #expect(loaded.rules?.people.count == 222)
    #expect(seconds < 1, "took \(seconds) s")
  }

  /// Processor time of this thread: other tests on the same machine do not count.
  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
