package import Sandbox

extension SandboxServer {
  /// Real time that is waited for what must come: long, because the machine may be doing other things.
  package static var patience: Duration { .seconds(30) }

  /// All requests that came, oldest first.
  package func requests() -> [RecordedRequest] { state.look(\.requests) }

  /// All attempts to bring a webhook to the gateway, in the order in which they ended.
  package func attempts() -> [WebhookAttempt] { state.look(\.attempts) }

  /// All messages that were accepted, oldest first.
  package func accepted() -> [AcceptedMessage] { state.look(\.rules.accepted) }

  /// What somebody's phone has received, oldest first: by digits, alias or business-scoped id.
  package func phoneInbox(of address: String) -> [PhoneEntry] { state.look { $0.rules.phoneInbox(of: address) } }

  /// Everything that happens from now on: requests, webhook attempts, messages on phones.
  package func events() -> AsyncStream<SandboxEvent> { state.events() }

  /// Waits until the look finds something; it looks again after each change.
  ///
  /// Throws `TimedOut` after that real time. The look is taken under the lock: it must not call the server.
  package func wait<Value: Sendable>(
    upTo limit: Duration = patience, until found: @escaping @Sendable (SandboxView) -> Value?
  ) async throws -> Value {
    let state = state
    return try await withThrowingTaskGroup(of: Value.self) { group in
      group.addTask { try await state.wait(until: found) }
      group.addTask {
        try await Task.sleep(for: limit)
        throw TimedOut()
      }
      defer { group.cancelAll() }
      guard let value = try await group.next() else { throw TimedOut() }
      return value
    }
  }

  /// Waits until a request satisfies the condition, and returns the first that does.
  package func request(
    upTo limit: Duration = patience, where matches: @escaping @Sendable (RecordedRequest) -> Bool
  ) async throws -> RecordedRequest {
    try await wait(upTo: limit) { $0.requests.first(where: matches) }
  }

  /// Waits until that many messages have reached somebody's phone, and returns them.
  package func phoneInbox(
    of address: String, count: Int, upTo limit: Duration = patience
  ) async throws -> [PhoneEntry] {
    try await wait(upTo: limit) { view in
      let inbox = view.rules.phoneInbox(of: address)
      return inbox.count >= count ? inbox : nil
    }
  }

  /// Waits until every webhook has been answered with 200, and nothing is to happen any more.
  package func quiet(upTo limit: Duration = patience) async throws {
    try await wait(upTo: limit) { $0.rules.webhooks.isIdle && $0.rules.nextEventAt == nil ? () : nil }
  }

  /// A wait took longer than it may.
  package struct TimedOut: Error {}
}
