/// One key for all the spellings of one phone (semantics §1): what contacts are looked up by, never what is sent to.
///
/// Meta writes some Latin American mobiles now with a digit, now without: Brazil's ninth digit (55), Mexico's 1
/// after 52, Argentina's 9 after 54. Landlines have one spelling and keep it.
package struct PhoneKey: Hashable, Sendable, Codable {
  /// Digits only.
  package let rawValue: String

  /// The key of a phone in international form, with or without `+`; what is not a digit is left out.
  package init(_ phone: String) {
    rawValue = Self.canonical(phone)
  }

  /// Brazilian mobiles with the ninth digit, Mexican ones without the 1, Argentine ones without the 9; all else as is.
  ///
  /// The direction is chosen so that a landline never changes: in Mexico and Argentina its spelling is the short one,
  /// in Brazil its first digit (2 to 5) tells it from a mobile (6 to 9).
  package static func canonical(_ phone: String) -> String {
    var digits = phone.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let national = digits.dropFirst(2)
    if digits.starts(with: "55".utf8) {
      if national.count == 10, isBrazilianArea(national), isBrazilianMobile(national[4]) {
        digits.insert(UInt8(ascii: "9"), at: 4)
      }
    } else if digits.starts(with: "521".utf8) || digits.starts(with: "549".utf8) {
      if national.count == 11, digits[3] >= UInt8(ascii: "2") || digits[1] == UInt8(ascii: "4") {
        digits.remove(at: 2)
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  package init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  /// Area codes run from 11 to 99 and hold no zero.
  private static func isBrazilianArea(_ national: ArraySlice<UInt8>) -> Bool {
    national.prefix(2).allSatisfy { $0 != UInt8(ascii: "0") }
  }

  private static func isBrazilianMobile(_ first: UInt8) -> Bool { first >= UInt8(ascii: "6") }
}
