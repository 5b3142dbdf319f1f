/// How problems repeat what stands in the file: short, and never a secret or a phone number.
enum Shown {
  /// A word of the file in backticks, or "this value" when it had better not be repeated.
  static func name(_ text: String) -> String {
    if looksSecret(text) || holdsPhone(text) { return "this value" }
    let shown = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : String($0) }
    let short = shown.prefix(longest).joined() + (shown.count > longest ? "…" : "")
    return "`\(short)`"
  }

  /// Names in backticks, at most as many as one line holds.
  static func list(_ names: some Sequence<String>) -> String {
    let sorted = names.sorted()
    let shown = sorted.prefix(mostListed).map { name($0) }.joined(separator: ", ")
    return sorted.count > mostListed ? shown + ", …" : shown
  }

  /// Meta's tokens begin with EAA; an app secret is 32 hex digits; other keys are long and mixed.
  static func looksSecret(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if text.hasPrefix("EAA"), bytes.count >= 20 { return true }
    let isHex = bytes.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    if isHex, bytes.count >= 32 { return true }
    let isOneWord = bytes.allSatisfy { Unicode.Scalar($0).properties.isAlphabetic || isDigit($0) }
    return isOneWord && bytes.count >= 40 && bytes.contains(where: isDigit)
  }

  /// Nine digits or more (a date has eight): phones and Meta's ids alike are left out of messages.
  private static func holdsPhone(_ text: String) -> Bool {
    text.utf8.count(where: isDigit) >= 9 && CharactersOf.number.isSuperset(of: text.utf8)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static let longest = 40
  private static let mostListed = 12
}

private enum CharactersOf {
  static let number = Set("0123456789 +-().".utf8)
}
