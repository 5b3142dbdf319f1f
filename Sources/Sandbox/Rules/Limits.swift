import BusinessTime

/// How many messages one number may send to one person: one per 6 s, with up to 45 borrowed from the time to come.
///
/// Each message costs 6 s of the pair's future. Whether a second burst may begin while the first is being paid back
/// is not documented in one voice, so both readings exist.
struct PairLimit: Sendable {
  /// The moment at which everything borrowed is paid back.
  private var paidBackAt: Timestamp?
  private var burstBeganAt: Timestamp?

  /// Books one message, or refuses it and books nothing.
  mutating func take(at now: Timestamp, reading: MetaSettings.PairReading) -> Bool {
    guard let paidBackAt, let burstBeganAt, paidBackAt > now else {
      self.paidBackAt = now.adding(milliseconds: Self.spacingMilliseconds)
      burstBeganAt = now
      return true
    }
    let debt = paidBackAt.milliseconds - now.milliseconds
    switch reading {
    case .borrowing:
      guard debt + Self.spacingMilliseconds <= Self.burst * Self.spacingMilliseconds else { return false }
    case .oneBurst:
      guard now < burstBeganAt.adding(milliseconds: Self.spacingMilliseconds),
        paidBackAt.milliseconds - burstBeganAt.milliseconds < Self.burst * Self.spacingMilliseconds
      else { return false }
    }
    self.paidBackAt = paidBackAt.adding(milliseconds: Self.spacingMilliseconds)
    return true
  }

  /// One message per 6 s and recipient (whatsapp §6).
  private static let spacingMilliseconds: Int64 = 6000
  /// The most that can be borrowed (whatsapp §6).
  private static let burst: Int64 = 45
}

/// How many messages one number may send in any one second.
struct NumberLimit: Sendable {
  /// The times of the messages of the last second, oldest first from `oldest` on.
  private var times: [Timestamp] = []
  private var oldest = 0

  /// Books one message, or refuses it and books nothing.
  mutating func take(at now: Timestamp, perSecond limit: Int) -> Bool {
    while oldest < times.count, times[oldest].adding(milliseconds: 1000) <= now { oldest += 1 }
    if oldest > times.count / 2 {
      times.removeFirst(oldest)
      oldest = 0
    }
    guard times.count - oldest < limit else { return false }
    times.append(now)
    return true
  }
}
