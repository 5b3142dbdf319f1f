import BusinessTime
import Gateway
import Helpdesk

/// Customers by the names under which the oracles know them. Each business-scoped id is a person of its own until the
/// gateway has handled the news that it is another one's: nobody can know it sooner.
struct People: Sendable {
  /// A customer who goes by another id now.
  struct Move: Sendable {
    var former: String
    var current: String
    /// In the bytes of an item that tells us of it: one of these.
    var signs: [String]
  }

  /// The name of whoever has or had an id that Meta gave on a change; other ids are named by their phone.
  private(set) var names: [String: String] = [:]
  /// Names that have turned out to be another's.
  private var same: [String: String] = [:]
  /// Of which the gateway has not been told, by the former name: whatever goes to their former address is excusable.
  private(set) var unheard: [String: Move] = [:]
  /// When it was, counted in inputs, by name.
  private var heardAt: [String: Int] = [:]
  /// When each entry was claimed last, counted likewise.
  private var claims: [String: Int] = [:]
  private var inputs = 0

  /// Before anybody moves: these have the names of their phones.
  mutating func know(_ userID: String, as name: String) { names[userID] = name }

  func name(_ id: String) -> String {
    var name = names[id] ?? id
    while let next = same[name] { name = next }
    return name
  }

  /// By which name they go now, whether or not the gateway has been told.
  func present(of former: String) -> String {
    var name = name(former)
    while let next = unheard[name] { name = self.name(next.current) }
    return name
  }

  mutating func moves(_ move: Move) {
    names[move.current] = move.current
    unheard[name(move.former)] = move
  }

  /// What was claimed, and which moves an input tells of.
  mutating func hear(_ commit: Evidence) -> [Move] {
    inputs += 1
    var heard: [Move] = []
    for entry in commit.changes.journal {
      switch entry.body {
      case .claimed(let id, let lease) where lease > 0: claims[id.rawValue] = inputs
      case .item(let slice) where !unheard.isEmpty:
        let text = String(decoding: slice.bytes, as: UTF8.self)
        heard += unheard.values.filter { $0.signs.contains(where: text.contains) }
      case _: break
      }
    }
    return heard
  }

  /// They are one from now on: the names, of which the second is out of use.
  mutating func unite(_ move: Move) -> (String, String) {
    let (former, current) = (name(move.former), name(move.current))
    unheard[former] = nil
    guard former != current else { return (former, current) }
    same[current] = former
    heardAt[former] = inputs
    if let next = unheard.removeValue(forKey: current) { unheard[former] = next }
    return (former, current)
  }

  /// Whoever sent this could not know, when it was claimed, that they have moved.
  func isExcusable(_ entry: String, to name: String) -> Bool {
    unheard[name] != nil || (heardAt[name].map { $0 >= (claims[entry] ?? 0) } ?? false)
  }
}

extension Ledger {
  func isExcusable(_ entry: String, to meant: String) -> Bool {
    people.isExcusable(entry, to: people.name(meant))
  }

  /// Who is whom by an input, and what became one by it.
  mutating func learnWhoIsWho(_ commit: Evidence) {
    for move in people.hear(commit) {
      let (kept, gone) = people.unite(move)
      guard kept != gone else { continue }
      speakers = speakers.mapValues { $0 == gone ? kept : $0 }
      if silenced.remove(gone) != nil { silenced.insert(kept) }
      for (id, written) in signed where written.person == gone { signed[id]?.person = kept }
      for (voice, times) in voices where voice.customer == gone {
        voices[voice] = nil
        voices[Refusals.Voice(of: kept, on: voice.number), default: []].formUnion(times)
      }
    }
    for ref in commit.changes.conversations {
      guard let into = commit.after.conversations[ref]?.mergedInto else { continue }
      merged.formUnion([ref, into])
    }
  }
}
