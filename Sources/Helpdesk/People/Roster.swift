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

  /// Capacity frees without an event of this conversation's: it looks again this often.
  private static let fullSeconds: Int64 = 900

  /// When to look again after nobody was free: when somebody comes on shift, and in a quarter of an hour while
  /// somebody is on it; nil if neither will ever be.
  package func nextLook(after now: Timestamp) -> Timestamp? {
    let soon = members.contains { isOnShift($0, at: now) } ? now.adding(seconds: Self.fullSeconds) : nil
    return [nextShift(after: now), soon].compactMap { $0 }.min()
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
