import BusinessTime
import Sandbox
import Synchronization

/// All that changes while the stand-in runs, behind one lock, and those who wait for a change.
///
/// Decisions are made under the lock; continuations are resumed and streams fed after it is let go.
final class SandboxState: Sendable {
  private struct Contents {
    var rules: MetaRules
    var requests: [RecordedRequest] = []
    var attempts: [WebhookAttempt] = []
    var toldPhones = 0
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    var streams: [Int: AsyncStream<SandboxEvent>.Continuation] = [:]
    var nextKey = 0

    var view: SandboxView { SandboxView(requests: requests, attempts: attempts, rules: rules) }
  }

  private let contents: Mutex<Contents>

  init(rules: MetaRules) { contents = Mutex(Contents(rules: rules)) }

  /// Requests and attempts beyond this many are no longer kept, the oldest first.
  private static let recordLimit = 200_000

  /// Reads or changes the rules, then tells who waits.
  func change<Value: Sendable>(_ body: (inout MetaRules) throws -> Value) rethrows -> Value {
    let (value, news) = try contents.withLock { contents in
      let value = try body(&contents.rules)
      return (value, Self.news(of: &contents, events: []))
    }
    news.spread()
    return value
  }

  func record(_ request: RecordedRequest) {
    contents.withLock { contents in
      Self.append(request, to: &contents.requests)
      return Self.news(of: &contents, events: [.request(request)])
    }.spread()
  }

  func record(_ attempt: WebhookAttempt) {
    contents.withLock { contents in
      Self.append(attempt, to: &contents.attempts)
      return Self.news(of: &contents, events: [.webhook(attempt)])
    }.spread()
  }

  /// What the look at the present state gives.
  func look<Value>(_ body: (SandboxView) -> sending Value) -> sending Value {
    contents.withLock { body($0.view) }
  }

  /// Everything that happens from now on, until the stream is dropped.
  func events() -> AsyncStream<SandboxEvent> {
    let (stream, continuation) = AsyncStream.makeStream(of: SandboxEvent.self)
    let key = contents.withLock { contents in
      contents.nextKey += 1
      contents.streams[contents.nextKey] = continuation
      return contents.nextKey
    }
    continuation.onTermination = { [weak self] _ in
      _ = self?.contents.withLock { $0.streams.removeValue(forKey: key) }
    }
    return stream
  }

  /// Looks again after each change until the look finds something; throws when its task is cancelled.
  func wait<Value: Sendable>(until found: @Sendable (SandboxView) -> Value?) async throws -> Value {
    while true {
      try Task.checkCancellation()
      let key = contents.withLock { contents in
        contents.nextKey += 1
        return contents.nextKey
      }
      let value: Value? = await withTaskCancellationHandler {
        await changed(key: key, unless: found)
      } onCancel: {
        contents.withLock { $0.waiters.removeValue(forKey: key) }?.resume()
      }
      if let value { return value }
    }
  }

  private func changed<Value: Sendable>(key: Int, unless found: @Sendable (SandboxView) -> Value?) async -> Value? {
    var value: Value?
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let isAlreadyThere = contents.withLock { contents in
        value = found(contents.view)
        guard value == nil, !Task.isCancelled else { return true }
        contents.waiters[key] = continuation
        return false
      }
      if isAlreadyThere { continuation.resume() }
    }
    return value
  }

  private static func append<Record>(_ record: Record, to records: inout [Record]) {
    if records.count >= recordLimit { records.removeFirst(recordLimit / 10) }
    records.append(record)
  }

  private struct News {
    var events: [SandboxEvent]
    var waiters: [CheckedContinuation<Void, Never>]
    var streams: [AsyncStream<SandboxEvent>.Continuation]

    func spread() {
      for stream in streams {
        for event in events { stream.yield(event) }
      }
      for waiter in waiters { waiter.resume() }
    }
  }

  private static func news(of contents: inout Contents, events: [SandboxEvent]) -> News {
    let phones = contents.rules.phoneLog[contents.toldPhones...].map(SandboxEvent.phone)
    contents.toldPhones = contents.rules.phoneLog.count
    let waiters = Array(contents.waiters.values)
    contents.waiters.removeAll()
    return News(events: events + phones, waiters: waiters, streams: Array(contents.streams.values))
  }
}
