/// What a code of Meta's that stops a number asks our people to do (whatsapp §5).
package enum StopReason: Sendable, CaseIterable {
  /// It has run out, was withdrawn, or may not do what was asked.
  case token
  /// No way of paying.
  case billing
  /// The account is locked or restricted for what it did.
  case restricted
  /// The number is not registered, has no name yet, or is gone.
  case number
  case other

  package init(code: String) {
    switch code {
    case "131042": self = .billing
    case "368", "131031": self = .restricted
    case "33", "131037", "131045", "133010": self = .number
    case _: self = Line.isOfToken(code: code) || code == "131005" ? .token : .other
    }
  }
}
