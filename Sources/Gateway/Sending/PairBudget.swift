package import BusinessTime

/// How fast one number may write to one recipient (whatsapp §6): one message per 6 s; up to 45 within 6 s, borrowed
/// from the time to come and paid back before the next.
package struct PairBudget: Sendable, Equatable {
  static var spacingMilliseconds: Int64 { 6000 }
  static var burst: Int64 { 45 }
  /// Taken off the burst's time and added to the debt's: our clock is read before the request reaches Meta.
  static var marginMilliseconds: Int64 { 250 }

  private var burstBeganAt: Timestamp
  /// From when on the debt is paid off, by Meta's reckoning at the worst.
  private var owesFrom: Timestamp
  private var taken: Int64

  /// The first message.
  package init(at now: Timestamp) {
    burstBeganAt = now
    owesFrom = now
    taken = 1
  }

  /// Books one message, if it may go now.
  package mutating func take(at now: Timestamp) -> Bool {
    guard ready(after: now) == now else { return false }
    count(at: now)
    return true
  }

  /// Counts one that has gone, whether it might or not.
  package mutating func count(at now: Timestamp) {
    if isFree(at: now) { self = PairBudget(at: now) } else { taken += 1 }
  }

  /// The answer to the last message came. Meta may have had the message only now, with all before it paid back.
  package mutating func answered(at now: Timestamp) {
    owesFrom = max(owesFrom, now.adding(milliseconds: (1 - taken) * Self.spacingMilliseconds))
  }

  /// Two recipients are one, and so is what they owe, by Meta's reckoning at the worst.
  package func joined(with other: PairBudget) -> PairBudget {
    var joined = self
    joined.burstBeganAt = min(burstBeganAt, other.burstBeganAt)
    joined.owesFrom = max(owesFrom, other.owesFrom)
    joined.taken += other.taken
    return joined
  }

  /// Looks at the clock: if it was set back, what is owed is counted from its time on, or the silence would last as
  /// long as the jump was.
  package mutating func heed(_ now: Timestamp) {
    burstBeganAt = min(burstBeganAt, now)
    owesFrom = min(owesFrom, now)
  }

  /// When the next may go.
  package func ready(after now: Timestamp) -> Timestamp {
    let canBorrow = now < burstBeganAt.adding(milliseconds: Self.spacingMilliseconds - Self.marginMilliseconds)
    if taken < Self.burst, canBorrow { return now }
    return max(now, paidBackAt)
  }

  /// Nothing is owed: the pair may be forgotten.
  package func isFree(at now: Timestamp) -> Bool { now >= paidBackAt }

  private var paidBackAt: Timestamp {
    owesFrom.adding(milliseconds: taken * Self.spacingMilliseconds + Self.marginMilliseconds)
  }
}
