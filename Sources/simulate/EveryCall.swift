import ArgumentParser
import Foundation
import Simulation

/// `simulate crashes`: the canonical story with a death at every call, and at every pair of calls.
struct EveryCall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crashes", abstract: "One story with a death at every call of store and wire, singly and in pairs.")

  @Option(help: "The store of the single deaths: memory or sqlite.") var store = StoreChoice.sqlite
  @Option(help: "Of the pairs on the memory store, only every so manyth, beginning with --from; 0 for none.")
  var every = 1
  @Option(help: "Of the pairs on a real database, only every so manyth, beginning with --from; 0 for none.")
  var everyOnDisk = 0
  @Option(help: "The first pair of those.") var from = 0
  @Flag(help: "All pairs on a real database whose first death is at call --from or later, by forking; nothing else.")
  var allOnDisk = false

  @Option(help: "Tells one story only, with the first death at this call.") var first: Int?
  @Option(help: "And with the second death at this one.") var second: Int?

  func run() throws {
    LogWatch.install()
    if allOnDisk { return try allPairsOnDisk() }
    if first != nil || second != nil { return try tellOne() }
    let folder = try Scratch.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    switch store {
    case .memory: try single(Story { MemoryDisk() })
    case .sqlite: try single(Story { try SQLiteDisk(below: folder) })
    }
    if every > 0 { try pairs(Story { MemoryDisk() }, every, on: .memory) }
    if everyOnDisk > 0 { try pairs(Story { try SQLiteDisk(below: folder) }, everyOnDisk, on: .sqlite) }
  }

  private func tellOne() throws {
    let telling = try Story { MemoryDisk() }.tell(first: first, second: second, keepsLines: true)
    for line in telling.lines { print(line) }
    print("died at: \(telling.deaths.joined(separator: ", "))")
    try check(telling, "died there")
  }

  private func allPairsOnDisk() throws {
    let told = try EveryPairOnDisk.run(from: from)
    print(
      "crash points \(told.first) and pairs of them \(told.pairs), each once on sqlite, \(told.assayed) told in one piece too: "
        + (told.failures == 0 ? "all told to the end" : "\(told.failures) not told to the end"))
    guard told.failures == 0 else { throw ExitCode.failure }
  }

  private func single<Under: Disk>(_ story: Story<Under>) throws {
    let whole = try story.tell()
    try check(whole, "without a death")
    let calls = whole.calls[0]
    try Parallel.each(calls) { call in try check(try story.tell(first: call), "died at call \(call)") }
    print("crash points \(calls), each once on \(store.rawValue): all told to the end")
  }

  /// The second life's calls are counted by telling the story with the first death alone.
  private func pairs<Under: Disk>(_ story: Story<Under>, _ every: Int, on store: StoreChoice) throws {
    let calls = try story.tell().calls[0]
    let told = Count()
    try Parallel.each(calls) { first in
      let after = try Story { MemoryDisk() }.tell(first: first).calls.last ?? 0
      for second in 0..<after where (first + second) % every == from % every {
        try check(try story.tell(first: first, second: second), "died at call \(first), then at \(second)")
        told.add()
      }
    }
    print("pairs of crash points \(told.value) on \(store.rawValue): all told to the end")
  }

  private func check<Under: Disk>(_ telling: Story<Under>.Telling, _ when: String) throws {
    guard let violation = telling.violation else { return }
    print(
      "\(violation.invariant) does not hold when it \(when) (\(telling.deaths.joined(separator: ", "))): \(violation.what)"
    )
    throw ExitCode.failure
  }
}
