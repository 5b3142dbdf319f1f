import COpenSSL

/// Comparisons whose time does not tell how much was right.
enum ConstantTime {
  /// Whether two byte strings are equal. Their lengths are not hidden: a digest's is known to all, and a verify
  /// token's tells nothing of its letters.
  static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return CRYPTO_memcmp(a, b, left.count) == 0
  }

  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBytes { a in right.withUnsafeBytes { b in areEqual(a, b) } }
  }
}
