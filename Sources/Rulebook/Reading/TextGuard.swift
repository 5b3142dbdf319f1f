/// Looks at the raw text before the YAML parser does, and refuses what could exhaust it.
///
/// The parser recurses into nested values and compares keys through their aliases, so depth is bounded here, and
/// a value with aliases may not stand where a key is expected.
struct TextGuard {
  private let findings: Findings
  private var line = 1
  private var column = 0
  private var brackets = 0
  private var quote: UInt8?
  private var isEscaped = false
  private var isComment = false
  private var isIndenting = true
  private var previous = lineFeed
  private var hasAlias = false
  private var openAlias: Place?
  private var compositeKey: Place?
  private var isRefused = false

  private init(findings: Findings) {
    self.findings = findings
  }

  /// Whether the text may be parsed; reports why not. Positions are in scalars, as the parser's.
  static func admits(_ text: String, findings: Findings) -> Bool {
    guard text.utf8.count <= Limits.fileBytes else {
      findings.error(.start, "The file is larger than \(Limits.fileBytes / 1024) KiB, the most that is read.")
      return false
    }
    var scan = TextGuard(findings: findings)
    for byte in text.utf8 where !scan.isRefused { scan.read(byte) }
    if let place = scan.compositeKey, scan.hasAlias {
      scan.refuse(place, "A file with aliases (`*name`) cannot have lists, maps or aliases as keys.")
    }
    return !scan.isRefused
  }

  private mutating func read(_ byte: UInt8) {
    defer { previous = byte }
    if byte & 0xC0 != 0x80 { column += 1 }
    if byte == Self.lineFeed {
      (line, column, isComment, isIndenting, openAlias) = (line + 1, 0, false, true, nil)
    } else if let open = quote {
      readQuoted(byte, until: open)
    } else if !isComment {
      readIndentation(byte)
      readStructure(byte)
    }
  }

  private mutating func readQuoted(_ byte: UInt8, until open: UInt8) {
    let isDouble = open == UInt8(ascii: "\"")
    if isEscaped {
      isEscaped = false
    } else if isDouble, byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == open {
      quote = nil
    }
  }

  private mutating func readIndentation(_ byte: UInt8) {
    guard isIndenting else { return }
    isIndenting = [UInt8]("\t -?".utf8).contains(byte)
    if isIndenting, column > Limits.indentation {
      refuse(
        place, "This line begins more than \(Limits.indentation) columns in.", hint: "indent by two spaces a level")
    }
  }

  private mutating func readStructure(_ byte: UInt8) {
    let startsToken = previous <= UInt8(ascii: " ") || [UInt8]("[{,:".utf8).contains(previous)
    switch byte {
    case UInt8(ascii: "#") where previous <= UInt8(ascii: " "): isComment = true
    case UInt8(ascii: "\"") where startsToken, UInt8(ascii: "'") where startsToken: quote = byte
    case UInt8(ascii: "[") where startsToken, UInt8(ascii: "{") where startsToken: openBracket()
    case UInt8(ascii: "]"), UInt8(ascii: "}"): (brackets, openAlias) = (max(0, brackets - 1), nil)
    case UInt8(ascii: ","): openAlias = nil
    case UInt8(ascii: "*") where startsToken: (hasAlias, openAlias) = (true, place)
    case UInt8(ascii: "?") where startsToken: compositeKey = compositeKey ?? place
    case UInt8(ascii: ":"):
      if let openAlias { compositeKey = compositeKey ?? openAlias }
      if [UInt8]("]}".utf8).contains(previous) { compositeKey = compositeKey ?? place }
    default: break
    }
  }

  private mutating func openBracket() {
    brackets += 1
    if brackets > Limits.depth { refuse(place, "Brackets are nested more than \(Limits.depth) deep here.") }
  }

  private mutating func refuse(_ place: Place, _ message: String, hint: String? = nil) {
    findings.error(place, message, hint: hint)
    isRefused = true
  }

  private var place: Place { Place(line: line, column: max(1, column)) }
  private static let lineFeed = UInt8(ascii: "\n")
}
