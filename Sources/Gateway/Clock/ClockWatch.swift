package import BusinessTime

/// Tells when the wall clock has jumped, by comparing it with the boot clock (architecture: the clock is civil).
///
/// A jump holds notices, never decisions: a wrong clock must not tell people of breaches that are none. The hold
/// ends with the first answer of Graph's whose `Date` agrees with the wall clock, when the clock jumps back, or after
/// two minutes; the new offset is then the reference. What differs at the start is no jump: there is nothing to compare
/// it with.
package struct ClockWatch: Sendable, Equatable {
  /// A change of (wall − boot) beyond this is a jump; below it lie slewing and rounding.
  static let jumpMilliseconds: Int64 = 60_000
  /// A clock that nobody confirms is believed after this.
  static let holdMilliseconds: Int64 = 120_000

  private struct Hold: Equatable {
    var sinceBoot: Int64
    var offset: Int64
  }

  private var reference: Int64?
  private var hold: Hold?

  package init() {}

  package var isHolding: Bool { hold != nil }

  /// Both clocks at one moment; the boot clock in milliseconds since any fixed instant, suspends counted.
  package mutating func observe(wall: Timestamp, boot: Int64) {
    let offset = wall.milliseconds - boot
    guard let reference else {
      self.reference = offset
      return
    }
    guard abs(offset - reference) > Self.jumpMilliseconds else {
      hold = nil
      return
    }
    guard let hold, abs(offset - hold.offset) <= Self.jumpMilliseconds else {
      // A first jump, or another one while the first was held: the two minutes begin anew.
      self.hold = Hold(sinceBoot: boot, offset: offset)
      return
    }
    if boot - hold.sinceBoot >= Self.holdMilliseconds { believe(offset) }
  }

  /// What Graph's answer said, and both clocks when it came.
  package mutating func heard(date: Timestamp, wall: Timestamp, boot: Int64) {
    observe(wall: wall, boot: boot)
    if hold != nil, abs(date - wall) <= Self.jumpMilliseconds { believe(wall.milliseconds - boot) }
  }

  /// When a hold ends by itself, by the boot clock.
  package var holdEndsAtBoot: Int64? { hold.map { $0.sinceBoot + Self.holdMilliseconds } }

  private mutating func believe(_ offset: Int64) {
    reference = offset
    hold = nil
  }
}
