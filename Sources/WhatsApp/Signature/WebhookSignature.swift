/// Proves that a body came from Meta: HMAC-SHA256 of the raw bytes under an app secret (whatsapp §1).
///
/// The bytes are those that arrived: Meta signs its own escaping, and a body that was parsed and written again no
/// longer verifies. Several secrets hold while one is rotated, or when several apps share the address. No digest
/// leaves this type.
package struct WebhookSignature: Sendable {
  private let authenticators: [Pool<KeyedMAC>]

  /// Secrets in the order of their indices. An empty one keeps its place and verifies nothing.
  package init(secrets: [String]) {
    authenticators = secrets.map { secret in
      let key = Array(secret.utf8)
      return Pool { KeyedMAC(key: key) }
    }
  }

  /// The index of the secret that signed `body`; nil when the header is absent, malformed or wrong.
  ///
  /// Takes the same time however much of a wrong digest is right. The legacy SHA-1 header is never looked at.
  package func verify(header: String?, body: UnsafeRawBufferPointer) -> Int? {
    guard let header else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: KeyedMAC.digestLength, alignment: 1) { claimed in
      guard SignatureHeader.read(header, into: claimed) else { return nil }
      return authenticators.firstIndex { isSigned(by: $0, body, UnsafeRawBufferPointer(claimed)) }
    }
  }

  /// As above, for a body in an array.
  package func verify(header: String?, body: [UInt8]) -> Int? {
    body.withUnsafeBytes { verify(header: header, body: $0) }
  }

  private func isSigned(
    by authenticator: Pool<KeyedMAC>, _ body: UnsafeRawBufferPointer, _ claimed: UnsafeRawBufferPointer
  ) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: KeyedMAC.digestLength, alignment: 1) { actual in
      let computed = authenticator.lend { $0.authenticate(body, into: actual) } ?? false
      return computed && ConstantTime.areEqual(UnsafeRawBufferPointer(actual), claimed)
    }
  }
}
