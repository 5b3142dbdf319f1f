/// Instants as text by RFC 3339, the profile of ISO 8601 that the API and the command line speak.
package enum RFC3339 {
  /// The instant that a text names, or nil when it is not a complete RFC 3339 date-time.
  ///
  /// An offset is required (`Z` or `±hh:mm`): a time without one is not an instant. Fractions are cut to milliseconds.
  /// Second 60 is taken as the first of the next minute, since our count knows no leap seconds.
  package static func parse(_ text: some StringProtocol) -> Timestamp? {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.skip("-"),
      let month = reader.number(digits: 2), reader.skip("-"),
      let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t"),
      let date = CivilDate(year: year, month: month, day: day),
      let hour = reader.number(digits: 2), hour < 24, reader.skip(":"),
      let minute = reader.number(digits: 2), minute < 60, reader.skip(":"),
      let second = reader.number(digits: 2), second <= (minute == 59 ? 60 : 59),
      let milliseconds = fraction(&reader),
      let offset = offset(&reader), reader.isAtEnd
    else { return nil }
    let local = date.dayNumber * secondsPerDay + Int64(hour * 3600 + minute * 60 + second)
    return Timestamp(seconds: local - Int64(offset)).adding(milliseconds: Int64(milliseconds))
  }

  /// Milliseconds of an optional fraction; nil for a point without digits.
  private static func fraction(_ reader: inout DigitReader) -> Int? {
    guard reader.skip(".") else { return 0 }
    guard let first = reader.digit() else { return nil }
    var value = first * 100
    var weight = 10
    while let digit = reader.digit() {
      value += digit * weight
      weight /= 10
    }
    return value
  }

  /// Seconds east of UTC.
  private static func offset(_ reader: inout DigitReader) -> Int? {
    if reader.skip("Z") || reader.skip("z") { return 0 }
    let isEast = reader.skip("+")
    guard isEast || reader.skip("-"),
      let hours = reader.number(digits: 2), hours < 24, reader.skip(":"),
      let minutes = reader.number(digits: 2), minutes < 60
    else { return nil }
    return (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
  }
}

extension Timestamp {
  /// `2026-11-23T09:15:00-06:00` in a zone's own time; milliseconds only when there are any; `Z` at offset nought.
  ///
  /// RFC 3339 has no seconds in offsets: an older local mean time is written with its offset cut to the minute, which
  /// names the same instant.
  package func rfc3339(in zone: Zone) -> String {
    let exact = Int64(zone.offset(atSecond: seconds))
    let offset = exact - exact % 60
    let local = CivilDateTime(localSecond: seconds + offset)
    let rest = Int(milliseconds.floorRemainder(by: 1000))
    return "\(local.date)T\(Self.clock(local))\(rest == 0 ? "" : "." + Digits.padded(rest, to: 3))"
      + Self.suffix(offset: Int(offset))
  }

  private static func clock(_ time: CivilDateTime) -> String {
    [time.hour, time.minute, time.second].map { Digits.padded($0, to: 2) }.joined(separator: ":")
  }

  private static func suffix(offset: Int) -> String {
    if offset == 0 { return "Z" }
    let minutes = offset.magnitude / 60
    return (offset < 0 ? "-" : "+") + Digits.padded(Int(minutes / 60), to: 2) + ":"
      + Digits.padded(Int(minutes % 60), to: 2)
  }
}
