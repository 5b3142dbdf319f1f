import BusinessTime
import Rulebook
import Testing

/// An instant written out; a test that misspells one must stop.
func instant(_ text: String) -> Timestamp {
  guard let instant = RFC3339.parse(text) else { preconditionFailure("not an instant: \(text)") }
  return instant
}

func date(_ text: String) -> CivilDate {
  guard let date = CivilDate(iso: text) else { preconditionFailure("not a date: \(text)") }
  return date
}

/// Hours of the day, such as `9...17`.
func hours(_ range: ClosedRange<Int>) -> DayWindow {
  guard let window = DayWindow(fromSecond: range.lowerBound * 3600, toSecond: range.upperBound * 3600) else {
    preconditionFailure("not a window: \(range)")
  }
  return window
}

func zone(_ name: String) -> Zone {
  guard let zone = ZoneDatabase.zone(named: name) else { preconditionFailure("not a zone: \(name)") }
  return zone
}

/// Monday to Friday, the same hours each day, in Mexico City unless said otherwise.
func weekdays(
  _ windows: ClosedRange<Int>..., in zoneName: String = "America/Mexico_City", holidays: [CivilDate: String] = [:],
  dates: [CivilDate: [DayWindow]] = [:]
) -> WorkCalendar {
  let days = windows.map(hours)
  let week = Dictionary(uniqueKeysWithValues: Weekday.allCases.prefix(5).map { ($0, days) })
  return WorkCalendar(name: "oficina", zone: zone(zoneName), week: week, holidays: holidays, dates: dates)
}
