import BusinessTime
import Foundation
import Gateway
import Sandbox
import SandboxHTTP

/// Puts gateway and stand-in side by side on one scaled clock, lets the script's people act, and prints what came
/// of it. The gateway is the real one: signed webhooks over HTTP, SQLite, libcurl.
struct DemoShow: Sendable {
  let script: DemoScript
  let speed: Double
  /// Returns when somebody wants to see no more; nil: nobody will.
  var interrupted: (@Sendable () async -> Void)?
  /// Where the database lives for as long as the show lasts.
  var temporary = NSTemporaryDirectory()

  /// `atEnd` sees the stage before it is taken down: the test compares there what was printed with what was seen.
  func run(
    _ print: @escaping @Sendable (String) -> Void,
    atEnd: @escaping @Sendable (DemoStage) async throws -> Void = { _ in }
  ) async throws {
    let folder = temporary + "/acuse-demo-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await DemoStage.open(in: folder, speed: speed) { stage in
      print(greeting(stage))
      try await play(on: stage, print)
      print(try await DemoSummary.text(of: stage))
      try await atEnd(stage)
    }
  }

  private func play(on stage: DemoStage, _ print: @escaping @Sendable (String) -> Void) async throws {
    let lines = DemoLines(stage: stage)
    let board = DemoBoard(print: print)
    let phones = stage.sandbox.events()
    guard let record = stage.feed.listen() else { throw Complaint("nobody may listen to the gateway any more.") }
    try await withThrowingTaskGroup(of: Part.self) { group in
      group.addTask {
        for await event in phones { await board.take(lines.lines(for: event)) }
        return .watching
      }
      group.addTask {
        for await event in record { try await board.take(lines.lines(for: event)) }
        return .watching
      }
      group.addTask { try await show(board, by: stage.clock) }
      group.addTask { try await act(on: stage) }
      if let interrupted {
        group.addTask {
          await interrupted()
          return .acting
        }
      }
      // Whoever watches goes on for as long as somebody acts.
      while let part = try await group.next(), part == .watching {}
      group.cancelAll()
    }
    await board.show(upTo: .init(milliseconds: .max))
  }

  private enum Part { case watching, acting }

  private func act(on stage: DemoStage) async throws -> Part {
    for entry in script.entries {
      try await stage.clock.sleep(until: entry.at)
      try await stage.carryOut(entry.act)
    }
    try await stage.clock.sleep(until: script.end)
    try await Task.sleep(for: Self.afterglow)
    return .acting
  }

  private func show(_ board: DemoBoard, by clock: DemoClock) async throws -> Part {
    let hold = Int64(Double(Self.holdMilliseconds) * speed)
    while !Task.isCancelled {
      await board.show(upTo: clock.now().adding(milliseconds: -hold))
      try await Task.sleep(for: .milliseconds(Self.holdMilliseconds / 4))
    }
    return .watching
  }

  /// Real milliseconds for which a line waits for others of its time: too short to be noticed, long enough for what
  /// two halves of the machine report of the same moment.
  private static let holdMilliseconds: Int64 = 200
  /// What was decided last still has to be heard of.
  private static let afterglow = Duration.milliseconds(400)

  private func greeting(_ stage: DemoStage) -> String {
    """
    Acuse demo. A Monday at \(DemoRules.businessName), Mexico City, \(speed.formatted()) times as fast as life.
    The customers and Meta are played; the gateway is the real one. Nothing leaves this machine.
    Promised: a first answer within 15 minutes of working time, each further one within 30.

      💬 somebody wrote to us, and the gateway answered Meta's webhook with 200
      📒 what the gateway decided and committed to the conversation's record
      ⏳ a step before or at the due time    🔔 one of our people is told
      🔴 a promise is broken                 🟢 an answer in time
      📱 what appears on a phone

    The API listens on \(stage.address); as Lucía, the supervisor:
      curl -H 'Authorization: Bearer \(stage.tokens["lucia"] ?? "")' \(stage.address)/api/v1/conversations
    Ctrl-C ends it.

    """
  }
}
