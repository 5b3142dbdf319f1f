/// A place in the file; both numbers count from 1.
struct Place: Hashable, Comparable, Sendable {
  let line: Int
  let column: Int

  /// Where what concerns the whole file is reported.
  static let start = Place(line: 1, column: 1)

  static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A value of the file with its place; aliases are written out and merge keys applied.
struct Node {
  enum Kind {
    /// The text as it stands: nothing is guessed to be a number, a date or a boolean.
    case scalar(String, quoted: Bool)
    case list([Node])
    case map([Entry])
  }

  let place: Place
  let kind: Kind

  /// Nothing stands after the colon, or YAML's words for nothing.
  var isEmpty: Bool {
    guard case .scalar(let text, quoted: false) = kind else { return false }
    return ["", "~", "null"].contains(text)
  }
}

/// One key of a map with its value.
struct Entry {
  let key: String
  let place: Place
  let value: Node
}
