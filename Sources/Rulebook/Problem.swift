/// One thing that is wrong with, or worth saying about, a place in the rules file.
///
/// The text never repeats a phone number or what looks like a secret: problems may end in a log.
package struct Problem: Sendable, Hashable {
  /// An error makes the file unusable; a warning says what will not happen although the file asks for it.
  package enum Severity: String, Sendable { case error, warning }

  package var severity: Severity
  /// As the caller named the file.
  package var file: String
  /// Both count from 1; columns count Unicode scalars, as editors do for almost every text.
  package var line: Int
  package var column: Int
  /// One sentence.
  package var message: String
  /// What to write instead, where we know it.
  package var hint: String?

  package init(
    severity: Severity, file: String, line: Int, column: Int, message: String, hint: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }
}

/// `acuse.yaml:12:7: error: … — hint`: editors and CI systems jump to the place from this form.
extension Problem: CustomStringConvertible {
  package var description: String {
    "\(file):\(line):\(column): \(severity.rawValue): \(message)" + (hint.map { " — \($0)" } ?? "")
  }
}
