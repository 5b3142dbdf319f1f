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
  package var decidedAt: Timestamp? { current?.decidedAt }

  /// The entry that carries the newest one.
  package var entry: OutboxID? { claims.last?.entry }

  /// `askedAt` is when whoever is answered wrote; `promise` what they are promised; `tellsDelay`, that they hear of it
  /// before it breaks.
  package mutating func claim(
    at now: Timestamp, askedAt: Timestamp? = nil, promise: Timestamp? = nil, tellsDelay: Bool = false
  ) {
    claims.append(Claim(decidedAt: now, askedAt: askedAt, promise: promise, tellsDelay: tellsDelay))
    claims.removeFirst(max(0, claims.count - Self.mostClaims))
  }

  /// The newest one is sent with this entry.
  package mutating func isCarried(by entry: OutboxID) {
    guard !claims.isEmpty else { return }
    claims[claims.endIndex - 1].entry = entry
  }

  /// The newest one that is not known to have failed: whoever waits, waits on what it promised.
  package var current: Claim? { currentIndex.map { claims[$0] } }

  private var currentIndex: Int? { claims.lastIndex { !$0.isReleased } }

  /// Notes what was said of the current one, or was not to be said.
  mutating func add(_ update: Update) {
    guard let index = currentIndex else { return }
    claims[index].updates = (claims[index].updates ?? []) + [update]
  }

  /// The update that was decided last is sent with this entry.
  package mutating func isUpdated(by entry: OutboxID) {
    guard let index = currentIndex, let last = claims[index].updates?.indices.last else { return }
    claims[index].updates?[last].entry = entry
  }

  /// Nothing was said after it.
  func isLastWord(_ entry: OutboxID) -> Bool { current?.said.last { $0.isSaid }?.entry == entry }

  /// It is taken back before anybody has sent it: as if it had not been decided.
  mutating func withdraw(_ entry: OutboxID) { claims.removeAll { $0.entry == entry } }

  /// It, or the update, definitely reached nobody.
  mutating func release(_ entry: OutboxID) { mark(entry, isReleased: true) }

  /// It reached them after all: the interval is counted from when it was decided, not from when we heard of it.
  mutating func claimAgain(_ entry: OutboxID) { mark(entry, isReleased: false) }

  /// From now on the customer counts on what it promises.
  mutating func isSent(_ entry: OutboxID, at time: Timestamp) {
    for index in claims.indices { claims[index].isSent(entry, at: time) }
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
    for index in claims.indices { claims[index].mark(entry, isReleased: isReleased) }
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
    /// The policy has a text for the delay; nil: decided before there was one.
    package let tellsDelay: Bool?
    /// What was said later to whoever waits on it, oldest first, one of a matter; nil: nothing.
    fileprivate var updates: [Update]?

    init(decidedAt: Timestamp, askedAt: Timestamp?, promise: Timestamp?, tellsDelay: Bool) {
      self.decidedAt = decidedAt
      self.askedAt = askedAt
      self.promise = promise
      self.tellsDelay = tellsDelay ? true : nil
    }

    fileprivate mutating func isSent(_ entry: OutboxID, at time: Timestamp) {
      if self.entry == entry { sentAt = sentAt ?? time }
      for place in said.indices where said[place].entry == entry { updates?[place].isSent(at: time) }
    }

    fileprivate mutating func mark(_ entry: OutboxID, isReleased: Bool) {
      if self.entry == entry { self.isReleased = isReleased }
      for place in said.indices where said[place].entry == entry { updates?[place].isReleased = isReleased }
    }

    var said: [Update] { updates ?? [] }

    package func has(_ matter: Update.Matter) -> Bool { said.contains { $0.matter == matter } }

    /// The times that the customer was told and that nothing took back, oldest first.
    var promises: [Timestamp] {
      let own = isReleased || sentAt == nil ? nil : promise
      return ([own] + said.map { $0.isReleased || $0.sentAt == nil ? nil : $0.promise }).compactMap { $0 }
    }
  }

  /// Something that was said to whoever waits on what an acknowledgement promised.
  package struct Update: Sendable, Equatable, Codable {
    /// That the promise will not be kept; how the matter stands, because they asked.
    package enum Matter: String, Sendable, Codable { case delay, news }

    package let matter: Matter
    package let decidedAt: Timestamp
    /// False: there was a reason to say nothing, and it is not looked at again.
    package let isSaid: Bool
    /// Another time than they had been told; nil: none.
    package let promise: Timestamp?
    package fileprivate(set) var entry: OutboxID?
    package fileprivate(set) var isReleased = false
    package fileprivate(set) var sentAt: Timestamp?

    init(_ matter: Matter, decidedAt: Timestamp, isSaid: Bool = true, promise: Timestamp? = nil) {
      self.matter = matter
      self.decidedAt = decidedAt
      self.isSaid = isSaid
      self.promise = promise
    }

    fileprivate mutating func isSent(at time: Timestamp) { sentAt = sentAt ?? time }
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
