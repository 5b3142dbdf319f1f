package import BusinessTime

/// One customer (semantics §1): known by a business-scoped user id, a phone, or both.
package struct Contact: Sendable, Equatable, Codable {
  package var id: ContactID
  /// The scope of `userID`: the business account whose portfolio issued it.
  package var userID: UserID?
  /// As Meta last wrote it; digits only.
  package var phone: String?
  package var name: String?
  /// What sends go to: the last `wa_id` that Meta returned, else `phone`.
  package var sendPhone: String?
  /// Known from what they wrote, once detected.
  package var language: Language?
  /// Wrote a stop word: no automatic message reaches them.
  package var isOptedOut: Bool = false
  package var firstSeenAt: Timestamp
  /// Last message or call of theirs on each number, by their own timestamp: opens the 24-hour window there.
  package var lastInbound: [String: Timestamp] = [:]
  /// Last human message of ours to them on each number.
  package var lastHuman: [String: Timestamp] = [:]

  /// Their last call on each number: no app greets a caller.
  package var lastCall: [String: Timestamp]?

  /// Who this is by now: this one's user id, or the conversations it had, are theirs; nil: nobody else.
  package var movedTo: ContactID?

  /// When Meta's own agent last handed their thread on each number over to us.
  package var lastHandOver: [String: Timestamp]?

  package init(id: ContactID, identity: Identity, firstSeenAt: Timestamp) {
    self.id = id
    self.userID = identity.userID
    self.phone = identity.phone
    self.name = identity.profileName
    self.firstSeenAt = firstSeenAt
  }

  /// What was known of the same person under another contact.
  mutating func inherit(from other: Contact) {
    isOptedOut = isOptedOut || other.isOptedOut
    language = language ?? other.language
    lastInbound.merge(other.lastInbound) { max($0, $1) }
    lastHuman.merge(other.lastHuman) { max($0, $1) }
    lastCall = lastCall.map { $0.merging(other.lastCall ?? [:]) { max($0, $1) } } ?? other.lastCall
    lastHandOver = lastHandOver.map { $0.merging(other.lastHandOver ?? [:]) { max($0, $1) } } ?? other.lastHandOver
  }

  /// The column that phones are looked up by: one key for all Latin American variants.
  package var phoneKey: PhoneKey? { phone.map(PhoneKey.init) }
}

/// The 24-hour customer service window (Meta, whatsapp §6): free form only inside it.
package enum ServiceWindow {
  package static let seconds: Int64 = 24 * 3600
  /// Taken off the window's end: Meta's clock and ours are not the same.
  package static let marginSeconds: Int64 = 60

  package static func isOpen(lastInbound: Timestamp?, at now: Timestamp) -> Bool {
    guard let lastInbound else { return false }
    return now < lastInbound.adding(seconds: seconds - marginSeconds)
  }
}
