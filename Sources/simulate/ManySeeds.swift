import ArgumentParser
import Foundation
import Simulation

/// `simulate suite`: many worlds, and what they must have met.
struct ManySeeds: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suite", abstract: "Many worlds on all cores; fails if anything was met too rarely.")

  @Option(help: "The first seed.") var from: UInt64 = 1
  @Option(help: "How many seeds.") var seeds = 10_000
  @Option(help: "Actions in each world.") var events = 300
  @Option(help: "Of the worlds, every so manyth comes to rest; the others end with their last action.")
  var restEvery = 1
  @Option(help: "The store: memory or sqlite.") var store = StoreChoice.memory
  @Option(help: "Threads; 0 for one a core.") var threads = 0
  @Option(help: "Passes once this invariant was seen not to hold, and fails if it never is: for planted bugs.")
  var expect: String?
  @Flag(help: "Does not ask for the floors: a suite too small for them.") var withoutFloors = false
  @Flag(help: "Prints every transition with its count.") var transitions = false

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
    let threads = threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount
    let began = ContinuousClock.now
    let suite = Suite(runner: runner, threads: threads, restEvery: restEvery)
    if let expect { return try look(for: expect, in: suite) }
    let outcome = suite.run(first: from, count: seeds, events: events)
    Counts.print(outcome.tally)
    if transitions {
      for (transition, count) in outcome.tally.transitions.sorted(by: { $0.key < $1.key }) {
        print("  \(transition.text) \(count)")
      }
    }
    print("traces \(String(outcome.hash, radix: 16))")
    print("log lines read \(LogWatch.count), took \(ContinuousClock.now - began)")
    var isFine = outcome.error == nil && outcome.violations.isEmpty
    if let error = outcome.error { print("could not run: \(error)") }
    for (seed, violation) in outcome.violations {
      print("seed \(seed): \(violation.invariant) does not hold: \(violation.what)")
    }
    if let (seed, _) = outcome.violations.first {
      print("in short: simulate --seed \(seed) --events \(events) --store \(store.rawValue)")
    }
    if !withoutFloors { isFine = checkFloors(outcome.tally) && isFine }
    guard isFine else { throw ExitCode.failure }
  }

  private func look<Under: Disk>(for invariant: String, in suite: Suite<Under>) throws {
    let outcome = suite.run(first: from, count: seeds, events: events) { found in
      found.contains { $0.invariant == invariant }
    }
    for (seed, violation) in outcome.violations {
      print("seed \(seed): \(violation.invariant) does not hold: \(violation.what)")
    }
    guard outcome.violations.contains(where: { $0.violation.invariant == invariant }) else { throw ExitCode.failure }
  }

  private func checkFloors(_ tally: Tally) -> Bool {
    let missing = Floor.missing(tally)
    let (unlisted, rare) = Floor.wrongTransitions(tally)
    for one in missing { print("met fewer than \(Floor.least) times: \(one)") }
    for one in unlisted { print("seen and not listed: \(one.text) (\(tally.transitions[one] ?? 0))") }
    for one in rare {
      print("listed and seen fewer than \(Floor.least) times: \(one.text) (\(tally.transitions[one] ?? 0))")
    }
    return missing.isEmpty && unlisted.isEmpty && rare.isEmpty
  }
}
