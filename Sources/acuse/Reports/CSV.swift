/// Comma-separated values (RFC 4180) that no spreadsheet takes for a formula.
enum CSV {
  /// One line with its end.
  static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

  /// A cell that begins as a formula does gets an apostrophe before it.
  static func cell(_ text: String) -> String {
    let guarded = text.first.map { beginnings.contains($0) } == true ? "'" + text : text
    guard guarded.contains(where: { $0 == "\"" || $0 == "," || $0.isNewline }) else { return guarded }
    return "\"" + guarded.replacing("\"", with: "\"\"") + "\""
  }

  private static let beginnings: Set<Character> = ["=", "+", "-", "@", "\t", "\r"]
}
