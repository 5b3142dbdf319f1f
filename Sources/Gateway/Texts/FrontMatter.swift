import Helpdesk

/// The lines between two `---` at the head of a text. They say which reply buttons stand below it:
///
///     ---
///     buttons:
///       - here: Estoy
///     ---
enum FrontMatter {
  /// The front matter's lines (nil: none), the text below it, and how many lines stand above that text.
  static func split(_ source: String) -> (lines: [Substring]?, body: String, bodyLine: Int) {
    let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first.map(isFence) == true, let end = lines.dropFirst().firstIndex(where: isFence) else {
      return (nil, source, 0)
    }
    return (Array(lines[1..<end]), lines[(end + 1)...].joined(separator: "\n"), end + 1)
  }

  /// One to three buttons, ids and titles different from each other (Meta, interactive messages).
  static func buttons(in lines: [Substring], problems: inout TextProblems) -> [ReplyButton] {
    var buttons: [ReplyButton] = []
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let number = index + 2
      if line == "buttons:" { continue }
      guard let button = button(in: line) else {
        problems.add("A front matter holds `buttons:` and below it lines such as `  - here: Estoy`.", line: number)
        continue
      }
      if !(1...titleLimit).contains(button.title.utf16.count) {
        problems.add("A button's title has 1 to \(titleLimit) characters.", line: number)
      }
      if buttons.contains(where: { $0.id == button.id || $0.title == button.title }) {
        problems.add("Two buttons have the same id or title.", line: number)
      }
      buttons.append(button)
    }
    if !(1...countLimit).contains(buttons.count) { problems.add("A message has 1 to \(countLimit) buttons.", line: 1) }
    return buttons
  }

  private static func button(in line: Substring) -> ReplyButton? {
    let item = line.drop { $0 == " " }
    guard item.hasPrefix("- "), let colon = item.firstIndex(of: ":") else { return nil }
    let id = item[..<colon].dropFirst(2).drop { $0 == " " }
    let title = item[item.index(after: colon)...].drop { $0 == " " }
    let isPlain = id.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    guard isPlain, !id.isEmpty else { return nil }
    return ReplyButton(id: String(id), title: String(title.reversed().drop { $0 == " " }.reversed()))
  }

  private static func isFence(_ line: Substring) -> Bool { line == "---" }

  private static let titleLimit = 20
  private static let countLimit = 3
}
