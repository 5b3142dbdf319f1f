/// Reads `X-Hub-Signature-256`: `sha256=` and 64 lower-case hexadecimal digits, nothing before, between or after.
///
/// Meta writes exactly this. Other spellings (an upper-case scheme or digit, white space, a second value) are refused,
/// so that one body has one valid header.
enum SignatureHeader {
  private static let scheme: StaticString = "sha256="

  /// Decodes into `digest`, which holds `KeyedMAC.digestLength` bytes; false when the header is not of that form.
  static func read(_ header: String, into digest: UnsafeMutableRawBufferPointer) -> Bool {
    var header = header
    return header.withUTF8 { text in
      let schemeLength = scheme.utf8CodeUnitCount
      guard text.count == schemeLength + 2 * digest.count else { return false }
      for index in 0..<schemeLength where text[index] != scheme.utf8Start[index] { return false }
      for index in 0..<digest.count {
        let at = schemeLength + 2 * index
        guard let high = nibble(text[at]), let low = nibble(text[at + 1]) else { return false }
        digest[index] = high << 4 | low
      }
      return true
    }
  }

  @inline(__always)
  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case _: nil
    }
  }
}
