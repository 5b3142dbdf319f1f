/// Collects every problem of one reading; nothing stops at the first.
///
/// A class, because all parts of one reading share it; it never leaves the thread that reads.
final class Findings {
  private let file: String
  private var found: [Severity: Set<Problem>] = [.error: [], .warning: []]
  private typealias Severity = Problem.Severity

  init(file: String) {
    self.file = file
  }

  func error(_ place: Place, _ message: String, hint: String? = nil) {
    add(.error, place, message, hint)
  }

  func warn(_ place: Place, _ message: String, hint: String? = nil) {
    add(.warning, place, message, hint)
  }

  var errorCount: Int { found[.error, default: []].count }
  var errors: [Problem] { sorted(.error) }
  var warnings: [Problem] { sorted(.warning) }

  /// A set: what an alias repeats is one problem, at the place where it is written.
  private func add(_ severity: Severity, _ place: Place, _ message: String, _ hint: String?) {
    guard found[severity, default: []].count < Limits.problems else { return }
    found[severity, default: []].insert(
      Problem(
        severity: severity, file: file, line: place.line, column: place.column, message: message, hint: hint))
  }

  private func sorted(_ severity: Severity) -> [Problem] {
    found[severity, default: []].sorted {
      ($0.line, $0.column, $0.message, $0.hint ?? "") < ($1.line, $1.column, $1.message, $1.hint ?? "")
    }
  }
}
