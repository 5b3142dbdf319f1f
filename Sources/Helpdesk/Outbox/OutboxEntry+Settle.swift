import BusinessTime

extension OutboxEntry {
  /// How long an entry in doubt waits for a status before the doubt is final (semantics §11).
  package static let doubtSeconds: Int64 = 120
  /// Repeats wait this long, doubled each time, and no longer than `mostBackOffSeconds`.
  static let backOffSeconds: Int64 = 2
  static let mostBackOffSeconds: Int64 = 300
  /// 4⁵ s is 17 minutes: a recipient who is limited for longer will not be helped by waiting.
  static let mostRecipientWaits = 6
  /// A slowed number is worth more patience, because every entry of it shares the wait.
  static let mostSlowRetries = 8

  /// What the entry is told and what becomes of it: a result for whoever ordered it, or nil while it is
  /// still on its way. Total: an outcome that no longer fits its state changes nothing.
  mutating func settle(_ outcome: Outcome, at now: Timestamp, jitter: Double) -> EntryResult? {
    switch outcome {
    case .accepted(let wamid, _, _):
      guard state != .accepted, wamid != replacedWamid else { return nil }
      self.wamid = wamid
      // A failed status came first: acceptance is older news.
      return delivery == .failed ? nil : accept(at: now)
    case .refused(let code, let remedy):
      guard state == .inFlight || state == .queued || state == .parked else { return nil }
      return refuse(code, remedy, at: now, jitter: jitter)
    case .inDoubt(let reason):
      guard state == .inFlight else { return nil }
      return doubt(reason, at: now)
    case .leaseEnded:
      guard state == .inFlight, let dueAt, dueAt <= now else { return nil }
      return doubt("lease_ended", at: now)
    case .doubtEnded:
      guard state == .inDoubt, let dueAt, dueAt <= now else { return nil }
      close(.unconfirmed, because: failure ?? "in_doubt")
      return .unconfirmed
    case .expired:
      guard isWaiting else { return nil }
      close(.expired, because: "valid_until")
      return .expired
    case .irrelevant:
      guard isWaiting else { return nil }
      close(.cancelled, because: "irrelevant")
      return .failed(code: "irrelevant")
    }
  }

  /// Takes in a status of Meta's. Advances by rank and never goes back; a status also proves acceptance.
  mutating func settle(_ status: StatusUpdate, receivedAt: Timestamp) -> EntryResult? {
    wamid = wamid ?? status.wamid
    // Meta's clock may be ahead of ours; a time to come would spoil what is counted from it.
    let time = min(status.timestamp ?? receivedAt, receivedAt)
    if let delivery, status.status <= delivery { return nil }
    delivery = status.status
    switch status.status {
    case .sent:
      return state == .accepted ? nil : accept(at: time)
    case .failed:
      close(.failed, because: status.errorCodes.first.map(String.init) ?? "failed")
      return .failed(code: failure ?? "failed")
    case .delivered, .read, .played:
      if state != .accepted { _ = accept(at: time) }
      deliveredAt = deliveredAt ?? time
      if status.status != .delivered { readAt = readAt ?? time }
      return .delivered
    }
  }

  /// Waits to go out once more, after Meta took it and then refused it, or a person decided so.
  mutating func sendAgain(_ state: State, at now: Timestamp) {
    replacedWamid = wamid ?? replacedWamid
    wamid = nil
    delivery = nil
    self.state = state
    dueAt = now
  }

  package mutating func close(_ state: State, because failure: String?) {
    self.state = state
    self.failure = failure
    dueAt = nil
  }

  /// Not sent, and not on its way.
  package var isWaiting: Bool { state == .queued || state == .parked }

  private mutating func accept(at time: Timestamp) -> EntryResult {
    state = .accepted
    acceptedAt = acceptedAt ?? time
    failure = nil
    dueAt = nil
    return .accepted(at: acceptedAt ?? time)
  }

  private mutating func doubt(_ reason: String, at now: Timestamp) -> EntryResult? {
    state = .inDoubt
    failure = reason
    dueAt = now.adding(seconds: Self.doubtSeconds)
    return nil
  }

  private mutating func refuse(_ code: String, _ remedy: Remedy, at now: Timestamp, jitter: Double) -> EntryResult? {
    failure = code
    switch remedy {
    case .retry(let most, let atLeastSeconds):
      return again(most: most, after: max(atLeastSeconds, backOff), at: now, jitter: jitter)
    case .slowNumber:
      return again(most: Self.mostSlowRetries, after: max(1, backOff), at: now, jitter: jitter)
    case .waitForRecipient:
      let wait = Int64(1) << (2 * min(max(attempt - 1, 0), 5))
      return again(most: Self.mostRecipientWaits, after: wait, at: now, jitter: 0)
    case .useTemplate:
      guard rendering.template != nil, !switchedPath, !sentAsTemplate else { return giveUp(code) }
      switchedPath = true
      state = .queued
      dueAt = now
      return nil
    case .openBreaker:
      // Nothing is lost while the circuit is open; the desk sets when it is tried again.
      state = .parked
      return nil
    case .dropTemplate:
      // Another language says the same.
      guard sentAsTemplate, rendering.dropTemplate() else { return giveUp(code) }
      state = .queued
      dueAt = now
      return nil
    case .giveUp:
      return giveUp(code)
    }
  }

  private var backOff: Int64 { min(Self.mostBackOffSeconds, Self.backOffSeconds << min(max(attempt - 1, 0), 8)) }

  /// Up to half as long again, so that what failed together does not come back together.
  private mutating func again(most: Int, after seconds: Int64, at now: Timestamp, jitter: Double) -> EntryResult? {
    guard attempt < most else { return giveUp(failure ?? "retries") }
    state = .queued
    dueAt = now.adding(milliseconds: seconds * 1000 + Int64(Double(seconds) * 500 * jitter))
    return nil
  }

  private mutating func giveUp(_ code: String) -> EntryResult {
    close(.failed, because: code)
    return .failed(code: code)
  }
}
