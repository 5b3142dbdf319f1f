import Testing

@testable import Rulebook

/// A rules file with a mistake, and every problem that `check` must tell of it, by hand.
struct Broken: Sendable, CustomTestStringConvertible {
  struct Expected: Sendable {
    let place: String
    let message: String
    let hint: String?
  }

  let name: String
  let text: String
  let expected: [Expected]

  /// `SmallRules` with some lines replaced.
  init(_ name: String, _ edits: [Int: String?], _ expected: Expected...) {
    self.init(name, text: SmallRules.with(edits), expected)
  }

  init(_ name: String, text: String, _ expected: [Expected]) {
    self.name = name
    self.text = text
    self.expected = expected
  }

  var testDescription: String { name }

  /// Every problem expected, in this order, and no other; messages and hints by a part of theirs.
  func check() {
    let loaded = load(text)
    #expect(loaded.rules == nil && loaded.settings == nil)
    #expect(loaded.problems.map(place) == expected.map(\.place), "\(loaded.problems)")
    for (problem, wanted) in zip(loaded.problems, expected) {
      #expect(problem.message.contains(wanted.message), "\(problem)")
      #expect((problem.hint == nil) == (wanted.hint == nil), "\(problem)")
      if let hint = wanted.hint { #expect(problem.hint?.contains(hint) == true, "\(problem)") }
      #expect(!problem.message.contains("\n") && problem.message.hasSuffix("."), "\(problem)")
    }
  }
}

/// A problem at `line:column`, by parts of its message and of its hint (nil: it has none).
func at(_ place: String, _ message: String, hint: String? = nil) -> Broken.Expected {
  Broken.Expected(place: place, message: message, hint: hint)
}
