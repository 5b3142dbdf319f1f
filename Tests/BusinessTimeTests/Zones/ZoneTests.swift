import BusinessTime
import Testing

@Suite("zones from plain data")
struct ZoneTests {
  @Test("an offset holds from its transition's second on, and the first one before all")
  func listed() {
    let zone = Zone(
      name: "Test/Listed", offset: 3600,
      transitions: [ZoneTransition(at: 2000, offset: 0), ZoneTransition(at: 1000, offset: 7200)])
    #expect(zone.offset(atSecond: 999) == 3600)
    #expect(zone.offset(atSecond: 1000) == 7200)
    #expect(zone.offset(atSecond: 1999) == 7200)
    #expect(zone.offset(atSecond: 2000) == 0)
    #expect(zone.offset(atSecond: .max / 1000) == 0)
    #expect(zone.transition(after: 0) == ZoneTransition(at: 1000, offset: 7200))
    #expect(zone.transition(after: 1000) == ZoneTransition(at: 2000, offset: 0))
    #expect(zone.transition(after: 2000) == nil)
  }

  @Test("a yearly rule takes over after the last listed transition, and not before")
  func ruled() throws {
    // New York's rule, listed until the spring of 2026 (2026-03-08T07:00:00Z).
    let zone = Zone(
      name: "Test/Ruled", offset: -18_000, transitions: [ZoneTransition(at: 1_772_953_200, offset: -14_400)],
      rule: newYork)
    #expect(zone.offset(atSecond: instant("2025-07-01T12:00:00Z").seconds) == -18_000)
    #expect(zone.offset(atSecond: instant("2026-07-01T12:00:00Z").seconds) == -14_400)
    #expect(zone.offset(atSecond: instant("2026-11-01T05:59:59Z").seconds) == -14_400)
    #expect(zone.offset(atSecond: instant("2026-11-01T06:00:00Z").seconds) == -18_000)
    #expect(zone.offset(atSecond: instant("2099-03-08T07:00:00Z").seconds) == -14_400)
    let next = try #require(zone.transition(after: instant("2026-11-01T06:00:00Z").seconds))
    #expect(Timestamp(seconds: next.at) == instant("2027-03-14T07:00:00Z"))
    #expect(next.offset == -14_400)
  }

  @Test("a rule whose change falls into the next year by UTC is found from both sides of New Year")
  func newYearRule() throws {
    // Daylight saving from the last Friday of December 23:00 + 8 h to the first Sunday of April, twelve hours west.
    let rule = YearlyRule(
      standardOffset: -43_200, daylightOffset: -39_600,
      daylightBegins: YearlyRule.Change(month: 12, week: 5, weekday: .friday, second: 31 * 3600),
      daylightEnds: YearlyRule.Change(month: 4, week: 1, weekday: .sunday, second: 7200))
    let zone = Zone(name: "Test/NewYear", offset: -43_200, rule: rule)
    // 2027-12-31 is a Friday: 2028-01-01T07:00:00-12:00.
    let change = instant("2028-01-01T19:00:00Z").seconds
    #expect(zone.offset(atSecond: change - 1) == -43_200)
    #expect(zone.offset(atSecond: change) == -39_600)
    #expect(try #require(zone.transition(after: change - 1)).at == change)
    #expect(try #require(zone.transition(after: change - 86_400 * 30)).at == change)
  }

  @Test("local time is the wall clock's, with the offset behind it")
  func local() throws {
    let zone = Zone(name: "Test/Ruled", offset: -18_000, rule: newYork)
    let (time, offset) = zone.local(instant("2026-07-04T03:15:20.750Z"))
    #expect(time == CivilDateTime(date: date("2026-07-03"), secondOfDay: 23 * 3600 + 15 * 60 + 20))
    #expect((time.hour, time.minute, time.second) == (23, 15, 20))
    #expect(time.weekday == .friday)
    #expect(offset == -14_400)
  }

  private let newYork = YearlyRule(
    standardOffset: -18_000, daylightOffset: -14_400,
    daylightBegins: YearlyRule.Change(month: 3, week: 2, weekday: .sunday, second: 7200),
    daylightEnds: YearlyRule.Change(month: 11, week: 1, weekday: .sunday, second: 7200))
}
