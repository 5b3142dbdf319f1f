import BusinessTime
import Gateway
import Sandbox

extension World {
  func time(_ kind: Action.Kind, _ draw: inout Choices) -> Bool {
    switch kind {
    case .tick: advance(to: now.adding(milliseconds: draw.between(10, 2500)))
    case .pass: advance(to: nextEvent ?? now.adding(seconds: 30))
    case .jump: advance(to: now.adding(seconds: draw.between(60, 3 * 3600)))
    case _: advance(to: now.adding(seconds: draw.between(3 * 3600, 30 * 3600)))
    }
    return true
  }

  /// When something happens next by itself: at Meta's, on the way, or in the gateway.
  var nextEvent: Timestamp? {
    let tables = life.store.tables
    let ours = [try? tables.earliestWake(), try? tables.earliestSend(), try? tables.earliestLetter()].compactMap {
      $0.flatMap { $0 }
    }
    .map { $0.adding(milliseconds: -skew) }
    let mails = mail.waiting.map(\.notBefore)
    let timeouts = life.wire.waiting.map { call in
      start.adding(milliseconds: call.sentAt + Int64(call.call.totalTimeoutSeconds * 1000))
    }
    let all = ours + mails + timeouts + [meta.nextEventAt].compactMap { $0 }
    // What is due and not done yet was put off for a moment, by something that failed.
    let overdue = ours.contains { $0 <= now } ? [now.adding(seconds: 5)] : []
    return (all.filter { $0 > now } + overdue).min()
  }

  func advance(to time: Timestamp) {
    guard time > now else { return }
    if now < Self.autumn, time >= Self.autumn { tally.happened("clocks went back") }
    if now < Self.spring, time >= Self.spring { tally.happened("clocks went forward") }
    now = time
    showTime()
    endOverdueCalls()
    meta.advance(to: now)
  }

  private static var autumn: Timestamp { Timestamp(seconds: 1_775_358_000) }
  private static var spring: Timestamp { Timestamp(seconds: 1_788_667_200) }

  /// The machine's clock is set, by a second or by a day, either way.
  func stepsClock(_ draw: inout Choices) -> Bool {
    if !draw.oneIn(4), !life.wire.waiting.isEmpty { return leaps(draw.oneIn(3) ? 1 : 2) }
    let seconds = draw.weighted([(1, 4), (5, 3), (90, 3), (3600, 2), (86_400, 1)])
    skew += (draw.oneIn(2) ? 1 : -1) * Int64(seconds) * 1000
    showTime()
    return true
  }

  /// By hours while a call is under way: its lease ends, and with the second its doubt, and only then comes the answer.
  private func leaps(_ hours: Int) -> Bool {
    for _ in 0..<hours {
      skew += 3_600_000
      showTime()
      settleDown()
      _ = lookAtSends()
      settleDown()
      while violations.isEmpty, commit() { settleDown() }
    }
    return true
  }

  /// The machine's clock stands still and then is right again.
  func freezesClock(_ draw: inout Choices) -> Bool {
    guard frozen == nil else { return false }
    frozen = clock.now()
    frozenUntil = now.adding(seconds: draw.between(1, 600))
    showTime()
    return true
  }
}
