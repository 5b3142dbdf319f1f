import ArgumentParser
import Foundation
import Simulation

/// The simulated world: one seed, many seeds, or one story with a death at every call.
@main
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Runs the gateway in a world where everything fails on purpose, and checks what must hold.",
    subcommands: [OneSeed.self, ManySeeds.self, EveryCall.self], defaultSubcommand: OneSeed.self)
}

/// Which store lies under the gateway.
enum StoreChoice: String, ExpressibleByArgument, CaseIterable {
  case memory, sqlite
}

/// A folder for databases that goes away with the process; in memory where the machine has such a place.
enum Scratch {
  static func folder() throws -> URL {
    let shared = URL(fileURLWithPath: "/dev/shm")
    let base =
      FileManager.default.isWritableFile(atPath: shared.path) ? shared : FileManager.default.temporaryDirectory
    let folder = base.appendingPathComponent("acuse-simulate-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
