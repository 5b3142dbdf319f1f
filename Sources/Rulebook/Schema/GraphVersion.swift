import BusinessTime

/// `graph_version`: its form, and until when Meta answers it.
enum GraphVersion {
  /// The newest that this version of the gateway was written against.
  static let current = "v26.0"

  /// Days before the end at which the warning begins: time for one release and its trial.
  static let noticeDays = 90

  static func read(_ cursor: Cursor, today: CivilDate) -> String? {
    guard let text = cursor.text(example: current) else { return nil }
    guard let major = major(of: text) else {
      let isBare = Self.major(of: "v" + text) != nil
      cursor.fail(
        "`graph_version` takes the form `v26.0`, not \(Shown.name(text)).",
        hint: isBare ? "write `v\(text)`" : "for example `\(current)`")
      return nil
    }
    warn(cursor, text, major: major, today: today)
    return text
  }

  private static func warn(_ cursor: Cursor, _ text: String, major: Int, today: CivilDate) {
    let hint = "write `\(current)` after reading its change log"
    guard let end = end(ofMajor: major) else { return }
    let days = end.dayNumber - today.dayNumber
    if days <= 0 {
      cursor.findings.warn(cursor.place, "Meta stopped answering Graph \(text) on \(end).", hint: hint)
    } else if days <= noticeDays {
      cursor.findings.warn(cursor.place, "Meta stops answering Graph \(text) on \(end), in \(days) days.", hint: hint)
    }
  }

  /// `v26.0` → 26.
  private static func major(of text: String) -> Int? {
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    guard text.hasPrefix("v"), parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 1,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    return Int(parts[0])
  }

  /// As Meta published them until July 2026; what is older than the table ended before it.
  private static func end(ofMajor major: Int) -> CivilDate? {
    switch major {
    case ...20: CivilDate(year: 2026, month: 9, day: 24)
    case 21: CivilDate(year: 2027, month: 1, day: 21)
    case 22: CivilDate(year: 2027, month: 5, day: 20)
    case 23: CivilDate(year: 2027, month: 10, day: 8)
    case 24: CivilDate(year: 2028, month: 2, day: 18)
    case 25: CivilDate(year: 2028, month: 7, day: 29)
    default: nil
    }
  }
}
