package import BusinessTime

/// Who of a team can take a conversation: pure; loads are read by whoever asks (semantics §2, R35).
package struct Roster: Sendable {
  package let members: [Person]
  private let calendars: [String: WorkCalendar]

  package init(rules: RuleSet, team: TeamID) {
    members = rules.people.values.filter { $0.team == team }.sorted { $0.id < $1.id }
    calendars = rules.book.calendars
  }

  /// Somebody on shift with capacity, never the one who has it; nil if nobody is.
  package func pick(
    _ strategy: AssignmentStrategy, loads: [PersonID: Int], last: PersonID?, except holder: PersonID?,
    at now: Timestamp
  ) -> PersonID? {
    let free = members.filter { person in
      person.id != holder && isOnShift(person, at: now) && loads[person.id, default: 0] < person.capacity ?? .max
    }
    switch strategy {
    case .leastLoaded:
      return free.min { (loads[$0.id, default: 0], $0.id) < (loads[$1.id, default: 0], $1.id) }?.id
    case .roundRobin:
      guard let last else { return free.first?.id }
      return (free.first { $0.id > last } ?? free.first)?.id
    }
  }

  /// When somebody of the team next comes on shift; nil if nobody has a shift to come.
  package func nextShift(after now: Timestamp) -> Timestamp? {
    members.compactMap { person in
      guard let shift = person.shift, let calendar = calendars[shift], !calendar.isOpen(at: now) else { return nil }
      return calendar.nextOpening(atOrAfter: now)
    }.min()
  }

  /// By calendar; people without a shift are always on it.
  private func isOnShift(_ person: Person, at now: Timestamp) -> Bool {
    guard let shift = person.shift else { return true }
    return calendars[shift]?.isOpen(at: now) ?? false
  }
}
