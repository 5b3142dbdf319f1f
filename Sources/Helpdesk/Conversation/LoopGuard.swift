import BusinessTime

extension LoopGuard {
  /// The same text this often within `sameTextSeconds` is a machine.
  static let sameTextCount = 5
  static let sameTextSeconds: Int64 = 600
  /// This many within `quickSeconds`, each within `quickAnswerMilliseconds` of one of ours, too.
  static let quickCount = 5
  static let quickSeconds: Int64 = 60
  static let quickAnswerMilliseconds: Int64 = 3_000
  /// Neither rule looks back further.
  private static let kept = 5

  func isMuted(at now: Timestamp) -> Bool { mutedUntil.map { now < $0 } ?? false }

  mutating func sent(at now: Timestamp) {
    ours = Array((ours + [now]).suffix(Self.kept))
  }

  /// Notes an arrival and mutes for the interval when it makes one of the two patterns whole, or comes from
  /// one of our own numbers.
  mutating func received(_ request: Request, at now: Timestamp, muteSeconds: Int64) {
    let fingerprint = request.fingerprint
    let isQuick = ours.contains { sent in
      let gap = now - sent
      return gap >= 0 && gap <= Self.quickAnswerMilliseconds
    }
    recent = Array((recent + [Recent(at: now, fingerprint: fingerprint, isQuick: isQuick)]).suffix(Self.kept))
    guard !isMuted(at: now), request.isOurs || looksLikeAMachine(at: now, fingerprint: fingerprint) else { return }
    mutedUntil = now.adding(seconds: muteSeconds)
  }

  private func looksLikeAMachine(at now: Timestamp, fingerprint: String?) -> Bool {
    let same = recent.count {
      $0.fingerprint != nil && $0.fingerprint == fingerprint && now - $0.at <= Self.sameTextSeconds * 1000
    }
    let quick = recent.count { $0.isQuick && now - $0.at <= Self.quickSeconds * 1000 }
    return same >= Self.sameTextCount || quick >= Self.quickCount
  }
}
