package import BusinessTime

/// What failed and is tried again later: 1 s doubling to 5 min, each key on its own, so that nothing that
/// throws again and again holds up others (architecture: one webhook).
package struct PutOffs<Key: Hashable & Sendable>: Sendable {
  package static var firstSeconds: Int64 { 1 }
  package static var mostSeconds: Int64 { 300 }
  /// More than this failing at once is one fault, not many; what exceeds it is tried again without a pause.
  package static var most: Int { 4096 }

  private struct State: Sendable {
    var failures: Int
    var until: Timestamp
  }

  private var states: [Key: State] = [:]

  package init() {}

  package var count: Int { states.count }

  /// Counts one more failure; when to try again.
  @discardableResult
  package mutating func putOff(_ key: Key, at now: Timestamp) -> Timestamp {
    let failures = (states[key]?.failures ?? 0) + 1
    let seconds = failures > 9 ? Self.mostSeconds : min(Self.mostSeconds, Self.firstSeconds << (failures - 1))
    let until = now.adding(seconds: seconds)
    if states[key] != nil || states.count < Self.most { states[key] = State(failures: failures, until: until) }
    return until
  }

  /// It worked, or is no longer wanted.
  package mutating func clear(_ key: Key) { states[key] = nil }

  package func isPutOff(_ key: Key, at now: Timestamp) -> Bool {
    guard let state = states[key] else { return false }
    // A wall clock that was set back must not prolong a pause beyond the longest.
    return now < state.until && state.until - now <= Self.mostSeconds * 1000
  }

  package func failures(_ key: Key) -> Int { states[key]?.failures ?? 0 }

  /// The earliest end of a pause that is still to come.
  package func nextEnd(after now: Timestamp) -> Timestamp? {
    states.values.lazy.map { $0.until }.filter { $0 > now }.min()
  }
}
