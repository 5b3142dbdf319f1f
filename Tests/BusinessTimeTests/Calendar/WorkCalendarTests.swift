import BusinessTime
import Testing

@Suite("opening hours")
struct WorkCalendarTests {
  @Test("lunch is not working time")
  func lunch() {
    let office = weekdays(9...14, 15...18)
    let noon = instant("2026-11-23T13:50:00-06:00")
    #expect(office.deadline(from: noon, target: .minutes(10)) == instant("2026-11-23T14:00:00-06:00"))
    #expect(office.deadline(from: noon, target: .minutes(15)) == instant("2026-11-23T15:05:00-06:00"))
    #expect(!office.isOpen(at: instant("2026-11-23T14:00:00-06:00")))
    #expect(office.isOpen(at: instant("2026-11-23T13:59:59.999-06:00")))
  }

  @Test("dates override holidays, which override the week")
  func precedence() {
    let office = weekdays(
      9...17, holidays: [date("2026-11-24"): "fiesta", date("2026-11-25"): "fiesta"],
      dates: [date("2026-11-25"): [hours(10...11)], date("2026-11-26"): [], date("2026-11-28"): [hours(9...10)]])
    let week = [
      ("2026-11-23T10:30:00-06:00", true), ("2026-11-24T10:30:00-06:00", false), ("2026-11-25T10:30:00-06:00", true),
      ("2026-11-25T11:00:00-06:00", false), ("2026-11-26T10:30:00-06:00", false), ("2026-11-28T09:30:00-06:00", true),
    ]
    for (time, open) in week { #expect(office.isOpen(at: instant(time)) == open, "\(time)") }
    let monday = instant("2026-11-23T16:30:00-06:00")
    #expect(office.deadline(from: monday, target: .hours(2)) == instant("2026-11-27T09:30:00-06:00"))
  }

  @Test("windows that overlap or touch count once")
  func overlap() {
    let office = weekdays(9...12, 11...13, 13...15, 10...11)
    #expect(office.week[.monday] == [hours(9...15)])
    let day = office.elapsed(from: instant("2026-11-23T00:00:00-06:00"), to: instant("2026-11-24T00:00:00-06:00"))
    #expect(day == .hours(6))
  }

  @Test("a target of nothing is due at once, to the millisecond, open or not")
  func nothing() {
    let saturday = instant("2026-11-21T03:00:00.250-06:00")
    #expect(weekdays(9...17).deadline(from: saturday, target: .zero) == saturday)
    #expect(weekdays(9...17).deadline(from: saturday, target: .minutes(-5)) == saturday)
  }

  @Test("fractions of a second are cut before counting")
  func fractions() {
    let office = weekdays(9...17)
    let start = instant("2026-11-23T10:00:00.900-06:00")
    #expect(office.deadline(from: start, target: .minutes(1)) == instant("2026-11-23T10:01:00-06:00"))
    #expect(office.elapsed(from: start, to: instant("2026-11-23T10:01:00.100-06:00")) == .minutes(1))
    #expect(office.elapsed(from: start, to: instant("2026-11-23T10:00:59.999-06:00")) == .seconds(59))
  }

  @Test("an end before the start is no working time")
  func backwards() {
    let office = weekdays(9...17)
    let start = instant("2026-11-23T10:00:00-06:00")
    #expect(office.elapsed(from: start, to: start.adding(seconds: -3600)) == .zero)
  }

  @Test("the next opening is now when open, else the window's first second")
  func nextOpening() {
    let office = weekdays(9...14, 15...18)
    let open = instant("2026-11-23T10:00:00.500-06:00")
    #expect(office.nextOpening(atOrAfter: open) == open)
    #expect(
      office.nextOpening(atOrAfter: instant("2026-11-23T14:00:00-06:00")) == instant("2026-11-23T15:00:00-06:00"))
    #expect(
      office.nextOpening(atOrAfter: instant("2026-11-20T18:00:00-06:00")) == instant("2026-11-23T09:00:00-06:00"))
  }

  @Test("a calendar that never opens gives no deadline, and says so")
  func never() {
    let closed = [
      WorkCalendar(name: "nada", zone: zone("America/New_York"), week: [:]),
      WorkCalendar(name: "nada", zone: zone("America/New_York"), week: [.monday: []], dates: [date("2027-01-01"): []]),
    ]
    for calendar in closed {
      #expect(calendar.neverOpens)
      #expect(calendar.deadline(from: instant("2026-11-23T10:00:00Z"), target: .seconds(1)) == nil)
      #expect(calendar.nextOpening(atOrAfter: instant("2026-11-23T10:00:00Z")) == nil)
    }
    #expect(!weekdays(9...17).neverOpens)
  }

  @Test("a calendar of dates alone works until the last of them")
  func datesOnly() {
    let fair = WorkCalendar(
      name: "feria", zone: zone("America/New_York"), week: [:],
      dates: [date("2026-12-01"): [hours(9...10)], date("2060-12-01"): [hours(9...10)]])
    let start = instant("2026-11-23T10:00:00Z")
    #expect(!fair.neverOpens)
    #expect(fair.deadline(from: start, target: .hours(1)) == instant("2026-12-01T10:00:00-05:00"))
    #expect(fair.deadline(from: start, target: .minutes(90)) == instant("2060-12-01T09:30:00-05:00"))
    #expect(fair.deadline(from: start, target: .minutes(121)) == nil)
  }

  @Test("240 working hours of a quarter of an hour a week are found, and what lies beyond 40 years is not")
  func horizon() {
    let quarter = DayWindow(fromSecond: 9 * 3600, toSecond: 9 * 3600 + 900)!
    let sparse = WorkCalendar(name: "rara", zone: zone("America/Bogota"), week: [.monday: [quarter]])
    let start = instant("2026-11-23T09:00:00-05:00")
    // 960 Mondays, the first being the day itself: 959 weeks later.
    let due = start.adding(seconds: 959 * 7 * 86_400 + 900)
    #expect(sparse.deadline(from: start, target: .hours(240)) == due)
    #expect(sparse.elapsed(from: start, to: due) == .hours(240))
    #expect(sparse.deadline(from: start, target: .hours(40 * 53)) == nil)
  }

  @Test("absurd instants and targets end quietly")
  func absurd() {
    let office = weekdays(9...17, in: "America/New_York")
    let always = WorkCalendar.alwaysOpen(name: "siempre", zone: .utc)
    for start in [Timestamp(milliseconds: .min), Timestamp(milliseconds: .max)] {
      _ = office.deadline(from: start, target: .hours(1))
      _ = office.isOpen(at: start)
      _ = office.explain(from: start, target: .hours(1))
      #expect(always.isOpen(at: start))
    }
    #expect(office.deadline(from: instant("2026-11-23T10:00:00Z"), target: WorkingTime(seconds: .max)) == nil)
    #expect(
      always.deadline(from: Timestamp(milliseconds: 0), target: WorkingTime(seconds: .max))
        == Timestamp(milliseconds: .max))
    #expect(office.elapsed(from: Timestamp(milliseconds: .min), to: Timestamp(milliseconds: .max)) > .zero)
  }
}
