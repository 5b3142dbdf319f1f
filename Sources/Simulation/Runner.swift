/// Runs worlds and says what came of them.
package struct Runner<Under: Disk>: Sendable {
  package struct Report: Sendable {
    package var seed: UInt64
    package var hash: UInt64
    package var tally: Tally
    package var violation: Violation?
    package var actions: [Action]
    package var lines: [String]
  }

  /// A trace is made short by at most so many runs: minutes, not hours.
  private static var mostRuns: Int { 400 }

  private let makeDisk: @Sendable () throws -> Under

  /// `disk` gives an empty one.
  package init(disk: @escaping @Sendable () throws -> Under) { makeDisk = disk }

  /// One world from its beginning to its rest, or to its last action.
  package func run(seed: UInt64, events: Int, rests: Bool = true, keepsLines: Bool = false) throws -> Report {
    let world = World(seed: seed, disk: try makeDisk(), keepsLines: keepsLines)
    world.run(events: events)
    if rests { world.comeToRest() } else { world.breakOff() }
    return report(seed, world)
  }

  /// The same world with these actions and no others.
  package func run(seed: UInt64, actions: [Action], keepsLines: Bool = false) throws -> Report {
    let world = World(seed: seed, disk: try makeDisk(), keepsLines: keepsLines)
    world.run(actions)
    world.comeToRest()
    return report(seed, world)
  }

  /// Leaves out whatever is not needed for the same invariant to break, larger pieces first.
  package func shrink(_ report: Report) throws -> Report {
    guard let violation = report.violation else { return report }
    var actions = report.actions
    var size = actions.count / 2
    var runs = 0
    while size > 0 {
      var place = 0
      while place < actions.count, runs < Self.mostRuns {
        var fewer = actions
        fewer.removeSubrange(place..<min(place + size, fewer.count))
        runs += 1
        if try run(seed: report.seed, actions: fewer).violation?.invariant == violation.invariant {
          actions = fewer
        } else {
          place += size
        }
      }
      size /= 2
    }
    let short = try run(seed: report.seed, actions: actions, keepsLines: true)
    return short.violation == nil ? report : short
  }

  private func report(_ seed: UInt64, _ world: World<Under>) -> Report {
    Report(
      seed: seed, hash: world.trace.hash, tally: world.tally, violation: world.violations.first,
      actions: world.actions, lines: world.trace.lines)
  }
}
