/// HMAC-SHA256 (RFC 2104), and the header that Meta makes of it.
package enum HMAC {
  /// The 32 bytes of the authentication code.
  package static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
    var block = key.count > SHA256.blockSize ? SHA256.digest(key) : key
    block.append(contentsOf: repeatElement(0, count: SHA256.blockSize - block.count))
    var inner = SHA256.Hashing()
    inner.update(block.map { $0 ^ 0x36 })
    inner.update(message)
    var outer = SHA256.Hashing()
    outer.update(block.map { $0 ^ 0x5c })
    outer.update(inner.finish())
    return outer.finish()
  }

  /// The value of `X-Hub-Signature-256` for these very bytes: `sha256=` and 64 hexadecimal digits.
  package static func signature(secret: String, body: [UInt8]) -> String {
    "sha256=" + Hex.text(sha256(key: Array(secret.utf8), message: body))
  }
}
