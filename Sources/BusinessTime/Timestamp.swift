/// An instant: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Always an argument, never read from a clock here. Arithmetic saturates at the ends of `Int64`, so that no input,
/// however absurd, can trap.
package struct Timestamp: Hashable, Sendable {
  /// Milliseconds since 1970 UTC; negative before.
  package let milliseconds: Int64

  /// The instant so many milliseconds after 1970 UTC.
  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// The instant so many whole seconds after 1970 UTC; saturates beyond 292 million years.
  package init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
  }

  /// Whole seconds since 1970 UTC, rounded down, also before 1970.
  package var seconds: Int64 { milliseconds.floorDivided(by: 1000) }

  /// The same instant without its fraction of a second: what working time is counted from.
  package var flooredToSecond: Timestamp { Timestamp(seconds: seconds) }

  /// The instant so many milliseconds later (earlier when negative).
  package func adding(milliseconds delta: Int64) -> Timestamp {
    Timestamp(milliseconds: milliseconds.addingSaturated(delta))
  }

  /// The instant so many seconds later (earlier when negative).
  package func adding(seconds delta: Int64) -> Timestamp {
    adding(milliseconds: Timestamp(seconds: delta).milliseconds)
  }

  /// Calendar milliseconds from the right instant to the left one.
  package static func - (left: Timestamp, right: Timestamp) -> Int64 {
    let (difference, overflow) = left.milliseconds.subtractingReportingOverflow(right.milliseconds)
    return overflow ? (left < right ? .min : .max) : difference
  }
}

extension Timestamp: Comparable {
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

/// One integer of milliseconds, as the database keeps it.
extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
