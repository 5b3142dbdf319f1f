/// Lengths of time as the rules file writes them: one whole number and one unit.
enum DurationText {
  /// Which units a place of the file takes.
  enum Units {
    /// `s m h`, everywhere.
    case clock
    /// `s m h d`, in retention only.
    case calendar
    /// `s m h` of *working* time: says why days are refused.
    case working
  }

  enum Failure: Error, Equatable {
    case notADuration, noUnit, fraction, compound, days, unknownUnit, tooLong
  }

  /// Seconds, at most `maxSeconds`.
  static func seconds(_ text: String, units: Units) throws(Failure) -> Int64 {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { throw .notADuration }
    let unit = text.dropFirst(digits.count)
    guard !unit.isEmpty else { throw .noUnit }
    if unit.hasPrefix(".") || unit.hasPrefix(",") { throw .fraction }
    if unit.contains(where: \.isNumber) { throw .compound }
    guard let number = Int64(digits), number <= maxSeconds else { throw .tooLong }
    let seconds = number * (try secondsOf(unit, units: units))
    guard seconds <= maxSeconds else { throw .tooLong }
    return seconds
  }

  /// A century; beyond it a number is a slip of the finger.
  static let maxSeconds: Int64 = 100 * 366 * 86_400

  private static func secondsOf(_ unit: Substring, units: Units) throws(Failure) -> Int64 {
    switch unit {
    case "s": return 1
    case "m": return 60
    case "h": return 3600
    case "d":
      switch units {
      case .calendar: return 86_400
      case .clock, .working: throw .days
      }
    default: throw .unknownUnit
    }
  }
}

extension Cursor {
  /// Seconds within a range; the range's ends are named in the message.
  func duration(_ units: DurationText.Units = .clock, in range: ClosedRange<Int64>) -> Int64? {
    guard let text = text(example: "15m") else { return nil }
    return duration(of: text, units: units, in: range)
  }

  func duration(of text: String, units: DurationText.Units, in range: ClosedRange<Int64>) -> Int64? {
    do {
      let seconds = try DurationText.seconds(text, units: units)
      guard range.contains(seconds) else {
        fail(
          "\(label) is \(Shown.name(text)), outside of "
            + "\(DurationText.spelt(range.lowerBound)) to \(DurationText.spelt(range.upperBound)).")
        return nil
      }
      return seconds
    } catch {
      let (message, hint) = Self.explain(error, text, units)
      fail(label + message, hint: hint)
      return nil
    }
  }

  static func explain(
    _ failure: DurationText.Failure, _ text: String, _ units: DurationText.Units
  ) -> (message: String, hint: String?) {
    let shown = Shown.name(text)
    switch failure {
    case .notADuration: return (" takes a duration, not \(shown).", "for example `15m` or `4h`")
    case .noUnit:
      let example = text.count <= longestEchoed ? text : "15"
      return (" has no unit in \(shown).", "write `\(example)m` for minutes, `s` for seconds, `h` for hours")
    case .fraction: return (" takes whole numbers only, not \(shown).", "write `90m` for an hour and a half")
    case .compound: return (" takes one number and one unit, not \(shown).", "write `90m` for `1h30m`")
    case .tooLong: return (" is longer than a century in \(shown).", nil)
    case .unknownUnit:
      return (
        " has an unknown unit in \(shown).", units == .calendar ? "units: `s`, `m`, `h`, `d`" : "units: `s`, `m`, `h`"
      )
    case .days where units == .working:
      return (
        " cannot count days, because a day of working time means two things to two people.",
        "write hours: of an eight-hour day, `\(hours(inDaysOf: text))h`"
      )
    case .days: return (" cannot count days.", "write hours; days stand in `retention` only")
    }
  }

  /// Digits of a duration that a hint repeats; a phone number is longer.
  static let longestEchoed = 6

  private static func hours(inDaysOf text: String) -> Int64 {
    let days = Int64(text.prefix { $0.isASCII && $0.isNumber }) ?? 1
    return min(max(days, 1), Limits.targetHours) * 8
  }
}

extension DurationText {
  /// `90m`, `4h`, `30s`: as a file would write it.
  static func spelt(_ seconds: Int64) -> String {
    if seconds != 0, seconds % 86_400 == 0, seconds > 100 * 3600 { return "\(seconds / 86_400)d" }
    if seconds != 0, seconds % 3600 == 0 { return "\(seconds / 3600)h" }
    if seconds != 0, seconds % 60 == 0 { return "\(seconds / 60)m" }
    return "\(seconds)s"
  }
}
