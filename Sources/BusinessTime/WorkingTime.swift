/// A length of *working* time, in whole seconds.
///
/// Deliberately not a `Duration`: four hours of an office are not four hours of a wall clock, and only a calendar
/// turns one into the other. There is no `days`, because a day of working time means two things to two people.
package struct WorkingTime: Hashable, Sendable {
  /// Seconds during which the calendar is open.
  package let seconds: Int64

  /// So many working seconds.
  package init(seconds: Int64) {
    self.seconds = seconds
  }

  /// No working time at all.
  package static let zero = WorkingTime(seconds: 0)

  /// So many working seconds.
  package static func seconds(_ count: Int64) -> WorkingTime { WorkingTime(seconds: count) }

  /// So many working minutes.
  package static func minutes(_ count: Int64) -> WorkingTime { WorkingTime(count: count, unitSeconds: 60) }

  /// So many working hours.
  package static func hours(_ count: Int64) -> WorkingTime { WorkingTime(count: count, unitSeconds: 3600) }

  package static func + (left: WorkingTime, right: WorkingTime) -> WorkingTime {
    WorkingTime(seconds: left.seconds.addingSaturated(right.seconds))
  }

  package static func - (left: WorkingTime, right: WorkingTime) -> WorkingTime {
    WorkingTime(seconds: left.seconds.subtractingSaturated(right.seconds))
  }

  private init(count: Int64, unitSeconds: Int64) {
    let (product, overflow) = count.multipliedReportingOverflow(by: unitSeconds)
    seconds = overflow ? (count < 0 ? .min : .max) : product
  }
}

extension WorkingTime: Comparable {
  package static func < (left: WorkingTime, right: WorkingTime) -> Bool { left.seconds < right.seconds }
}

/// One integer of seconds, as the database keeps it.
extension WorkingTime: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(seconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }
}
