import BusinessTime
import Foundation
import Gateway
import Helpdesk
import SQLiteStore
import Sandbox
import SandboxHTTP

/// Turns what was seen into lines: nothing here knows the script.
struct DemoLines: Sendable {
  let store: SQLiteStore
  let words: RecordWords
  /// Whose phone it is, by the digits that Meta knows.
  private let owners = Dictionary(uniqueKeysWithValues: DemoPerson.all.map { ($0.phone, $0.name) })

  init(stage: DemoStage) {
    store = stage.store
    let names = stage.rules.people.map { ($0.key.rawValue, $0.value.name) }
    words = RecordWords(people: Dictionary(uniqueKeysWithValues: names), zone: DemoStage.zone)
  }

  /// What a phone shows, and what the gateway took with a 200. What was answered in the phone app is seen on the
  /// customer's phone.
  func lines(for event: SandboxEvent) -> [DemoLine] {
    switch event {
    case .phone(let arrival):
      [DemoLine(at: arrival.entry.at, kind: .phone, who: owner(arrival.waID), text: arrival.entry.text)]
    case .webhook(let attempt):
      attempt.status == 200 && attempt.copy == 0 ? written(in: attempt) : []
    case .request:
      []
    }
  }

  /// What the gateway committed to a conversation's record, with the customer and the clocks as they are stored.
  func lines(for event: FeedEvent) async throws -> [DemoLine] {
    guard case .happened(let happening) = event else { return [] }
    // The clock that was promised has its line.
    guard !happening.entry.what.hasPrefix("promise_") else { return [] }
    let ref = happening.conversation
    let detail = try await store.read { try $0.detail(ref, messages: 1) }
    let line = words.line(happening.entry, clocks: detail?.clocks ?? [])
    let first = detail?.summary.contact.name?.split(separator: " ").first ?? ""
    return [DemoLine(at: happening.entry.at, kind: line.kind, who: "\(ref) \(first)", text: line.text)]
  }

  private func written(in attempt: WebhookAttempt) -> [DemoLine] {
    guard let body = try? JSONDecoder().decode(Body.self, from: Data(attempt.body)) else { return [] }
    return body.entry.flatMap(\.changes).flatMap { $0.value.messages ?? [] }.compactMap { message in
      guard let text = message.text?.body else { return nil }
      return DemoLine(at: attempt.at, kind: .wrote, who: owner(message.from ?? ""), text: text)
    }
  }

  /// The part of a webhook that holds what somebody wrote.
  private struct Body: Decodable {
    struct Entry: Decodable { var changes: [Change] }
    struct Change: Decodable { var value: Value }
    struct Value: Decodable { var messages: [Message]? }
    struct Message: Decodable {
      var from: String?
      var text: Text?
    }
    struct Text: Decodable { var body: String }
    var entry: [Entry]
  }

  private func owner(_ phone: String) -> String { owners[phone] ?? "+\(phone)" }
}
