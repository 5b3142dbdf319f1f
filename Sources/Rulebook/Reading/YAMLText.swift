import Yams

/// Parses YAML into the parser's own tree, with every repeated key reported and not only the first.
///
/// The parser gives up at a repeated key. So the first of the pair gets a mark no keyboard types, the text is parsed
/// again, and `Tree` takes the mark off: the reading goes on, and both places are known.
struct YAMLText {
  /// Prefix of a key that was renamed.
  static let mark: Unicode.Scalar = "\u{F8F0}"

  private var lines: [[Unicode.Scalar]]
  /// Where marks were put, in columns of the marked text.
  private var marks: [Int: [Int]] = [:]

  init(_ text: String) {
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  /// The root of the only document; nil when the file holds nothing or cannot be parsed (reported).
  mutating func parse(findings: Findings) -> Yams.Node? {
    for _ in 0...Limits.repeatedKeys {
      do {
        return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let place = Place(context.mark)
        guard markKey(at: place) else {
          findings.error(original(place), "The key `\(keys.first ?? "")` stands twice in this map.")
          return nil
        }
      } catch {
        let trouble = YAMLTrouble(error)
        let sentence = trouble.sentence(near: trouble.place.flatMap(character))
        findings.error(trouble.place.map(original) ?? lastPlace, sentence, hint: trouble.hint)
        return nil
      }
    }
    findings.error(.start, "More than \(Limits.repeatedKeys) keys stand twice in their maps.")
    return nil
  }

  /// The place in the text as it was given, of one in the text that was parsed.
  func original(_ parsed: Place) -> Place {
    guard parsed.line <= lines.count else { return lastPlace }
    let added = marks[parsed.line, default: []].filter { $0 < parsed.column }.count
    return Place(line: parsed.line, column: max(1, parsed.column - added))
  }

  /// The parser keeps a pointer into the text, so short texts, which live inside the string itself, are padded.
  private var text: String {
    var scalars = String.UnicodeScalarView()
    for line in lines {
      scalars.append(contentsOf: line)
      scalars.append("\n")
    }
    return String(scalars) + String(repeating: "\n", count: 16)
  }

  /// False when the key is not plain or quoted text of its own (an alias, say).
  private mutating func markKey(at place: Place) -> Bool {
    guard let first = character(at: place), !"&*!?[{|>".unicodeScalars.contains(first) else { return false }
    let column = first == "\"" || first == "'" ? place.column + 1 : place.column
    lines[place.line - 1].insert(Self.mark, at: column - 1)
    marks[place.line] = marks[place.line, default: []].map { $0 >= column ? $0 + 1 : $0 } + [column]
    return true
  }

  private func character(at place: Place) -> Unicode.Scalar? {
    guard lines.indices.contains(place.line - 1), lines[place.line - 1].indices.contains(place.column - 1) else {
      return nil
    }
    return lines[place.line - 1][place.column - 1]
  }

  private var lastPlace: Place { Place(line: max(1, lines.count), column: 1) }
}
