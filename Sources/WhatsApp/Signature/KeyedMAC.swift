import COpenSSL

/// HMAC-SHA256 under one key, prepared once: each message then costs only its own bytes.
///
/// Sendable because the `Pool` that owns it lends it to one caller at a time, and nobody else holds it.
final class KeyedMAC: @unchecked Sendable {
  /// SHA-256's output, in bytes.
  static let digestLength = 32

  private let context: OpaquePointer

  /// nil when the key is empty or libcrypto refuses.
  init?(key: [UInt8]) {
    guard !key.isEmpty, let algorithm = EVP_MAC_fetch(nil, OSSL_MAC_NAME_HMAC, nil) else { return nil }
    defer { EVP_MAC_free(algorithm) }
    guard let context = EVP_MAC_CTX_new(algorithm) else { return nil }
    guard acuse_hmac_sha256_prepare(context, key, key.count) == 1 else {
      EVP_MAC_CTX_free(context)
      return nil
    }
    self.context = context
  }

  deinit { EVP_MAC_CTX_free(context) }

  /// Writes the code of `message` into `digest`, which holds `digestLength` bytes; false when libcrypto fails.
  func authenticate(_ message: UnsafeRawBufferPointer, into digest: UnsafeMutableRawBufferPointer) -> Bool {
    guard digest.count == Self.digestLength, let output = digest.baseAddress else { return false }
    // A NULL key keeps the one that was prepared.
    guard EVP_MAC_init(context, nil, 0, nil) == 1 else { return false }
    if let bytes = message.baseAddress, !message.isEmpty {
      guard EVP_MAC_update(context, bytes.assumingMemoryBound(to: UInt8.self), message.count) == 1 else {
        return false
      }
    }
    var written = 0
    let bytes = output.assumingMemoryBound(to: UInt8.self)
    return EVP_MAC_final(context, bytes, &written, digest.count) == 1 && written == Self.digestLength
  }
}
