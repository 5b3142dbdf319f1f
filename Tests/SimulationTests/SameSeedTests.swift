import Testing

@testable import Simulation

/// The first thing to be sure of: a seed is a world.
@Suite struct SameSeedTests {
  private let runner = Runner { MemoryDisk() }

  @Test("the same seed twice leaves the same trace", arguments: [1, 7, 42, 1_000_003] as [UInt64])
  func same(_ seed: UInt64) throws {
    let first = try runner.run(seed: seed, events: 120, keepsLines: true)
    let second = try runner.run(seed: seed, events: 120, keepsLines: true)
    #expect(first.hash == second.hash)
    #expect(first.lines == second.lines)
    #expect(first.violation == nil, "\(first.violation.map { "\($0.invariant): \($0.what)" } ?? "")")
  }

  @Test("another seed is another world")
  func other() throws {
    #expect(try runner.run(seed: 1, events: 120).hash != runner.run(seed: 2, events: 120).hash)
  }

  @Test("the actions of a world, done again by themselves, leave its trace")
  func actions() throws {
    let whole = try runner.run(seed: 11, events: 150)
    #expect(try runner.run(seed: 11, actions: whole.actions).hash == whole.hash)
  }
}
