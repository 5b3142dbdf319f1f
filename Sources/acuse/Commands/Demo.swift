import ArgumentParser
import Foundation
import Logging

/// `acuse demo`: the gateway against a built-in stand-in for Meta, with a few scripted customers.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plays a working day against a built-in stand-in for Meta and shows what happens.")

  @Option(help: "Seconds of demo time in each real second, 1 to 600.")
  var speed: Double = 60

  @Option(help: "Minutes of demo time after which it ends; default: the whole working day.")
  var minutes: Int?

  func run() async throws {
    guard (1...600).contains(speed) else { throw Complaint.wrongUse("--speed takes a number from 1 to 600.") }
    if let minutes, minutes < 1 { throw Complaint.wrongUse("--minutes takes a number from 1.") }
    LogSetup.bootstrap(ProcessInfo.processInfo.environment, level: .error)
    let day = DemoScript.workingDay
    let script = minutes.map(day.ending(afterMinutes:)) ?? day
    try await DemoShow(script: script, speed: speed, interrupted: Interrupt.wait).run { line in
      // Not `print`: a line must be seen as it happens, also through a pipe.
      try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
    }
  }
}
