/// Whom the company is asked to forget, as whoever asks names them.
package enum CustomerName: Sendable, Equatable {
  case phone(PhoneKey)
  case user(UserID)
  case conversation(ConversationRef)

  /// More digits than this are a phone: with its country code the shortest mobile in the Americas has ten.
  private static let mostDigitsOfReference = 9
  /// Twice what E.164 allows, for the signs that people write between digits.
  private static let mostCharacters = 128

  /// By its form: `+52 55 …`, or ten digits and more, is a phone; `#1042`, or up to nine digits, a conversation; two
  /// letters, a dot and more (`MX.1234`) a user id. Nil: none of them.
  package init?(_ text: String) {
    guard text.count <= Self.mostCharacters else { return nil }
    if text.hasPrefix("#") {
      guard let number = Self.reference(text.dropFirst()) else { return nil }
      self = .conversation(number)
    } else if let number = Self.reference(text[...]) {
      self = .conversation(number)
    } else if Self.isUserID(text) {
      self = .user(UserID(text))
    } else if Self.isPhone(text) {
      self = .phone(PhoneKey(text))
    } else {
      return nil
    }
  }

  private static func reference(_ digits: Substring) -> ConversationRef? {
    guard (1...mostDigitsOfReference).contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
    return Int64(digits).map(ConversationRef.init)
  }

  private static func isUserID(_ text: String) -> Bool {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 2, parts[0].allSatisfy({ $0.isASCII && $0.isLetter }) else {
      return false
    }
    return !parts[1].isEmpty && parts[1].allSatisfy { $0.isASCII && ($0.isLetter || isDigit($0) || $0 == ".") }
  }

  private static func isPhone(_ text: String) -> Bool {
    let rest = text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard rest.allSatisfy({ isDigit($0) || " -()".contains($0) }) else { return false }
    return rest.count(where: isDigit) >= (text.hasPrefix("+") ? 7 : mostDigitsOfReference + 1)
  }

  private static func isDigit(_ sign: Character) -> Bool { sign.isASCII && sign.isNumber }
}
