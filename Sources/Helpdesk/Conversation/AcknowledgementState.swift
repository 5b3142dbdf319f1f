package import BusinessTime

/// At most one acknowledgement per conversation and interval, after a short quiet window (semantics §9).
package struct AcknowledgementState: Sendable, Equatable, Codable {
  /// A burst that is being gathered.
  package var pending: Burst?
  /// The acknowledgements that were decided, newest last, at most `mostClaims`. A failure gives a claim back, and may
  /// turn out to be none when another has been decided since: so the older ones are remembered too.
  package private(set) var claims: [Claim] = []
  /// The starter of the `acknowledgement` clock that `entry` answers.
  package var starter: String?
  /// The time that was promised last: no other policy moves the due time beyond it (semantics §6).
  package var promise: Timestamp?
  /// The late text went out in place of one that expired: it is not replaced again.
  package var isLate: Bool = false

  package init() {}

  /// One interval holds one claim, and as many more as definitely failed in it; more than a few are not worth knowing.
  static let mostClaims = 8

  /// When the one was decided that nobody else may follow within the interval; nil after definite failures alone.
  package var decidedAt: Timestamp? { claims.last { !$0.isReleased }?.decidedAt }

  /// The entry that carries the newest one.
  package var entry: OutboxID? { claims.last?.entry }

  /// `askedAt` is when whoever is answered wrote; `promise` what they are promised.
  package mutating func claim(at now: Timestamp, askedAt: Timestamp? = nil, promise: Timestamp? = nil) {
    claims.append(Claim(decidedAt: now, askedAt: askedAt, promise: promise))
    claims.removeFirst(max(0, claims.count - Self.mostClaims))
  }

  /// The newest one is sent with this entry.
  package mutating func isCarried(by entry: OutboxID) {
    guard !claims.isEmpty else { return }
    claims[claims.endIndex - 1].entry = entry
  }

  /// It is taken back before anybody has sent it: as if it had not been decided.
  mutating func withdraw(_ entry: OutboxID) { claims.removeAll { $0.entry == entry } }

  /// It definitely reached nobody.
  mutating func release(_ entry: OutboxID) { mark(entry, isReleased: true) }

  /// It reached them after all: the interval is counted from when it was decided, not from when we heard of it.
  mutating func claimAgain(_ entry: OutboxID) { mark(entry, isReleased: false) }

  /// From now on the customer counts on what it promises.
  mutating func isSent(_ entry: OutboxID, at time: Timestamp) {
    guard let index = claims.firstIndex(where: { $0.entry == entry }), claims[index].sentAt == nil else { return }
    claims[index].sentAt = time
  }

  /// Of two conversations that are one the acknowledgement that was decided last starts the interval.
  mutating func absorb(_ other: Self) {
    if let theirs = other.claims.last?.decidedAt, claims.last.map({ $0.decidedAt < theirs }) ?? true {
      (starter, promise, isLate) = (other.starter, other.promise, other.isLate)
    }
    claims = (claims + other.claims).sorted { $0.decidedAt < $1.decidedAt }.suffix(Self.mostClaims)
    pending = pending ?? other.pending
  }

  private mutating func mark(_ entry: OutboxID, isReleased: Bool) {
    guard let index = claims.firstIndex(where: { $0.entry == entry }) else { return }
    claims[index].isReleased = isReleased
  }

  package struct Claim: Sendable, Equatable, Codable {
    /// The entry that carries it; nil only until the transaction that decides it has made one.
    package fileprivate(set) var entry: OutboxID?
    package let decidedAt: Timestamp
    package fileprivate(set) var isReleased = false
    /// When the oldest request that it answers was written.
    package let askedAt: Timestamp?
    package let promise: Timestamp?
    /// When Meta took it; nil: not known to have been sent.
    package fileprivate(set) var sentAt: Timestamp?

    init(decidedAt: Timestamp, askedAt: Timestamp?, promise: Timestamp?) {
      self.decidedAt = decidedAt
      self.askedAt = askedAt
      self.promise = promise
    }
  }

  package struct Burst: Sendable, Equatable, Codable {
    package var starter: String
    /// Times of arrival, not of writing: the window is about how long we wait.
    package var firstAt: Timestamp
    package var until: Timestamp
    /// Older than `stale_after` on arrival.
    package var isStale: Bool

    package init(starter: String, firstAt: Timestamp, until: Timestamp, isStale: Bool) {
      self.starter = starter
      self.firstAt = firstAt
      self.until = until
      self.isStale = isStale
    }
  }
}

/// Two machines that answer each other must not do so for ever (semantics §9).
package struct LoopGuard: Sendable, Equatable, Codable {
  package var mutedUntil: Timestamp?
  /// The last inbound messages, newest last, at most five.
  package var recent: [Recent] = []
  /// When we last sent to them, newest last, at most five.
  package var ours: [Timestamp] = []

  package init() {}

  package struct Recent: Sendable, Equatable, Codable {
    package var at: Timestamp
    package var fingerprint: String?
    /// Within 3 s of a message of ours.
    package var isQuick: Bool

    package init(at: Timestamp, fingerprint: String?, isQuick: Bool) {
      self.at = at
      self.fingerprint = fingerprint
      self.isQuick = isQuick
    }
  }
}
