/// A value on its way to a type: knows how messages call it, and where it stands.
///
/// Every reading method returns nil after reporting what is wrong, so that callers only leave out what is nil.
struct Cursor {
  let node: Node
  /// As messages call it: "`target`", "an audience".
  let label: String
  let findings: Findings

  var place: Place { node.place }

  func fail(_ message: String, hint: String? = nil) {
    findings.error(place, message, hint: hint)
  }

  func labelled(_ label: String) -> Cursor {
    Cursor(node: node, label: label, findings: findings)
  }

  /// One value or a list of values; the list is bounded, and must not be empty.
  func items(atMost limit: Int = Limits.listEntries) -> [Cursor] {
    guard case .list(let nodes) = node.kind else { return node.isEmpty ? empty() : [self] }
    guard !nodes.isEmpty else { return empty() }
    if nodes.count > limit { fail("\(label) lists more than \(limit) values.") }
    return nodes.prefix(limit).map { Cursor(node: $0, label: label, findings: findings) }
  }

  /// The value itself, also when it is written as a list of one.
  func single() -> Cursor? {
    guard case .list(let nodes) = node.kind else { return self }
    guard nodes.count == 1 else {
      fail("\(label) takes one value, and \(nodes.count) stand here.")
      return nil
    }
    return Cursor(node: nodes[0], label: label, findings: findings)
  }

  private func empty() -> [Cursor] {
    fail("\(label) has no value.")
    return []
  }
}

extension Cursor {
  /// The text of one scalar, without spaces around it; never empty.
  func text(atMost limit: Int = Limits.nameCharacters, example: String? = nil) -> String? {
    scalar(example: example, limit: limit)?.text
  }

  /// The same, with whether it stands in quotes.
  func scalar(example: String? = nil, limit: Int = Limits.nameCharacters) -> (text: String, quoted: Bool)? {
    guard let one = single() else { return nil }
    let hint = example.map { "for example `\($0)`" }
    switch one.node.kind {
    case .scalar(let raw, let quoted):
      let scalars = raw.unicodeScalars
      let text = String(scalars.trimmingSpaces)
      if text.isEmpty || one.node.isEmpty {
        one.fail("\(label) has no value.", hint: hint)
      } else if scalars.count > limit {
        one.fail("\(label) is longer than \(limit) characters.")
      } else if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
        one.fail("\(label) holds a line break or another control character.")
      } else {
        return (text, quoted)
      }
    case .map: one.fail("\(label) takes a value, not a map.", hint: hint)
    case .list: one.fail("\(label) takes a value, not a list of lists.", hint: hint)
    }
    return nil
  }

  func integer(in range: ClosedRange<Int>) -> Int? {
    guard let text = text() else { return nil }
    guard let number = Int(text), range.contains(number) else {
      fail("\(label) takes a whole number from \(range.lowerBound) to \(range.upperBound), not \(Shown.name(text)).")
      return nil
    }
    return number
  }

  func flag() -> Bool? {
    guard let text = text() else { return nil }
    switch text {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      fail("\(label) takes `true` or `false`, not \(Shown.name(text)).")
      return nil
    }
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable<String>>(of choices: [Choice]) -> Choice? {
    let words = choices.map(\.rawValue)
    guard let word = word(of: words) else { return nil }
    return choices.first { $0.rawValue == word }
  }

  /// The same for words that have no type of their own.
  func word(of words: [String]) -> String? {
    guard let text = text() else { return nil }
    if words.contains(text) { return text }
    let nearest = Nearest.name(to: text, among: words).map { "did you mean `\($0)`?" }
    let known = "known: " + words.map { "`\($0)`" }.joined(separator: ", ")
    fail("\(label) cannot be \(Shown.name(text)).", hint: nearest ?? known)
    return nil
  }

  /// The name of something that the file declares elsewhere.
  func reference(to kind: String, among names: Set<String>) -> String? {
    guard let text = text() else { return nil }
    if names.contains(text) { return text }
    fail("There is no \(kind) \(Shown.name(text)).", hint: Self.suggestion(for: text, among: names, kind: kind))
    return nil
  }

  static func suggestion(for word: String, among names: some Collection<String>, kind: String) -> String {
    if let nearest = Nearest.name(to: word, among: names) { return "did you mean `\(nearest)`?" }
    return names.isEmpty ? "the file declares none" : "there is \(Shown.list(names))"
  }
}

extension String.UnicodeScalarView {
  /// Without spaces at both ends.
  fileprivate var trimmingSpaces: Substring.UnicodeScalarView {
    var rest = self[...]
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
