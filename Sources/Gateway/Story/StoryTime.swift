import BusinessTime

/// Times and lengths of time as people say them, on the wall clock of one zone.
struct StoryTime {
  let zone: Zone

  /// `Monday 23 November 2026 (UTC-06:00)`.
  func heading(_ moment: Timestamp) -> String {
    "\(day(moment)) \(zone.local(moment).0.date.year) (\(offset(moment)))"
  }

  /// `Monday 23 November`.
  func day(_ moment: Timestamp) -> String {
    let date = zone.local(moment).0.date
    return "\("\(date.weekday)".asSentence) \(date.day) \(Self.months[date.month - 1])"
  }

  /// `10:15`, or `10:15:04` where the seconds say something.
  func clock(_ moment: Timestamp) -> String {
    let text = moment.rfc3339(in: zone).dropFirst(11).prefix(8)
    return String(text.hasSuffix(":00") ? text.prefix(5) : text)
  }

  /// `10:15:00`, for a column of times.
  func fullClock(_ moment: Timestamp) -> String { String(moment.rfc3339(in: zone).dropFirst(11).prefix(8)) }

  /// `at 10:15`, with the day if that is another than the reader stands in.
  func at(_ moment: Timestamp, from other: Timestamp) -> String {
    isSameDay(moment, other) ? "at \(clock(moment))" : "on \(day(moment)) at \(clock(moment))"
  }

  /// `10:15`, or `Tuesday 24 November at 09:15`: for `by …`, `until …`, `since …`.
  func moment(_ moment: Timestamp, from other: Timestamp) -> String {
    isSameDay(moment, other) ? clock(moment) : "\(day(moment)) at \(clock(moment))"
  }

  func isSameDay(_ a: Timestamp, _ b: Timestamp) -> Bool { zone.local(a).0.date == zone.local(b).0.date }

  /// `UTC-06:00`.
  func offset(_ moment: Timestamp) -> String {
    let text = moment.rfc3339(in: zone)
    return text.hasSuffix("Z") ? "UTC" : "UTC\(text.suffix(6))"
  }

  /// The two largest units: `2 days 3 h`, `1 h 30 min`, `4 min 30 s`, `12 s`.
  static func length(milliseconds: Int64) -> String { length(seconds: milliseconds / 1000) }

  static func length(seconds: Int64) -> String {
    let units = [
      (seconds / 86_400, "day"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s"),
    ]
    guard let first = units.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
    return units[first...].prefix(2).filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.1 == "day" && $0.0 > 1 ? "s" : "")" }.joined(separator: " ")
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}
