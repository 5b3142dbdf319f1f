import BusinessTime

/// Reads the zone text. A record is `names:offsets:transitions:rule`, ended by `;`; line ends mean nothing.
///
/// - names: comma-separated; the zone and its aliases.
/// - offsets: minutes east of UTC, comma-separated; the first holds in 1990. Letters `a`, `b`, … stand for them below.
/// - transitions: the letter that begins, then the minutes since the one before (the first since 1990) in base 36.
/// - rule: empty, or `standard,daylight,begins,ends` with letters and `month.week.weekday.minute`, weekday 0 = Sunday.
enum ZoneDataParser {
  /// 1990-01-01T00:00:00Z in minutes since 1970.
  private static let firstMinute: Int64 = 7305 * 1440

  static func zones(in text: String) -> [String: Zone] {
    let bytes = text.utf8.filter { $0 != UInt8(ascii: "\n") }
    var zones: [String: Zone] = [:]
    for record in bytes.split(separator: UInt8(ascii: ";")) {
      let fields = record.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      guard fields.count == 4 else { continue }
      let offsets = fields[1].split(separator: UInt8(ascii: ",")).map { Int32(integer($0)) * 60 }
      let transitions = transitions(fields[2], offsets: offsets)
      let rule = rule(fields[3], offsets: offsets)
      for nameBytes in fields[0].split(separator: UInt8(ascii: ",")) {
        let name = String(decoding: nameBytes, as: UTF8.self)
        zones[name] = Zone(name: name, offset: offsets[0], transitions: transitions, rule: rule)
      }
    }
    return zones
  }

  private static func transitions(_ field: ArraySlice<UInt8>, offsets: [Int32]) -> [ZoneTransition] {
    var result: [ZoneTransition] = []
    var minute = firstMinute
    var position = field.startIndex
    while position < field.endIndex {
      let offset = offsets[index(ofLetter: field[position])]
      position += 1
      var delta: Int64 = 0
      while position < field.endIndex, let digit = base36Digit(field[position]) {
        delta = delta * 36 + digit
        position += 1
      }
      minute += delta
      result.append(ZoneTransition(at: minute * 60, offset: offset))
    }
    return result
  }

  private static func rule(_ field: ArraySlice<UInt8>, offsets: [Int32]) -> YearlyRule? {
    let parts = field.split(separator: UInt8(ascii: ","))
    guard parts.count == 4, let standard = parts[0].first, let daylight = parts[1].first else { return nil }
    return YearlyRule(
      standardOffset: offsets[index(ofLetter: standard)], daylightOffset: offsets[index(ofLetter: daylight)],
      daylightBegins: change(parts[2]), daylightEnds: change(parts[3]))
  }

  private static func change(_ text: ArraySlice<UInt8>) -> YearlyRule.Change {
    let numbers = text.split(separator: UInt8(ascii: ".")).map(integer)
    return YearlyRule.Change(
      month: Int(numbers[0]), week: Int(numbers[1]), weekday: Weekday.allCases[(Int(numbers[2]) + 6) % 7],
      second: numbers[3] * 60)
  }

  private static func integer(_ digits: ArraySlice<UInt8>) -> Int64 {
    Int64(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private static func index(ofLetter byte: UInt8) -> Int { Int(byte) - Int(UInt8(ascii: "a")) }

  private static func base36Digit(_ byte: UInt8) -> Int64? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int64(byte) - Int64(UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int64(byte) - Int64(UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
