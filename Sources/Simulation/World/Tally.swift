/// How often what happened, over one world or many.
package struct Tally: Sendable {
  /// Inputs and faults, by action.
  package var actions: [String: Int] = [:]
  /// Faults that took effect rather than being asked for, and other things worth counting.
  package var happenings: [String: Int] = [:]
  package var transitions: [Transition: Int] = [:]
  package var worlds = 0
  /// Of the worlds, those that came to rest.
  package var rests = 0
  package var events = 0
  package var commits = 0

  package init() {}

  mutating func did(_ kind: Action.Kind) { actions[kind.rawValue, default: 0] += 1 }

  mutating func happened(_ what: String) { happenings[what, default: 0] += 1 }

  package mutating func add(_ other: Tally) {
    actions.merge(other.actions) { $0 + $1 }
    happenings.merge(other.happenings) { $0 + $1 }
    transitions.merge(other.transitions) { $0 + $1 }
    worlds += other.worlds
    rests += other.rests
    events += other.events
    commits += other.commits
  }
}
