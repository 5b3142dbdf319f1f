package import BusinessTime

/// At most one acknowledgement per conversation and interval, after a short quiet window (semantics §9).
package struct AcknowledgementState: Sendable, Equatable, Codable {
  /// A burst that is being gathered.
  package var pending: Burst?
  /// The claim: when the last one was decided; nil again after a definite failure.
  package var decidedAt: Timestamp?
  /// When the last one was decided, if a failure gave its claim back: the failure may turn out to be none.
  package var releasedAt: Timestamp?
  /// The entry that carries it.
  package var entry: OutboxID?
  /// The starter of the `acknowledgement` clock that `entry` answers.
  package var starter: String?
  /// The time that was promised last: no other policy moves the due time beyond it (semantics §6).
  package var promise: Timestamp?
  /// The late text went out in place of one that expired: it is not replaced again.
  package var isLate: Bool = false

  package init() {}

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
