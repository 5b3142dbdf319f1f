import BusinessTime
import Testing

@Suite("why a deadline is where it is")
struct ExplanationTests {
  @Test("counted stretches and closed days are told in order, with their reasons")
  func story() throws {
    let office = weekdays(
      9...14, 15...18, holidays: [date("2026-11-16"): "Día de la Revolución"],
      dates: [date("2026-11-17"): [], date("2026-11-18"): [hours(10...12)]])
    let start = instant("2026-11-13T17:30:00-06:00")
    let told = office.explain(from: start, target: .minutes(45))
    #expect(told.start == start)
    #expect(told.target == .minutes(45))
    #expect(told.due == instant("2026-11-18T10:15:00-06:00"))
    #expect(told.omittedSteps == 0)
    #expect(
      told.steps == [
        counted("2026-11-13T17:30:00-06:00", "2026-11-13T18:00:00-06:00", 1800, .week),
        .closed(date("2026-11-14"), .weekday(.saturday)),
        .closed(date("2026-11-15"), .weekday(.sunday)),
        .closed(date("2026-11-16"), .holiday("Día de la Revolución")),
        .closed(date("2026-11-17"), .date),
        counted("2026-11-18T10:00:00-06:00", "2026-11-18T10:15:00-06:00", 900, .date),
      ])
  }

  @Test("a start after closing time does not call its own day closed; a start on a closed day does")
  func firstDay() {
    let office = weekdays(9...18)
    let friday = office.explain(from: instant("2026-11-20T23:00:00-06:00"), target: .minutes(15))
    #expect(friday.steps.first == .closed(date("2026-11-21"), .weekday(.saturday)))
    let saturday = office.explain(from: instant("2026-11-21T08:00:00-06:00"), target: .minutes(15))
    #expect(saturday.steps.first == .closed(date("2026-11-21"), .weekday(.saturday)))
    #expect(saturday.steps.count == 3)
  }

  @Test("a day that the clocks jumped over is told as such")
  func skippedDay() {
    let apia = weekdays(9...17, in: "Pacific/Apia")
    // 30 December 2011, a Friday, did not take place.
    let told = apia.explain(from: instant("2011-12-29T16:30:00-10:00"), target: .hours(1))
    #expect(told.due == instant("2012-01-02T09:30:00+14:00"))
    #expect(told.steps.contains(.closed(date("2011-12-30"), .skippedByZone)))
  }

  @Test("a change of offset within opening hours splits the stretch")
  func offsetChange() {
    let nights = WorkCalendar(name: "noche", zone: zone("America/New_York"), week: [.sunday: [hours(0...4)]])
    let told = nights.explain(from: instant("2026-11-01T00:00:00-04:00"), target: .hours(5))
    #expect(told.due == instant("2026-11-01T04:00:00-05:00"))
    #expect(
      told.steps == [
        counted("2026-11-01T00:00:00-04:00", "2026-11-01T01:00:00-05:00", 7200, .week),
        counted("2026-11-01T01:00:00-05:00", "2026-11-01T04:00:00-05:00", 10_800, .week),
      ])
  }

  @Test("always open is one stretch; nothing and never are none")
  func simple() {
    let start = instant("2026-11-20T23:00:00-06:00")
    let always = WorkCalendar.alwaysOpen(name: "siempre", zone: .utc).explain(from: start, target: .minutes(15))
    #expect(
      always.steps == [counted("2026-11-20T23:00:00-06:00", "2026-11-20T23:15:00-06:00", 900, .alwaysOpen)])
    let none = weekdays(9...17).explain(from: start, target: .zero)
    #expect(none.due == start && none.steps.isEmpty)
    let never = WorkCalendar(name: "nada", zone: .utc, week: [:]).explain(from: start, target: .hours(1))
    #expect(never.due == nil && never.steps.isEmpty)
  }

  @Test("the counted seconds add up to the target, and a long story is cut with a count of what is missing")
  func bounded() {
    let office = weekdays(9...14, 15...18)
    let told = office.explain(from: instant("2026-11-20T23:00:00-06:00"), target: .hours(240))
    let seconds = told.steps.reduce(Int64(0)) { sum, step in
      if case .counted(let stretch) = step { sum + stretch.seconds } else { sum }
    }
    #expect(seconds == 240 * 3600)
    let long = office.explain(from: instant("2026-11-20T23:00:00-06:00"), target: .hours(8000))
    #expect(long.steps.count == 1000)
    // 1000 working days are 200 weeks, each with two stretches a day and two closed days.
    #expect(long.steps.count + long.omittedSteps == 2000 + 400)
  }

  private func counted(
    _ from: String, _ to: String, _ seconds: Int64, _ hours: Explanation.HoursSource
  ) -> Explanation.Step {
    .counted(Explanation.Counted(from: instant(from), to: instant(to), seconds: seconds, hours: hours))
  }
}
