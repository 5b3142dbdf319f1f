import BusinessTime
import Foundation
import Testing

@Suite("instants and lengths")
struct TimestampTests {
  @Test(
    "seconds are rounded down, also before 1970",
    arguments: [(1999, 1), (2000, 2), (-1, -1), (-1000, -1), (-1001, -2)])
  func floors(milliseconds: Int64, seconds: Int64) {
    let instant = Timestamp(milliseconds: milliseconds)
    #expect(instant.seconds == seconds)
    #expect(instant.flooredToSecond.milliseconds == seconds * 1000)
  }

  @Test("arithmetic stops at the ends of time instead of trapping")
  func saturates() {
    let end = Timestamp(milliseconds: .max)
    let beginning = Timestamp(milliseconds: .min)
    #expect(end.adding(milliseconds: 1) == end)
    #expect(end.adding(seconds: .max) == end)
    #expect(beginning.adding(seconds: -1) == beginning)
    #expect(Timestamp(seconds: .min) == beginning)
    #expect(end - beginning == .max)
    #expect(beginning - end == .min)
    #expect(WorkingTime.hours(.max) + .hours(1) == WorkingTime(seconds: .max))
    #expect(WorkingTime(seconds: .min) - .seconds(1) == WorkingTime(seconds: .min))
  }

  @Test("differences are milliseconds with a sign")
  func differences() {
    #expect(instant("2026-11-23T09:15:00.250Z") - instant("2026-11-23T09:15:00Z") == 250)
    #expect(instant("2026-11-23T09:15:00Z") - instant("2026-11-23T09:16:00Z") == -60_000)
    #expect(instant("2026-11-23T09:15:00Z").adding(seconds: 90) == instant("2026-11-23T09:16:30Z"))
  }

  @Test("both travel as one whole number")
  func codable() throws {
    let instant = Timestamp(milliseconds: 1_795_430_100_250)
    #expect(String(decoding: try JSONEncoder().encode([instant]), as: UTF8.self) == "[1795430100250]")
    #expect(try JSONDecoder().decode([Timestamp].self, from: Data("[1795430100250]".utf8)) == [instant])
    #expect(String(decoding: try JSONEncoder().encode([WorkingTime.minutes(15)]), as: UTF8.self) == "[900]")
    #expect(try JSONDecoder().decode([WorkingTime].self, from: Data("[900]".utf8)) == [.minutes(15)])
  }

  @Test("minutes and hours are what they say")
  func units() {
    #expect(WorkingTime.minutes(15).seconds == 900)
    #expect(WorkingTime.hours(4).seconds == 14_400)
    #expect(WorkingTime.hours(1) - .minutes(45) == .minutes(15))
    #expect(WorkingTime.minutes(59) < .hours(1))
  }
}
