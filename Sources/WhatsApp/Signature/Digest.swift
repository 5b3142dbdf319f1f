import COpenSSL

/// SHA-256 of what is secret, by OpenSSL.
package enum Digest {
  /// 32 bytes.
  package static func sha256(_ message: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
      SHA256(message, message.count, buffer.baseAddress)
      count = Int(SHA256_DIGEST_LENGTH)
    }
  }
}
