import BusinessTime

/// `dates:` of a calendar: days with hours of their own, or closed. They override holidays and week.
enum DatesSection {
  static func read(_ cursor: Cursor) -> [CivilDate: [DayWindow]]? {
    guard let one = cursor.single() else { return nil }
    guard case .map(let entries) = one.node.kind else {
      if one.node.isEmpty { return [:] }
      one.fail("`dates` takes a map from dates to hours or `closed`.", hint: "for example `2026-12-26: closed`")
      return nil
    }
    if entries.count > Limits.calendarDates {
      one.fail("`dates` has more than \(Limits.calendarDates) entries.")
    }
    var dates: [CivilDate: [DayWindow]] = [:]
    var isWhole = true
    for entry in entries.prefix(Limits.calendarDates) {
      let value = Cursor(node: entry.value, label: "`\(entry.key)`", findings: cursor.findings)
      let windows = value.windows()
      guard let date = CivilDate(iso: entry.key) else {
        CivilDateText.report(entry.key, at: entry.place, findings: cursor.findings)
        isWhole = false
        continue
      }
      if let windows { dates[date] = windows } else { isWhole = false }
    }
    return isWhole ? dates : nil
  }
}

/// Dates as text: `2026-12-24`.
enum CivilDateText {
  static func report(_ text: String, at place: Place, findings: Findings) {
    let parts = text.split(separator: "-")
    let hasForm = text.utf8.count == 10 && parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { Int($0) != nil }
    findings.error(
      place,
      hasForm ? "The day \(Shown.name(text)) does not exist." : "\(Shown.name(text)) is no date.",
      hint: hasForm ? nil : "write year, month and day: `2026-12-24`")
  }
}

extension Cursor {
  func date() -> CivilDate? {
    guard let text = text(example: "2026-12-24") else { return nil }
    if let date = CivilDate(iso: text) { return date }
    CivilDateText.report(text, at: place, findings: findings)
    return nil
  }
}
