/// What became of one attempt, as the desk hears it.
package enum Outcome: Sendable, Equatable, Codable {
  /// Meta answered 200 with an id: accepted, which is not delivered. `returnedPhone` is Meta's `wa_id`.
  case accepted(wamid: Wamid, returnedPhone: String?, userID: UserID?)
  /// Meta, or the wire before anything was written, said no; `code` is Meta's or the transport's.
  case refused(code: String, remedy: Remedy)
  /// Nobody knows: a time-out after bytes were written, a bare 5xx, an unreadable 200.
  case inDoubt(reason: String)
  /// The lease ended without a word (a crash after the claim).
  case leaseEnded
  /// The wait for a status ended.
  case doubtEnded
  /// `valid_until` passed before it could be sent.
  case expired
  /// It no longer matters (answered, merged, void).
  case irrelevant
}

/// The error table's classes (whatsapp §5): what a refusal asks for.
package enum Remedy: Sendable, Equatable, Codable {
  /// Repeat with jittered back-off; `most` attempts in all, at least `atLeastSeconds` apart.
  case retry(most: Int, atLeastSeconds: Int64)
  /// Repeat after 4ⁿ seconds, this recipient only (131056).
  case waitForRecipient
  /// Repeat; the whole number slows down (130429).
  case slowNumber
  /// The window is closed after all: the template, once (131047).
  case useTemplate
  /// This template cannot be used until Meta says otherwise.
  case dropTemplate
  /// Stop everything that this token or account sends (C0), or this number (C1).
  case openBreaker(BreakerScope)
  /// Never.
  case giveUp
}

package enum BreakerScope: String, Sendable, Codable { case account, number }
