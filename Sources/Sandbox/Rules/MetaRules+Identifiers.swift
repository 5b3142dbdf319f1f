import Foundation

extension MetaRules {
  /// A fresh message id: `wamid.` and base64 of something that, as in real ones, holds the other side's digits.
  ///
  /// A log that shows one shows a phone number; that is why synthetic ones must hold it too.
  mutating func messageID(digits: String, isOurs: Bool) -> String {
    var bytes: [UInt8] = [0x1D, 0x18, UInt8(truncatingIfNeeded: digits.utf8.count)]
    bytes.append(contentsOf: digits.utf8)
    bytes.append(contentsOf: [0x15, 0x02, 0x00, isOurs ? 0x11 : 0x12, 0x18, 0x10])
    bytes.append(contentsOf: String(random.next() | 1 << 63, radix: 16, uppercase: true).utf8)
    bytes.append(0)
    return "wamid." + Data(bytes).base64EncodedString()
  }
}
