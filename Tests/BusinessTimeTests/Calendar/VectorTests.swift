import BusinessTime
import Testing

/// The vectors that the product's description holds on to; November 2026 has its Fridays on 20 and 27.
@Suite("vectors to hold on to")
struct VectorTests {
  @Test("a) Mon–Fri 9–17: Friday 16:30 + 60 min is Monday 09:30, and + 30 min is Friday 17:00")
  func overTheWeekend() {
    let office = weekdays(9...17)
    let friday = instant("2026-11-20T16:30:00-06:00")
    #expect(office.deadline(from: friday, target: .minutes(60)) == instant("2026-11-23T09:30:00-06:00"))
    #expect(office.deadline(from: friday, target: .minutes(30)) == instant("2026-11-20T17:00:00-06:00"))
  }

  @Test("b) Mon–Fri 8–18: Monday 17:00 + 4 h is Tuesday 11:00; one hour before that is Tuesday 10:00")
  func overNight() {
    let office = weekdays(8...18)
    let monday = instant("2026-11-23T17:00:00-06:00")
    #expect(office.deadline(from: monday, target: .hours(4)) == instant("2026-11-24T11:00:00-06:00"))
    #expect(office.deadline(from: monday, target: .hours(4) - .hours(1)) == instant("2026-11-24T10:00:00-06:00"))
  }

  @Test("c) always open: no minute is lost at midnight, nor with windows that close at 24:00")
  func midnight() {
    let allDays = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [DayWindow.wholeDay]) })
    let mexico = zone("America/Mexico_City")
    let calendars = [
      WorkCalendar.alwaysOpen(name: "siempre", zone: mexico), WorkCalendar(name: "24/7", zone: mexico, week: allDays),
    ]
    let late = instant("2026-11-20T23:58:30-06:00")
    for calendar in calendars {
      #expect(calendar.deadline(from: late, target: .minutes(3)) == instant("2026-11-21T00:01:30-06:00"))
      #expect(calendar.elapsed(from: late, to: late.adding(seconds: 14 * 86_400)) == .hours(14 * 24))
      #expect(calendar.isOpen(at: instant("2026-11-20T23:59:59-06:00")))
      #expect(calendar.isOpen(at: instant("2026-11-21T00:00:00-06:00")))
    }
  }

  @Test("d) Mon–Fri 9–18: Friday 23:00 + 15 min is Monday 09:15, and no breach before")
  func fridayNight() {
    let office = weekdays(9...18)
    let friday = instant("2026-11-20T23:00:00-06:00")
    #expect(office.deadline(from: friday, target: .minutes(15)) == instant("2026-11-23T09:15:00-06:00"))
    #expect(office.elapsed(from: friday, to: instant("2026-11-23T09:00:00-06:00")) == .zero)
    #expect(office.elapsed(from: friday, to: instant("2026-11-23T09:14:59-06:00")) == .seconds(899))
    #expect(office.elapsed(from: friday, to: instant("2026-11-23T09:15:00-06:00")) == .minutes(15))
  }

  @Test("e) the same with a holiday Monday is Tuesday 09:15")
  func holidayMonday() {
    let office = weekdays(9...18, holidays: [date("2026-11-16"): "Día de la Revolución"])
    let friday = instant("2026-11-13T23:00:00-06:00")
    #expect(office.deadline(from: friday, target: .minutes(15)) == instant("2026-11-17T09:15:00-06:00"))
  }

  @Test("f) Santiago: the spring change removes Sunday 00:00, the autumn one repeats Saturday 23:00")
  func santiago() {
    let nights = WorkCalendar(
      name: "noche", zone: zone("America/Santiago"),
      week: [.saturday: [hours(22...24)], .sunday: [hours(0...2)]])
    let spring = instant("2026-09-05T23:30:00-04:00")
    #expect(nights.deadline(from: spring, target: .minutes(60)) == instant("2026-09-06T01:30:00-03:00"))
    #expect(nights.elapsed(from: spring, to: instant("2026-09-06T12:00:00-03:00")) == .minutes(90))
    let autumn = instant("2026-04-04T22:30:00-03:00")
    #expect(nights.elapsed(from: autumn, to: instant("2026-04-05T12:00:00-04:00")) == .minutes(30 + 60 + 60 + 120))
    #expect(nights.deadline(from: autumn, target: .minutes(120)) == instant("2026-04-04T23:30:00-04:00"))
  }

  @Test(
    "g) eight-hour days: 4, 16, 20, 112 and 240 h are 0.5, 2, 2.5, 14 and 30 days",
    arguments: [
      (4, "2026-11-23T13:00:00-06:00"), (16, "2026-11-24T17:00:00-06:00"), (20, "2026-11-25T13:00:00-06:00"),
      (112, "2026-12-10T17:00:00-06:00"), (240, "2027-01-01T17:00:00-06:00"),
    ])
  func eightHourDays(target: Int64, due: String) {
    let office = weekdays(9...17)
    let monday = instant("2026-11-23T09:00:00-06:00")
    #expect(office.deadline(from: monday, target: .hours(target)) == instant(due))
  }

  @Test("i) a pause that lasts until the resolution counts, and what two pauses share counts once")
  func pausedToTheEnd() {
    let office = weekdays(9...17)
    let (start, end) = (instant("2026-11-20T10:00:00-06:00"), instant("2026-11-23T11:00:00-06:00"))
    let fromNoon = instant("2026-11-20T12:00:00-06:00")..<end
    #expect(office.elapsed(from: start, to: end, without: [fromNoon]) == .hours(2))
    // Three hours of Friday lie in both, and the second ends with Friday's hours.
    let shared = instant("2026-11-20T14:00:00-06:00")..<instant("2026-11-20T17:00:00-06:00")
    #expect(office.elapsed(from: start, to: end, without: [shared, fromNoon]) == .hours(2))
    #expect(office.elapsed(from: start, to: end, without: [shared]) == .hours(6))
    #expect(office.elapsed(from: start, to: end, without: []) == .hours(9))
    let around = instant("2026-11-19T09:00:00-06:00")..<instant("2026-11-24T09:00:00-06:00")
    #expect(office.elapsed(from: start, to: end, without: [around]) == .zero)
    #expect(office.elapsed(from: end, to: start, without: [around]) == .zero)
  }

  @Test("j) a pause inside closed hours adds nothing, and only the open part of any other")
  func pauses() {
    let office = weekdays(9...17)
    let closed = office.elapsed(
      from: instant("2026-11-20T20:00:00-06:00"), to: instant("2026-11-22T10:00:00-06:00"))
    #expect(closed == .zero)
    let partly = office.elapsed(
      from: instant("2026-11-20T16:30:00-06:00"), to: instant("2026-11-23T09:10:00-06:00"))
    #expect(partly == .minutes(40))
    let (start, end) = (instant("2026-11-20T16:00:00-06:00"), instant("2026-11-23T10:00:00-06:00"))
    let overTheWeekend = instant("2026-11-20T20:00:00-06:00")..<instant("2026-11-22T10:00:00-06:00")
    #expect(office.elapsed(from: start, to: end, without: [overTheWeekend]) == .hours(2))
  }
}
