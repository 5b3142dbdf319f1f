import ArgumentParser
import Foundation
import Simulation

/// `simulate --seed N`: one world, told.
struct OneSeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed", abstract: "One world: its seed, the hash of its trace and what happened in it.")

  @Option(help: "The seed; the same seed is the same world.") var seed: UInt64 = 1
  @Option(help: "How many actions before the faults end and the world comes to rest.") var events = 300
  @Option(help: "The store: \(StoreChoice.allCases.map(\.rawValue).joined(separator: " or ")).")
  var store = StoreChoice.memory
  @Flag(help: "Also prints every line of the trace.") var trace = false

  func run() throws {
    LogWatch.install()
    switch store {
    case .memory: try run(Runner { MemoryDisk() })
    case .sqlite:
      let folder = try Scratch.folder()
      defer { try? FileManager.default.removeItem(at: folder) }
      try run(Runner { try SQLiteDisk(below: folder) })
    }
  }

  private func run<Under: Disk>(_ runner: Runner<Under>) throws {
    let report = try runner.run(seed: seed, events: events, keepsLines: trace)
    if trace { for line in report.lines { print(line) } }
    print("seed \(seed)")
    print("trace \(String(report.hash, radix: 16))")
    Counts.print(report.tally)
    guard let violation = report.violation else { return }
    let short = try runner.shrink(report)
    print("")
    print("\(violation.invariant) does not hold: \(violation.what)")
    print("in short (\(short.actions.count) of \(report.actions.count) actions):")
    for line in short.lines { print("  \(line)") }
    throw ExitCode.failure
  }
}

/// Figures in a stable order.
enum Counts {
  static func print(_ tally: Tally) {
    Swift.print(
      "worlds \(tally.worlds), of which \(tally.rests) came to rest, "
        + "actions \(tally.events), inputs committed \(tally.commits)")
    for (name, count) in tally.actions.sorted(by: { $0.key < $1.key }) { Swift.print("  \(name) \(count)") }
    for (name, count) in tally.happenings.sorted(by: { $0.key < $1.key }) { Swift.print("  \(name) \(count)") }
  }
}
