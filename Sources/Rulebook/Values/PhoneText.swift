/// Phone numbers as the rules file writes them: E.164, with spaces, dashes, dots and brackets for the eye.
enum PhoneText {
  /// Digits without `+`; nil unless the text is `+` and 8 to 15 digits that do not begin with nought (E.164).
  static func digits(_ text: String) -> String? {
    guard text.hasPrefix("+"), text.dropFirst().allSatisfy({ isDigit($0) || " -.()".contains($0) }) else {
      return nil
    }
    let digits = text.filter(isDigit)
    return (8...15).contains(digits.count) && !digits.hasPrefix("0") ? digits : nil
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}

extension Cursor {
  /// Digits of a phone number. The number itself is never repeated in a message.
  func phone() -> String? {
    let example = "\"+52 55 5555 1234\""
    guard let (text, quoted) = scalar(example: example) else { return nil }
    if let digits = PhoneText.digits(text) { return digits }
    let isMangled = !quoted && !text.hasPrefix("+")
    fail(
      "\(label) takes a phone number with its country code.",
      hint: isMangled ? "write it in quotes, beginning with +: \(example)" : "for example \(example)")
    return nil
  }

  /// An id of digits as Meta gives it.
  ///
  /// Without quotes other readers of the same file take some of them for numbers in base 8 or 16 or with an exponent,
  /// and drop what is no digit: those are refused.
  func numericID() -> String? {
    guard let (text, quoted) = scalar(example: "\"106540352242922\"") else { return nil }
    let isDigits = text.allSatisfy { $0.isASCII && $0.isNumber }
    if isDigits, quoted || !text.hasPrefix("0") { return text }
    let isNumberLike = !quoted && text.first?.isNumber == true
    fail(
      isNumberLike
        ? "\(label) is an id, but without quotes YAML may read it as another number."
        : "\(label) takes an id of digits only.",
      hint: isNumberLike ? "put it in quotes" : "as Meta shows it, for example `\"106540352242922\"`")
    return nil
  }
}
