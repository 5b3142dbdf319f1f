package import BusinessTime

/// How fast one number may send (whatsapp §6): never more than its throughput in any one second.
///
/// A tenth may go at once, the rest flows evenly, so that burst and flow together stay within the limit. When
/// Meta says that it is too much (130429) the flow is halved and comes back by a tenth of the whole every ten seconds.
package struct TokenBucket: Sendable, Equatable {
  private static let recoverySeconds = 10.0
  /// Never slower than a sixteenth: what goes out still tells whether the limit has gone.
  private static let leastShare = 1.0 / 16

  private var capacity: Double
  private var perSecond: Double
  private var tokens: Double
  private var at: Timestamp
  /// What part of the flow is allowed now.
  private var share = 1.0
  /// Meta or a proxy asked for silence until then.
  private var pausedUntil: Timestamp?

  package init(throughput: Int, at now: Timestamp) {
    (capacity, perSecond) = Self.split(throughput)
    tokens = capacity
    at = now
  }

  /// Goes on at another pace; a debt stays a debt.
  package mutating func adjust(throughput: Int, at now: Timestamp) {
    refill(at: now)
    (capacity, perSecond) = Self.split(throughput)
    tokens = min(tokens, capacity)
  }

  private static func split(_ throughput: Int) -> (capacity: Double, perSecond: Double) {
    let throughput = Double(max(1, throughput))
    let capacity = max(1, (throughput / 10).rounded(.down))
    return (capacity, max(throughput - capacity, throughput / 2))
  }

  /// Takes one if there is one.
  package mutating func take(at now: Timestamp) -> Bool {
    refill(at: now)
    guard tokens >= 1, !isPaused(at: now) else { return false }
    tokens -= 1
    return true
  }

  /// Takes one whether it is there or not: it went out, and the next ones wait for it.
  package mutating func count(at now: Timestamp) {
    refill(at: now)
    tokens -= 1
  }

  /// Gives back one that was not used.
  package mutating func giveBack() { tokens = min(capacity, tokens + 1) }

  /// When the next one is there.
  package mutating func ready(after now: Timestamp) -> Timestamp {
    refill(at: now)
    let missing = max(0, 1 - tokens)
    let flow = now.adding(milliseconds: Int64((missing / (perSecond * share) * 1000).rounded(.up)))
    return isPaused(at: now) ? max(flow, pausedUntil ?? now) : flow
  }

  /// Too fast, says Meta.
  package mutating func slowDown(at now: Timestamp) {
    refill(at: now)
    share = max(Self.leastShare, share / 2)
    tokens = min(tokens, 0)
  }

  /// Silence for so many seconds, one hour at most.
  package mutating func pause(seconds: Int64, at now: Timestamp) {
    let until = now.adding(seconds: min(max(0, seconds), TokenBucket.mostPauseSeconds))
    pausedUntil = max(pausedUntil ?? until, until)
  }

  /// A figure from outside must not silence a number for longer without another look.
  static var mostPauseSeconds: Int64 { 3600 }

  package var isSlowed: Bool { share < 1 }

  private func isPaused(at now: Timestamp) -> Bool {
    guard let pausedUntil else { return false }
    // A wall clock that was set back must not prolong the silence.
    return now < pausedUntil && pausedUntil - now <= Self.mostPauseSeconds * 1000
  }

  private mutating func refill(at now: Timestamp) {
    // A clock that was set back fills nothing, and counts on from there.
    let seconds = Double(max(0, now - at)) / 1000
    at = now
    share = min(1, share + seconds / Self.recoverySeconds * 0.1)
    tokens = min(capacity, tokens + seconds * perSecond * share)
  }
}
