import WhatsApp

/// The values for one text, made harmless: one line each unless the variable is a block, no control or direction
/// marks, capped. What is blank is missing.
struct TextValues {
  private let raw: [String: String]

  init(_ raw: [String: String]) {
    self.raw = raw
  }

  /// For a free-form text; nil when missing.
  func freeForm(_ variable: TextVariable) -> String? {
    guard let value = raw[variable.rawValue] else { return nil }
    return variable.isBlock
      ? Self.block(value, most: variable.limit) : Self.line(value, most: variable.limit)
  }

  /// For a template's parameter: one line, «—» when missing.
  func parameter(_ variable: TextVariable) -> String {
    raw[variable.rawValue].flatMap { Self.line($0, most: variable.limitInTemplate) } ?? TemplateValue.empty
  }

  private static func line(_ value: some StringProtocol, most: Int) -> String? {
    let clean = TemplateValue.clean(withoutDirections(value), most: most)
    return clean == TemplateValue.empty ? nil : clean
  }

  /// Whole lines from the start, as many as fit.
  private static func block(_ value: String, most: Int) -> String? {
    var kept: [String] = []
    var length = 0
    for part in value.split(maxSplits: mostLines, whereSeparator: \.isNewline).prefix(mostLines) {
      guard let line = line(part, most: lineLimit) else { continue }
      length += line.utf16.count + 1
      if length > most { break }
      kept.append(line)
    }
    return kept.isEmpty ? nil : kept.joined(separator: "\n")
  }

  /// Marks that turn the direction of writing could make a name read as something else in the words around it.
  private static func withoutDirections(_ text: some StringProtocol) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(mostScalars) {
      switch scalar.value {
      case 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069: continue
      case _: kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// Of one line within a block.
  private static let lineLimit = 200
  /// More lines than any block has room for.
  private static let mostLines = 100
  /// Of one line; what stands behind that many characters that are not shown is not looked for.
  private static let mostScalars = 4096
}
