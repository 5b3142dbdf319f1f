/// How a deadline came about: what was counted, what was passed over, and why.
package struct Explanation: Hashable, Sendable {
  /// A stretch that counted, within one local day and one offset.
  package struct Counted: Hashable, Sendable {
    package let from: Timestamp
    package let to: Timestamp
    /// Working seconds from `from` to `to`.
    package let seconds: Int64
    /// Where that day's hours come from.
    package let hours: HoursSource

    package init(from: Timestamp, to: Timestamp, seconds: Int64, hours: HoursSource) {
      self.from = from
      self.to = to
      self.seconds = seconds
      self.hours = hours
    }
  }

  /// What decides the hours of a day that counted.
  package enum HoursSource: Hashable, Sendable {
    case alwaysOpen
    case week
    case date
  }

  /// Why a whole local day counted nothing.
  package enum ClosedReason: Hashable, Sendable {
    /// A holiday, with the name people know it by (empty when it has none).
    case holiday(String)
    /// `dates` closes this day.
    case date
    /// The week has no hours on this weekday.
    case weekday(Weekday)
    /// The zone's clocks jumped over this day's hours.
    case skippedByZone
  }

  /// One line of the story.
  package enum Step: Hashable, Sendable {
    case counted(Counted)
    case closed(CivilDate, ClosedReason)
  }

  package let start: Timestamp
  package let target: WorkingTime
  /// Nil: the calendar does not open for that long within the horizon.
  package let due: Timestamp?
  /// In order of time, at most `stepLimit`.
  package let steps: [Step]
  /// Steps left out because there were more.
  package let omittedSteps: Int

  /// More than a year of steps for a calendar with two windows a day: beyond it nobody reads on.
  package static let stepLimit = 1000
}
