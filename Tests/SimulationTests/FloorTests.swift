import Testing

@testable import Simulation

/// A suite that met too little must say so.
@Suite struct FloorTests {
  @Test("an empty suite misses every input, fault, death and transition")
  func nothing() {
    let missing = Floor.missing(Tally())
    #expect(missing.contains("customerAsks: 0"))
    #expect(missing.contains("graphCutAfter: 0"))
    #expect(missing.contains("died: committed: 0"))
    #expect(!missing.contains { $0.hasPrefix("commit") || $0.hasPrefix("tick") })
    let (unlisted, rare) = Floor.wrongTransitions(Tally())
    #expect(unlisted.isEmpty)
    #expect(rare.contains(Transition("conversation", "none", "request")))
  }

  @Test("a transition that nobody listed is told, however often it was seen")
  func unlisted() {
    var tally = Tally()
    tally.transitions[Transition("pager", "known", "put_off")] = 1000
    #expect(Floor.wrongTransitions(tally).unlisted == [Transition("pager", "known", "put_off")])
  }

  @Test("ninety-nine is too few and a hundred is enough")
  func hundred() {
    var tally = Tally()
    tally.actions["handOver"] = 99
    #expect(Floor.missing(tally).contains("handOver: 99"))
    tally.actions["handOver"] = 100
    #expect(!Floor.missing(tally).contains { $0.hasPrefix("handOver") })
  }
}
