package import BusinessTime

/// What one of our people has been told and may be told (semantics §7).
///
/// Their 24-hour windows and the user id that Meta gave them are learned from what reaches us.
package struct Pager: Sendable, Equatable, Codable {
  package var person: PersonID
  package var userID: UserID?
  /// What Meta returned as their `wa_id`, when it differs from the rules file.
  package var sendPhone: String?
  /// Their last message on each business number: opens the window there.
  package var lastInbound: [String: Timestamp] = [:]

  /// When notices went out to them in the last hour, oldest first; at most `mostRemembered`.
  package var told: [Timestamp] = []

  /// When letters about notices were written to them in the last hour, oldest first; at most `mostRemembered`.
  package private(set) var mailed: [Timestamp]?

  /// More than any cap that the rules take makes sense for.
  private static let mostRemembered = 240

  package init(person: PersonID) { self.person = person }

  /// Notes that a notice goes out now; false, and nothing noted, if `cap` in an hour is reached. Nil: no cap.
  mutating func tell(at now: Timestamp, cap: Int?) -> Bool { Self.count(now, in: &told, cap: cap) }

  /// The same for a letter: a mailbox that overflows is read by nobody.
  mutating func write(at now: Timestamp, cap: Int?) -> Bool {
    var times = mailed ?? []
    defer { mailed = times }
    return Self.count(now, in: &times, cap: cap)
  }

  private static func count(_ now: Timestamp, in times: inout [Timestamp], cap: Int?) -> Bool {
    let recent = times.filter { now < $0.adding(seconds: 3600) }
    if let cap, recent.count >= cap { return false }
    times = Array((recent + [now]).suffix(mostRemembered))
    return true
  }

  /// Nothing here waits: what is held for quiet hours waits in the outbox.
  package var wakeAt: Timestamp? { nil }
}
