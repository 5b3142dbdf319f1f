package import Rulebook

/// Everything that is wrong with the templates folder, told at once.
package struct TextLibraryError: Error {
  package let problems: [Problem]
}

/// Gathers what is wrong with one file after another.
struct TextProblems {
  private(set) var all: [Problem] = []
  /// The file that is being read.
  var file = ""

  var count: Int { all.count }

  /// `line` counts from 1.
  mutating func add(_ sentence: String, line: Int = 1) {
    all.append(Problem(severity: .error, file: file, line: line, column: 1, message: sentence))
  }
}
