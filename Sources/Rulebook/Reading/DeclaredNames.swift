import Helpdesk

/// Every name that the file declares, collected before anything is checked.
///
/// A calendar with an error in it is still declared: whoever refers to it is not told a second time.
struct DeclaredNames {
  let calendars: Set<String>
  let people: Set<String>
  let teams: Set<String>
  let rotas: Set<String>
  let segments: Set<String>
  let ladders: Set<String>
  let roles: Set<String>
  /// The built-in lexicon's categories and those of the file's own triage rules.
  let categories: Set<String>

  init(_ root: Node) {
    calendars = Set(root["calendars"]?.keys ?? [])
    people = Set(root["people"]?.keys ?? [])
    teams = Set(root["teams"]?.keys ?? [])
    rotas = Set(root["rotas"]?.keys ?? [])
    segments = Set(root["segments"]?.keys ?? [])
    ladders = Set(root["ladders"]?.keys ?? [])
    roles = Set(root["people"]?.values.flatMap { $0["roles"]?.texts ?? [] } ?? [])
    let ruled = root["triage"]?["rules"]?.items.flatMap { $0["category"]?.texts ?? [] } ?? []
    categories = Set(ruled).union(Lexicon.categories + [Lexicon.other])
  }
}

/// Looking into the tree without judging it.
extension Node {
  subscript(key: String) -> Node? {
    guard case .map(let entries) = kind else { return nil }
    return entries.first { $0.key == key }?.value
  }

  var keys: [String] {
    guard case .map(let entries) = kind else { return [] }
    return entries.map(\.key)
  }

  /// Values of a map.
  var values: [Node] {
    guard case .map(let entries) = kind else { return [] }
    return entries.map(\.value)
  }

  /// Values of a list; anything else is its own only item.
  var items: [Node] {
    if case .list(let items) = kind { items } else { [self] }
  }

  /// Scalars of one value or a list.
  var texts: [String] {
    switch kind {
    case .scalar(let text, _): [text]
    case .list(let items): items.flatMap(\.texts)
    case .map: []
    }
  }
}
