import BusinessTime
import Helpdesk

/// Meta's own kinds of value, read in every form in which they have been seen.
extension JSONValue {
  /// Longer than any id of Meta's (a wamid has about 60 bytes); a unique index must not hold megabytes.
  static var maximumIdentifierBytes: Int { 512 }
  /// The longest phone has 15 digits (E.164), and some ids of test numbers are a little longer.
  static var maximumPhoneDigits: Int { 20 }
  /// E.164: what people write in groups is a real phone, and no longer.
  private static var maximumWrittenDigits: Int { 15 }

  /// An id: visible ASCII, not empty, not long. A whole number counts as its digits.
  ///
  /// An id that had to be repaired is none: two broken ones could become equal, and one be dropped as a duplicate.
  var identifier: String? {
    guard let bytes = utf8 else { return integer.map { String($0) } }
    guard (1...Self.maximumIdentifierBytes).contains(bytes.count) else { return nil }
    for byte in bytes where byte <= 0x20 || byte >= 0x7F { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A phone: digits only; a leading `+` and what people put between digits are taken off; a whole number counts as
  /// its digits.
  var phone: String? {
    guard let bytes = utf8 else { return integer.flatMap { $0 > 0 ? String($0) : nil } }
    let plain = bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
    let digits = plain.allSatisfy(Self.isDigit) ? Array(plain) : Self.writtenDigits(plain)
    guard (1...Self.maximumPhoneDigits).contains(digits.count) else { return nil }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The digits of a phone as people write it, in groups: `52 (1) 55-5555-0123`. Nothing else is one: no sign, no
  /// fraction, and not the two numbers of an old group's id.
  private static func writtenDigits(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt8] {
    let digits = text.filter(isDigit)
    let isWritten = text.allSatisfy { isDigit($0) || " -()".utf8.contains($0) }
    let begins = text.first.map { isDigit($0) || $0 == UInt8(ascii: "(") } ?? false
    return isWritten && begins && digits.count <= maximumWrittenDigits ? digits : []
  }

  /// A message's id, always a string.
  var wamid: Wamid? { utf8 == nil ? nil : identifier.map { Wamid($0) } }

  var userID: UserID? { identifier.map { UserID($0) } }

  /// The text of a member, when it is a string.
  func text(_ name: StaticString) -> String? { self[name]?.string }

  /// A number, or a text that is one: sums and degrees have been seen as both. Finite.
  var amount: Double? {
    guard let amount = number ?? string.flatMap({ Double($0) }), amount.isFinite else { return nil }
    return amount
  }

  /// Seconds or milliseconds since 1970, as a number or as text; nil when it is no such thing.
  ///
  /// From 10¹² on they are milliseconds: as seconds that would be the year 33658.
  var timestamp: Timestamp? {
    guard let count = number ?? utf8.flatMap(Self.decimal), count.isFinite, count > 0 else { return nil }
    let milliseconds = count < 1e12 ? (count * 1000).rounded() : count.rounded()
    return milliseconds <= Self.latestMilliseconds ? Timestamp(milliseconds: Int64(milliseconds)) : nil
  }

  /// The last millisecond of the year 9999: what is later cannot be written as a date.
  private static var latestMilliseconds: Double { 253_402_300_799_999 }

  /// Digits, with perhaps a fraction after them; a double holds 15 digits exactly, and no instant has more.
  private static func decimal(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard (1...20).contains(text.count) else { return nil }
    var whole: Double = 0
    var fraction: Double = 0
    var scale: Double = 0
    for byte in text {
      if byte == UInt8(ascii: "."), scale == 0 {
        scale = 1
      } else if isDigit(byte), scale == 0 {
        whole = whole * 10 + Double(byte - UInt8(ascii: "0"))
      } else if isDigit(byte) {
        fraction = fraction * 10 + Double(byte - UInt8(ascii: "0"))
        scale *= 10
      } else {
        return nil
      }
    }
    return scale > 1 ? whole + fraction / scale : (scale == 0 ? whole : nil)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
