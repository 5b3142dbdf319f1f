import BusinessTime

/// `week:` of a calendar: opening hours by weekday or range of weekdays.
enum WeekSection {
  /// Nil when anything in it is wrong: a week with holes would be worse than none.
  static func read(_ cursor: Cursor) -> [Weekday: [DayWindow]]? {
    guard let one = cursor.single() else { return nil }
    guard case .map(let entries) = one.node.kind, !entries.isEmpty else {
      one.fail("`week` takes a map from days to hours.", hint: "for example `mon-fri: \"09:00-18:00\"`")
      return nil
    }
    var week: [Weekday: [DayWindow]] = [:]
    var places: [Weekday: Place] = [:]
    var isWhole = true
    for entry in entries {
      let value = Cursor(node: entry.value, label: "`\(entry.key)`", findings: cursor.findings)
      guard let days = days(of: entry, findings: cursor.findings), let windows = value.windows() else {
        isWhole = false
        continue
      }
      for day in days {
        if let first = places.updateValue(entry.place, forKey: day) {
          reportRepeated(day, entry, first: first, findings: cursor.findings)
          isWhole = false
        }
        week[day] = windows
      }
    }
    return isWhole ? week : nil
  }

  private static func days(of entry: Entry, findings: Findings) -> [Weekday]? {
    switch WeekdayText.days(entry.key) {
    case .success(let days): return days
    case .failure(let unknown):
      findings.error(entry.place, "\(Shown.name(unknown.word)) is no weekday.", hint: unknown.hint)
      return nil
    }
  }

  private static func reportRepeated(_ day: Weekday, _ entry: Entry, first: Place, findings: Findings) {
    findings.error(
      entry.place, "`\(WeekdayText.name(of: day))` already has hours on line \(first.line).",
      hint: "name each day once; several windows make a list")
  }
}
