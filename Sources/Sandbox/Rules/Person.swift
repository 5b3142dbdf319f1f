/// Somebody with a phone: a customer, or one of our own people.
package struct Person: Sendable {
  /// Digits by which WhatsApp knows the account.
  package var waID: String
  /// The business-scoped id, `CC.` and letters or digits.
  package var userID: String
  package var name: String
  /// Other digits under which the same account can be reached, as Brazil, Mexico and Argentina have them.
  package var aliases: [String] = []
  /// True when webhooks leave `from`, `wa_id` and `recipient_id` out, because the user took a username.
  package var hidesPhone = false
  package var reach = Reach.online
  /// Milliseconds from delivery to reading; nil for somebody who does not read. Zero skips `delivered`.
  package var readsAfterMilliseconds: Int64?
  /// The ids of our numbers that this person has blocked: what they send is accepted, then failed with 131026.
  package var blockedNumbers: Set<String> = []
  /// False for who wants no advertising: marketing templates are accepted, then failed with 131050.
  package var wantsMarketing = true

  /// Whether messages get to the phone.
  package enum Reach: Sendable {
    case online
    /// Accepted and sent; delivered when the phone is back.
    case offline
    /// Accepted, then failed with 131026.
    case notOnWhatsApp
  }

  /// `userID` may be left out: it is then derived from the digits, so that a run can be repeated.
  package init(waID: String, name: String, userID: String? = nil) {
    self.waID = waID
    self.name = name
    self.userID = userID ?? "MX." + String(waID.reversed()) + "0042"
  }
}
