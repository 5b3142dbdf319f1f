import Helpdesk

/// `tell`: `assignee`, `lead`, or `kind:name`.
struct AudienceReader {
  let declared: DeclaredNames

  func read(_ cursor: Cursor) -> [Audience] {
    var audiences: [Audience] = []
    for item in cursor.items() {
      guard let audience = audience(item), !audiences.contains(audience) else { continue }
      audiences.append(audience)
    }
    return audiences
  }

  private static let kinds = ["team", "role", "rota", "person"]

  private func audience(_ cursor: Cursor) -> Audience? {
    guard let text = cursor.text(atMost: 2 * Limits.nameCharacters, example: "lead") else { return nil }
    if text == "assignee" { return .assignee }
    if text == "lead" { return .lead }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      cursor.fail("\(Shown.name(text)) is no audience.", hint: hint(forBare: text))
      return nil
    }
    let (kind, name) = (parts[0], parts[1])
    guard let names = names(of: kind) else {
      let nearest = Nearest.name(to: kind, among: Self.kinds).map { "did you mean `\($0):\(name.prefix(40))`?" }
      cursor.fail(
        "\(Shown.name(kind)) is no kind of audience.", hint: nearest ?? "kinds: `team:`, `role:`, `rota:`, `person:`")
      return nil
    }
    guard names.contains(name) else {
      let suggestion = Cursor.suggestion(for: name, among: names, kind: kind)
      cursor.fail(
        kind == "role" ? "Nobody has the role \(Shown.name(name))." : "There is no \(kind) \(Shown.name(name)).",
        hint: suggestion)
      return nil
    }
    return Self.audience(kind: kind, name: name)
  }

  private func names(of kind: String) -> Set<String>? {
    switch kind {
    case "team": declared.teams
    case "role": declared.roles
    case "rota": declared.rotas
    case "person": declared.people
    default: nil
    }
  }

  private static func audience(kind: String, name: String) -> Audience? {
    switch kind {
    case "team": .team(TeamID(name))
    case "role": .role(name)
    case "rota": .rota(name)
    case "person": .person(PersonID(name))
    default: nil
    }
  }

  /// Who writes a bare name means one of the kinds that has it.
  private func hint(forBare text: String) -> String {
    if let kind = Self.kinds.first(where: { names(of: $0)?.contains(text) == true }) {
      return "write `\(kind):\(text)`"
    }
    if let nearest = Nearest.name(to: text, among: ["assignee", "lead"]) { return "did you mean `\(nearest)`?" }
    return "`assignee`, `lead`, `team:…`, `role:…`, `rota:…` or `person:…`"
  }
}
