/// Why a post to the webhook's address was not answered with 200: stable words, counted.
package enum PostRefusal: String, Sendable, CaseIterable {
  /// No signature came with it.
  case noSignature = "no_signature"
  /// The signature is malformed, or that of another body or secret.
  case badSignature = "bad_signature"
  case tooLarge = "too_large"
  case tooSlow = "too_slow"
  /// It cannot be committed now.
  case unavailable
}
