import BusinessTime

/// `09:00`, `24:00`, and the stretches between two of them.
enum ClockTime {
  /// Seconds of the day from `hh:mm` or `h:mm`; 24:00 is the end of a day. Nil for anything else.
  static func seconds(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
      hour < 24 || (hour == 24 && minute == 0)
    else { return nil }
    return hour * 3600 + minute * 60
  }

  /// Both ends of `09:00-14:00`; the dash may be an en dash and may stand between spaces.
  static func range(_ text: String) -> (from: Int, to: Int)? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
    guard parts.count == 2, let from = seconds(trimmed(parts[0])), let to = seconds(trimmed(parts[1])) else {
      return nil
    }
    return (from, to)
  }

  /// `14:00` of 50,400.
  static func spelt(_ seconds: Int) -> String {
    let minute = seconds / 60 % 60
    return "\(seconds < 36_000 ? "0" : "")\(seconds / 3600):\(minute < 10 ? "0" : "")\(minute)"
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var rest = text
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}

extension Cursor {
  /// Windows of one day, or `closed`; nil when any of them is wrong.
  func windows() -> [DayWindow]? {
    if case .scalar("closed", _)? = single0?.node.kind { return [] }
    var windows: [(window: DayWindow, place: Place)] = []
    var isWhole = true
    for item in items(atMost: Limits.windows) {
      if let window = item.window() { windows.append((window, item.place)) } else { isWhole = false }
    }
    let sorted = windows.sorted { ($0.window.fromSecond, $0.place) < ($1.window.fromSecond, $1.place) }
    for (first, second) in zip(sorted, sorted.dropFirst()) where second.window.fromSecond < first.window.toSecond {
      let later = first.place < second.place ? second : first
      findings.error(
        later.place,
        "This window overlaps `\(Self.spelt(later == second ? first.window : second.window))` of the same day.")
      isWhole = false
    }
    return isWhole && !windows.isEmpty ? windows.map(\.window) : nil
  }

  private func window() -> DayWindow? {
    let example = "\"09:00-14:00\""
    guard let text = text(example: example) else { return nil }
    guard let (from, to) = ClockTime.range(text) else {
      fail(
        "\(label) takes opening hours, not \(Shown.name(text)).",
        hint: text == "closed" ? "`closed` stands alone" : "for example `\(example)`, up to 24:00, or `closed`")
      return nil
    }
    if to < from || (to == from && from != 0) || from == 86_400 {
      guard to != from else {
        fail("The window \(Shown.name(text)) is empty.")
        return nil
      }
      fail(
        "The window \(Shown.name(text)) crosses midnight.",
        hint: "write two: `\"\(ClockTime.spelt(from))-24:00\"`"
          + (to == 0 ? "" : ", and `\"00:00-\(ClockTime.spelt(to))\"` on the next day"))
      return nil
    }
    guard let window = DayWindow(fromSecond: from, toSecond: to) else {
      fail("The window \(Shown.name(text)) is empty.", hint: "a whole day is `\"00:00-24:00\"`")
      return nil
    }
    return window
  }

  /// The only value, without a report when there are several.
  private var single0: Cursor? {
    guard case .list(let nodes) = node.kind else { return self }
    return nodes.count == 1 ? Cursor(node: nodes[0], label: label, findings: findings) : nil
  }

  private static func spelt(_ window: DayWindow) -> String {
    "\(ClockTime.spelt(window.fromSecond))-\(ClockTime.spelt(window.toSecond))"
  }
}
