import Helpdesk

/// Holds a definition against Meta's rules for templates and against what the desk can fill in (whatsapp §4, §6).
struct MetaCheck {
  let definition: MetaDefinition
  /// From the file's name.
  let name: String
  let language: Language

  /// All that is wrong, a sentence each.
  var sentences: [String] { headProblems + componentProblems + variableProblems + bodyProblems + exampleProblems }

  private var headProblems: [String] {
    var found: [String] = []
    if definition.name != name { found.append("The definition's name is not the file's.") }
    if definition.language != language.rawValue { found.append("The definition's language is not the file's.") }
    if definition.category != "UTILITY" {
      found.append("The category must be UTILITY: everything here concerns a case that the customer opened.")
    }
    if ![nil, "NAMED", "POSITIONAL"].contains(definition.parameterFormat) {
      found.append("`parameter_format` is NAMED or POSITIONAL.")
    }
    return found
  }

  private var componentProblems: [String] {
    var found: [String] = []
    if definition.components.count(where: { $0.type == "BODY" }) != 1 { found.append("There must be one BODY.") }
    for component in definition.components {
      switch component.type {
      case "BODY": continue
      case "HEADER", "FOOTER":
        let isPlain = component.format ?? "TEXT" == "TEXT" && component.text.map { !$0.contains("{{") } == true
        if !isPlain { found.append("A \(component.type) may hold plain words only.") }
        if (component.text?.utf16.count ?? 0) > Self.lineLimit {
          found.append("A \(component.type) has at most \(Self.lineLimit) characters.")
        }
      case "BUTTONS":
        let buttons = component.buttons ?? []
        let isFine = buttons.allSatisfy { $0.type == "QUICK_REPLY" && (1...20).contains($0.text.utf16.count) }
        if !isFine || !(1...3).contains(buttons.count) {
          found.append("BUTTONS must be one to three of type QUICK_REPLY with texts of 1 to 20 characters.")
        }
      case _: found.append("A component of type \(component.type) is not known here.")
      }
    }
    return found
  }

  private var variableProblems: [String] {
    let known = TextVariable.supplied(for: name)
    var found: [String] = definition.variableNames.compactMap { variable in
      if let known = TextVariable(rawValue: variable), TextVariable.supplied(for: name).contains(known) { return nil }
      let list = known.map(\.rawValue).sorted().joined(separator: ", ")
      return "The body asks for `\(variable)`, which is not known here; there are: \(list)."
    }
    guard !definition.isNamed else { return found }
    let expected = (1...max(1, definition.placeholders.count)).map(String.init)
    if !definition.placeholders.isEmpty, definition.placeholders != expected {
      found.append("Positional parameters are numbered from {{1}} in the order in which they appear.")
    }
    if definition.variableNames.count != definition.placeholders.count {
      found.append("`variables` must say for each positional parameter what it stands for.")
    }
    return found
  }

  private var bodyProblems: [String] {
    let text = definition.bodyText
    var found: [String] = []
    let longest =
      text.utf16.count
      + definition.variableNames.reduce(0) { sum, name in
        sum + (TextVariable(rawValue: name)?.limitInTemplate ?? 0) * occurrences(of: name)
      }
    if text.isEmpty || longest > Self.bodyLimit {
      found.append("The body can grow to \(longest) characters; Meta allows 1 to \(Self.bodyLimit).")
    }
    if text.hasPrefix("{{") || text.hasSuffix("}}") { found.append("The body may not begin or end with a parameter.") }
    if hasNeighbours(text) { found.append("Between two parameters there must be words.") }
    if text.contains("\t") || text.contains("\n\n\n") || text.contains("     ") {
      found.append("The body may not hold tabs, two empty lines or more than four spaces on end.")
    }
    return found
  }

  private var exampleProblems: [String] {
    guard !definition.placeholders.isEmpty else { return [] }
    let example = definition.body?.example
    let isComplete =
      definition.isNamed
      ? Set(example?.named?.map(\.name) ?? []) == Set(definition.placeholders)
        && example?.named?.allSatisfy { !$0.example.isEmpty } == true
      : example?.positional?.first?.count == definition.placeholders.count
    return isComplete ? [] : ["Meta wants an example for each parameter of the body, and for nothing else."]
  }

  private func occurrences(of variable: String) -> Int {
    guard definition.isNamed else { return 1 }
    return MustacheTag.tags(in: definition.bodyText).count { $0.name == variable }
  }

  /// Two parameters with nothing but signs and spaces between them.
  private func hasNeighbours(_ text: String) -> Bool {
    var pieces = text.split(separator: "}}", omittingEmptySubsequences: false).dropFirst()
    pieces = pieces.filter { $0.contains("{{") }[...]
    return pieces.contains { piece in
      let between = piece.firstRange(of: "{{").map { piece[..<$0.lowerBound] } ?? piece
      return !between.contains { $0.isLetter }
    }
  }

  /// Meta's limits of a header or footer, and of a body with its parameters in it.
  private static let lineLimit = 60
  private static let bodyLimit = 1024
}
