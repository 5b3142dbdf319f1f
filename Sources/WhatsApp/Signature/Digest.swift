import COpenSSL

/// SHA-256 of what is secret, by OpenSSL, alone and under a key.
package enum Digest {
  /// 32 bytes.
  package static func sha256(_ message: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
      SHA256(message, message.count, buffer.baseAddress)
      count = Int(SHA256_DIGEST_LENGTH)
    }
  }

  /// HMAC-SHA256 (RFC 2104), 32 bytes, under a key of at most `blockLength` bytes. For single messages under a key that
  /// is read from somewhere; signatures go by `KeyedMAC`, which prepares its key once.
  package static func hmac(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    precondition(key.count <= blockLength)
    let padded = key + [UInt8](repeating: 0, count: blockLength - key.count)
    return sha256(padded.map { $0 ^ 0x5C } + sha256(padded.map { $0 ^ 0x36 } + message))
  }

  /// What SHA-256 works on at a time, in bytes.
  private static let blockLength = 64
}
