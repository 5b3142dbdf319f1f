import Helpdesk

/// `teams:`.
enum TeamsSection {
  static func read(_ cursor: Cursor?, reading: Reading) -> [TeamID: Team] {
    guard let cursor else { return [:] }
    var teams: [TeamID: Team] = [:]
    for item in NamedEntries(cursor, kind: "team", atMost: Limits.teams).items {
      guard let map = MapCursor(item.value, label: "team `\(item.name)`", keys: ["lead", "assign"]) else { continue }
      let lead = map.required("lead", hint: "the person whom an empty audience falls to")?
        .reference(to: "person", among: reading.declared.people)
      let assign: AssignmentStrategy? = map["assign"]?.choice(of: AssignmentStrategy.known)
      guard let lead else { continue }
      teams[TeamID(item.name)] = Team(id: TeamID(item.name), lead: PersonID(lead), assign: assign)
    }
    return teams
  }
}

extension AssignmentStrategy {
  static let known: [AssignmentStrategy] = [.leastLoaded, .roundRobin]
}
