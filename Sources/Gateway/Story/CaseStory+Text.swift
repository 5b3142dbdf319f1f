import BusinessTime

extension CaseStory {
  /// The whole story for a terminal, in lines of at most `textWidth` characters.
  package var text: String {
    let time = StoryTime(zone: zone)
    var lines = Self.wrapped(heading, indent: "")
    lines += ["", "What was promised"]
    if clocks.isEmpty { lines.append("  Nothing: no clock was started.") }
    for clock in clocks { lines += Self.wrapped(clock.text, head: "  - ", indent: "    ") }
    lines += ["", "What happened"]
    var last: String?
    for event in events {
      let day = time.heading(event.at)
      if day != last { lines += last == nil ? [day] : ["", day] }
      last = day
      lines += Self.wrapped(event.text, head: "  \(time.fullClock(event.at))  ", indent: "            ")
    }
    return lines.joined(separator: "\n")
  }

  /// Fits most windows.
  private static let textWidth = 100

  private static func wrapped(_ text: String, head: String = "", indent: String) -> [String] {
    var lines = [head]
    var isFresh = true
    for word in text.split(separator: " ") {
      if !isFresh, lines[lines.count - 1].count + 1 + word.count > textWidth {
        lines.append(indent)
        isFresh = true
      }
      lines[lines.count - 1] += isFresh ? String(word) : " \(word)"
      isFresh = false
    }
    return lines
  }
}
