import Helpdesk

/// Who stands behind an audience, as far as the rules file alone can say.
struct Staff {
  private let people: [PersonID: Person]
  private let teams: [TeamID: Team]
  private let rotas: [String: Rota]

  init(people: [Person], teams: [TeamID: Team], rotas: [String: Rota]) {
    self.people = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
    self.teams = teams
    self.rotas = rotas
  }

  /// Whether somebody reachable is sure to hear: the audience, else the team's lead, else `role:management`
  /// (semantics §7). An assignee may be missing, so it counts for its fallback only.
  func reaches(_ audience: Audience, team: TeamID) -> Bool {
    let named: [PersonID] =
      switch audience {
      case .assignee: []
      case .lead: teams[team].map { [$0.lead] } ?? []
      case .team(let id): people.values.filter { $0.team == id }.map(\.id)
      case .role(let role): holders(of: role)
      case .rota(let name): rotas[name]?.people ?? []
      case .person(let id): [id]
      }
    let lead = teams[team].map { [$0.lead] } ?? []
    return (named + lead + holders(of: "management")).contains(where: isReachable)
  }

  var teamIDs: [TeamID] { teams.keys.sorted() }

  private func holders(of role: String) -> [PersonID] {
    people.values.filter { $0.roles.contains(role) }.map(\.id)
  }

  private func isReachable(_ id: PersonID) -> Bool {
    people[id].map { !$0.whatsapp.isEmpty || $0.email != nil } ?? false
  }
}
