package import BusinessTime

extension RuleSet {
  /// The people that an audience means now. An empty one falls to the team's lead, then to management
  /// (semantics §7); what stays empty, nobody can be told.
  package func people(
    for audiences: [Audience], assignee: PersonID?, team: TeamID, at now: Timestamp
  ) -> [Person] {
    let named = unique(audiences.flatMap { members(of: $0, assignee: assignee, team: team, at: now) })
    if !named.isEmpty { return named }
    let lead = members(of: .lead, assignee: assignee, team: team, at: now)
    if !lead.isEmpty { return lead }
    return members(of: .role("management"), assignee: assignee, team: team, at: now)
  }

  /// Who is told by mail of what concerns the whole account: management; without a mailbox there, supervisors; without
  /// one there, whoever has one.
  package func mailboxes() -> [Person] {
    let all = people.values.filter { $0.email != nil }.sorted { $0.id < $1.id }
    for role in ["management", "supervisor"] {
      let those = all.filter { $0.roles.contains(role) }
      if !those.isEmpty { return those }
    }
    return all
  }

  /// A person's own mailbox, or those of whoever answers for the account.
  func mailboxes(for id: PersonID) -> [Person] {
    if let person = people[id], person.email != nil { return [person] }
    return mailboxes()
  }

  private func members(of audience: Audience, assignee: PersonID?, team: TeamID, at now: Timestamp) -> [Person] {
    switch audience {
    case .assignee: listed([assignee])
    case .lead: listed([teams[team]?.lead])
    case .team(let name): people.values.filter { $0.team == name }.sorted { $0.id < $1.id }
    case .role(let role): people.values.filter { $0.roles.contains(role) }.sorted { $0.id < $1.id }
    case .rota(let name): listed([rotas[name]?.onDuty(at: now)])
    case .person(let id): listed([id])
    }
  }

  private func listed(_ ids: [PersonID?]) -> [Person] { ids.compactMap { $0.flatMap { people[$0] } } }

  private func unique(_ list: [Person]) -> [Person] {
    var seen: Set<PersonID> = []
    return list.filter { seen.insert($0.id).inserted }
  }
}

extension Rota {
  /// Whose week it is: nil before the rota starts.
  package func onDuty(at now: Timestamp) -> PersonID? {
    guard !people.isEmpty else { return nil }
    let local = zone.local(now).0
    var first = starts
    while first.weekday != handoverDay { first = first.adding(days: 1) }
    // Between `starts` and the first hand-over the first person has the duty.
    guard local.date >= starts else { return nil }
    let handover = first.dayNumber * 86_400 + Int64(handoverSecond)
    guard local.localSecond >= handover else { return people[0] }
    let turns = (local.localSecond - handover) / (7 * 86_400) + (first == starts ? 0 : 1)
    return people[Int(turns % Int64(people.count))]
  }
}
