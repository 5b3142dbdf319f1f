/// A time zone as data: its listed changes of offset, and the rule that goes on after the last of them.
///
/// Nothing here knows where the data came from, so that tests can build zones more hostile than any government has.
package struct Zone: Sendable {
  /// The IANA name, such as `America/Mexico_City`.
  package let name: String
  /// Seconds east of UTC before the first listed transition.
  package let initialOffset: Int32
  /// Changes of offset in order of time, one per instant.
  package let transitions: [ZoneTransition]
  /// What recurs after the last listed transition; nil when the last offset holds for ever.
  package let rule: YearlyRule?

  /// A zone of plain data. Transitions may come in any order; of two at one instant the later listed wins.
  package init(name: String, offset: Int32, transitions: [ZoneTransition] = [], rule: YearlyRule? = nil) {
    self.name = name
    self.initialOffset = offset
    self.rule = rule
    var byInstant: [Int64: ZoneTransition] = [:]
    for transition in transitions { byInstant[transition.at] = transition }
    self.transitions = byInstant.values.sorted { $0.at < $1.at }
  }

  /// Coordinated Universal Time: the zone of those who name none.
  package static let utc = Zone(name: "UTC", offset: 0)

  /// Seconds east of UTC at a UTC second.
  package func offset(atSecond second: Int64) -> Int32 {
    let index = indexOfFirstTransition(after: second)
    let listed = index > 0 ? transitions[index - 1] : ZoneTransition(at: .min, offset: initialOffset)
    guard index == transitions.count, let rule else { return listed.offset }
    let ruled = rule.transition(atOrBefore: second)
    return ruled.at > listed.at ? ruled.offset : listed.offset
  }

  /// The first change of offset after a UTC second, or nil when there is none.
  package func transition(after second: Int64) -> ZoneTransition? {
    let index = indexOfFirstTransition(after: second)
    return index < transitions.count ? transitions[index] : rule?.transition(after: second)
  }

  /// What a wall clock in this zone shows at an instant, and the offset (seconds east of UTC) behind it.
  package func local(_ instant: Timestamp) -> (CivilDateTime, offset: Int32) {
    let offset = offset(atSecond: instant.seconds)
    return (CivilDateTime(localSecond: instant.seconds + Int64(offset)), offset)
  }

  /// The stretch of one offset around a UTC second.
  func segment(atSecond second: Int64) -> ZoneSegment {
    ZoneSegment(end: transition(after: second)?.at ?? .max, offset: Int64(offset(atSecond: second)))
  }

  private func indexOfFirstTransition(after second: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].at <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Zone: Hashable {
  /// By name alone: equal zones have equal names, and hundreds of transitions need no hashing.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}
