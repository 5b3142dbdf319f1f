import BusinessTime
import Foundation
import Gateway
import Helpdesk
import SQLiteStore
import Sandbox
import SandboxHTTP
import Synchronization

@testable import acuse

/// One show of the first half hour and what there is to compare it with, played once for all tests.
struct Performance: Sendable {
  static let speed = 120.0
  static let once = Task { try await Performance.play() }

  /// As it was handed out for printing, one string for each thing that happened.
  var events: [String]
  var greeting: String
  var summary: String
  /// From the stand-in: what it brought to the gateway, and what lies on each phone.
  var attempts: [WebhookAttempt]
  var inboxes: [String: [PhoneEntry]]
  /// From the gateway's store.
  var details: [ConversationDetail]

  /// By hand: whoever has a phone in the demo.
  static let phones = [
    "5215555506001": "Carla Nieto", "5511955506002": "João Prado", "13105550604": "Emma Reed",
    "5215555506003": "Tomás Vera", "5215555506005": "Sofía Lara", "5215555501111": "Ana Ruiz",
    "5215555502222": "Beto Gil", "5215555503333": "Lucía Paz", "5215555504444": "Marta Sol",
  ]

  private static func play() async throws -> Performance {
    let printed = Mutex<[String]>([])
    let seen = Mutex<Performance?>(nil)
    let show = DemoShow(script: .workingDay.ending(afterMinutes: 38), speed: speed)
    try await show.run { line in
      printed.withLock { $0.append(line) }
    } atEnd: { stage in
      let query = ConversationQuery(now: stage.clock.now())
      let details = try await stage.store.read { tables in
        try tables.list(query).compactMap { try tables.detail($0.conversation.ref, messages: 50) }
      }
      var inboxes: [String: [PhoneEntry]] = [:]
      for (phone, name) in phones { inboxes[name] = stage.sandbox.phoneInbox(of: phone) }
      let attempts = stage.sandbox.attempts()
      seen.withLock { [inboxes] in
        $0 = Performance(
          events: [], greeting: "", summary: "", attempts: attempts, inboxes: inboxes, details: details)
      }
    }
    guard var performance = seen.withLock(\.self) else { throw CancellationError() }
    let all = printed.withLock(\.self)
    performance.greeting = all.first ?? ""
    performance.summary = all.last ?? ""
    performance.events = all.dropFirst().dropLast().map(\.oneLine)
    return performance
  }
}

extension String {
  /// Without line breaks and columns: what was said, not how it was set.
  var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
