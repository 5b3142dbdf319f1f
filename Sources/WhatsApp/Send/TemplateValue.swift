/// What may stand in a template's parameter (semantics §11): Meta refuses newlines, tabs, long runs of spaces and
/// nothing at all.
package enum TemplateValue {
  /// A name or an excerpt that is longer helps nobody in an alert, and three of them still fit Meta's 1024.
  package static let maximumLength = 300

  /// Stands where there is nothing to say.
  package static let empty = "—"

  /// `text` in one line: every run of white space is one space, none at the ends, control characters left out, cut
  /// with `…` at a whole character to `most` UTF-16 units; `—` when nothing visible is left.
  package static func clean(_ text: String, most: Int = maximumLength) -> String {
    let line = oneLine(text)
    guard isVisible(line) else { return empty }
    return line.utf16.count <= most ? line : cut(line, most)
  }

  /// Whether Meta takes the text as it stands.
  static func isClean(_ text: String) -> Bool {
    var run = 0
    for scalar in text.unicodeScalars {
      if isLineBreakOrTab(scalar) { return false }
      run = scalar == " " ? run + 1 : 0
      if run > SendLimits.spaceRun { return false }
    }
    return isVisible(text)
  }

  private static func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var owesSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        owesSpace = !line.isEmpty
      } else if scalar.properties.generalCategory != .control {
        if owesSpace { line.append(" ") }
        owesSpace = false
        line.append(scalar)
      }
    }
    return String(line)
  }

  private static func cut(_ line: String, _ most: Int) -> String {
    var kept = ""
    var length = 1
    for character in line {
      length += character.utf16.count
      if length > most { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  private static func isLineBreakOrTab(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || Character(scalar).isNewline
  }

  /// Zero-width characters and joiners alone are nothing to read.
  private static func isVisible(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
        && scalar.properties.generalCategory != .control
    }
  }
}
