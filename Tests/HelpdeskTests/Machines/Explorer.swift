/// Walks a machine breadth first: every letter of an alphabet in every state that can be reached, equal states merged.
///
/// Exhaustive, not lucky: what holds on every edge holds on every path of that length.
struct Explorer<State: Hashable, Letter> {
  /// What the machine made of one letter, and what was wrong with it.
  struct Edge {
    var state: State
    /// One sentence for each law that was broken; empty when all is well.
    var faults: [String] = []
  }

  var letters: [Letter]
  /// Nil: this letter cannot happen in that state. An event that may happen and changes nothing is an edge.
  var step: (State, Letter) -> Edge?
  /// What must hold of a state by itself, asked once of each.
  var inspect: (State) -> [String] = { _ in [] }

  /// Stops at the first few broken laws: their paths are the shortest there are.
  private static var mostFaults: Int { 5 }

  /// Gives way at every state: the tests beside it are not to wait for the whole walk.
  func explore(from roots: [State], depth: Int) async -> Exploration {
    var known: [State: Int] = [:]
    var trails: [Trail] = []
    var found = Exploration(depth: depth)
    var frontier: [State] = []
    for root in roots where known[root] == nil {
      known[root] = trails.count
      trails.append(Trail(parent: nil, letter: ""))
      frontier.append(root)
    }
    for _ in 0..<depth {
      var next: [State] = []
      for state in frontier {
        await Task.yield()
        let origin = known[state]!
        for letter in letters {
          guard let edge = step(state, letter) else { continue }
          found.edges += 1
          let isNew = known[edge.state] == nil
          let faults = edge.faults + (isNew ? inspect(edge.state) : [])
          if !faults.isEmpty {
            let path = Self.path(to: origin, in: trails) + ["\(letter)"]
            found.faults += faults.map { "\($0)\n  after: \(path.joined(separator: " → "))" }
            if found.faults.count >= Self.mostFaults { return found }
          }
          guard isNew else { continue }
          known[edge.state] = trails.count
          trails.append(Trail(parent: origin, letter: "\(letter)"))
          next.append(edge.state)
        }
      }
      frontier = next
      found.states = trails.count
    }
    return found
  }

  private struct Trail {
    var parent: Int?
    var letter: String
  }

  private static func path(to place: Int, in trails: [Trail]) -> [String] {
    var path: [String] = []
    var place: Int? = place
    while let here = place {
      if trails[here].parent != nil { path.append(trails[here].letter) }
      place = trails[here].parent
    }
    return path.reversed()
  }
}

/// What a walk saw.
struct Exploration {
  var depth: Int
  var states = 0
  var edges = 0
  var faults: [String] = []

  mutating func add(_ other: Exploration) {
    states += other.states
    edges += other.edges
    faults += other.faults
  }

  /// One line for whoever reads the test run.
  func figure(_ machine: String) -> String {
    "figure: \(machine): \(states) states, \(edges) edges to depth \(depth)"
  }
}
