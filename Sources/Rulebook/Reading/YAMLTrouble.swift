import Yams

/// What the YAML parser complains of, in one sentence for people who do not know its grammar.
struct YAMLTrouble {
  /// In the text that was parsed; nil when the parser does not say where.
  let place: Place?
  /// Where the quotes or brackets open that the trouble is in.
  private let opening: Place?
  private let problem: String

  init(_ error: any Error) {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      opening = context.map { Place($0.mark) }
      // The end of the file says nothing; where the quotes open does.
      let isQuote = problem.contains("unexpected end of stream") || problem.contains("document indicator")
      (place, self.problem) = (isQuote ? opening ?? Place(mark) : Place(mark), problem)
    case .reader(let problem, let offset, _, let yaml):
      opening = nil
      (place, self.problem) = (offset.map { Self.place(ofCharacter: $0, in: yaml) }, problem)
    default: (place, opening, problem) = (nil, nil, "not YAML")
    }
  }

  /// `near` is the character at the place.
  func sentence(near character: Unicode.Scalar?) -> String {
    if character == "\t" { return "A tab cannot indent or stand before a value in YAML." }
    return known?.sentence ?? "This is not valid YAML (\(problem))."
  }

  /// What to do; for brackets, where they open.
  var hint: String? {
    if problem.contains("',' or"), let opening { return "the bracket opens on line \(opening.line)" }
    return known?.hint
  }

  private var known: (sentence: String, hint: String?)? {
    Self.known.first { problem.contains($0.part) }.map { ($0.sentence, $0.hint) }
  }

  private static let known: [(part: String, sentence: String, hint: String?)] = [
    (
      "cannot start any token", "A value cannot begin with this character.",
      "indent with spaces; put a value that begins with @, ` or % in quotes"
    ),
    ("could not find expected ':'", "A key without its colon ends here.", "write `key: value`"),
    (
      "mapping values are not allowed", "A colon is not expected here.",
      "put a text that holds a colon in quotes, and indent each key as its neighbours"
    ),
    (
      "did not find expected key", "A key is expected here.",
      "indent it as its neighbours, and close quotes and brackets above"
    ),
    ("did not find expected ',' or", "A comma or a closing bracket is expected here.", nil),
    (
      "did not find expected '-'", "This line is not indented as its neighbours.",
      "a list entry (`- …`) is expected here"
    ),
    ("did not find expected node", "A value is expected here.", nil),
    ("unexpected end of stream", "These quotes are never closed.", "put the closing quotes where the text ends"),
    ("unexpected document indicator", "These quotes are never closed.", "put the closing quotes where the text ends"),
    ("undefined alias", "This alias (`*name`) has no anchor (`&name`) above it.", nil),
    ("another document", "A second document begins here; the rules are one document.", "remove `---`"),
    ("nesting level", "Values are nested too deep here.", nil),
    ("control characters are not allowed", "A control character stands here.", "remove it"),
  ]

  private static func place(ofCharacter offset: Int, in yaml: String) -> Place {
    let before = yaml.prefix(offset).unicodeScalars
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    return Place(line: line, column: column)
  }
}

extension Place {
  init(_ mark: Mark) {
    self.init(line: mark.line, column: mark.column)
  }
}
