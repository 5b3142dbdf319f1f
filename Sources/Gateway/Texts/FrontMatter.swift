import Helpdesk

/// The lines between two `---` at the head of a text. They say which reply buttons stand below it, or which list opens:
///
///     ---
///     buttons:
///       - here: Estoy
///     ---
///
///     ---
///     list: Calificar
///       - rating_5: 5 · Excelente
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

  /// What the customer can choose from: reply buttons, or a list behind `opener`.
  struct Choices {
    var opener: String?
    var items: [ReplyButton] = []
  }

  /// One to three buttons, or one to ten rows, ids and titles different from each other (Meta, interactive messages).
  static func choices(in lines: [Substring], problems: inout TextProblems) -> Choices {
    var choices = Choices()
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let number = index + 2
      if line == "buttons:" { continue }
      if line.hasPrefix("list: ") {
        let opener = trimmed(line.dropFirst("list: ".count))
        if !(1...openerLimit).contains(opener.utf16.count) {
          problems.add("What opens a list has 1 to \(openerLimit) characters.", line: number)
        }
        choices.opener = opener
        continue
      }
      guard let item = item(in: line) else {
        problems.add(
          "A front matter holds `buttons:` or `list: Calificar`, and below it lines such as `  - here: Estoy`.",
          line: number)
        continue
      }
      let most = choices.opener == nil ? titleLimit : rowTitleLimit
      if !(1...most).contains(item.title.utf16.count) {
        problems.add("A \(choices.name)'s title has 1 to \(most) characters.", line: number)
      }
      if choices.items.contains(where: { $0.id == item.id || $0.title == item.title }) {
        problems.add("Two \(choices.name)s have the same id or title.", line: number)
      }
      choices.items.append(item)
    }
    let most = choices.opener == nil ? countLimit : rowLimit
    if !(1...most).contains(choices.items.count) {
      problems.add(
        choices.opener == nil ? "A message has 1 to \(most) buttons." : "A list has 1 to \(most) rows.", line: 1)
    }
    return choices
  }

  private static func item(in line: Substring) -> ReplyButton? {
    let item = line.drop { $0 == " " }
    guard item.hasPrefix("- "), let colon = item.firstIndex(of: ":") else { return nil }
    let id = item[..<colon].dropFirst(2).drop { $0 == " " }
    let title = item[item.index(after: colon)...].drop { $0 == " " }
    let isPlain = id.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
    guard isPlain, !id.isEmpty else { return nil }
    return ReplyButton(id: String(id), title: trimmed(title))
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private static func isFence(_ line: Substring) -> Bool { line == "---" }

  private static let titleLimit = 20
  private static let countLimit = 3
  private static let openerLimit = 20
  private static let rowTitleLimit = 24
  private static let rowLimit = 10
}

extension FrontMatter.Choices {
  /// What one of them is called.
  fileprivate var name: String { opener == nil ? "button" : "row" }
}
