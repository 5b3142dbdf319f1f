/// One `{{…}}` of a text, as it stands there.
struct MustacheTag {
  /// The sign before the name: `#`, `^`, `/`, `!`; nil for a plain variable.
  let sigil: Character?
  let name: String
  /// Lines before it, from 0.
  let line: Int

  static func tags(in text: String) -> [MustacheTag] {
    var tags: [MustacheTag] = []
    var line = 0
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      line += newlines(rest[..<open.lowerBound])
      let inner = rest[open.upperBound...]
      guard let close = inner.firstRange(of: "}}") else {
        tags.append(MustacheTag(sigil: "{", name: "", line: line))
        break
      }
      tags.append(MustacheTag(inside: inner[..<close.lowerBound], line: line))
      line += newlines(inner[..<close.lowerBound])
      rest = inner[close.upperBound...]
    }
    return tags
  }

  /// Why the tag cannot stand in a text; nil if it can.
  ///
  /// Partials, lambdas, other delimiters, unescaped and dotted names are refused: a text needs variables and
  /// optional parts, and what nobody needs nobody has to get right.
  func objection(among known: Set<TextVariable>) -> String? {
    switch sigil {
    case "!": return nil
    case nil, "#", "^", "/":
      if let variable = TextVariable(rawValue: name), known.contains(variable) { return nil }
      let list = known.map(\.rawValue).sorted().joined(separator: ", ")
      return "The text asks for `\(name)`, which is not known here; there are: \(list)."
    case _: return "The text holds a tag of a kind that texts do not know: only `{{x}}`, `{{#x}}`, `{{^x}}`, `{{/x}}`."
    }
  }

  private init(inside: Substring, line: Int) {
    let text = inside.drop(while: \.isWhitespace)
    let hasSigil = text.first.map { !$0.isLetter } ?? false
    let name = (hasSigil ? text.dropFirst() : text).drop(while: \.isWhitespace)
    self.init(
      sigil: hasSigil ? text.first : nil,
      name: String(name.reversed().drop(while: \.isWhitespace).reversed()), line: line)
  }

  private init(sigil: Character?, name: String, line: Int) {
    self.sigil = sigil
    self.name = name
    self.line = line
  }

  private static func newlines(_ text: Substring) -> Int { text.count(where: \.isNewline) }
}
