package import Helpdesk
import Synchronization

/// What has just been committed, for whoever watches: the console, the demo, server-sent events.
package enum FeedEvent: Sendable, Equatable {
  case happened(Happening)
  case received(ReceiveReport)
  /// What became of an outbox entry's attempt.
  case sent(OutboxID, conversation: ConversationRef?, state: OutboxEntry.State)
  /// So many events were not delivered, because this listener was too slow: it should read the state anew.
  case lost(Int)
}

/// Hands events to any number of listeners and waits for none. It carries no truth: whoever misses something
/// reads the store.
package final class LiveFeed: Sendable {
  /// A console page shows a few dozen lines; a listener that is further behind reads the state anew.
  package static let mostBuffered = 256
  /// One console per person and browser tab; more is a leak.
  package static let mostListeners = 256

  fileprivate struct Listener {
    var continuation: AsyncStream<FeedEvent>.Continuation
    var lost = 0
  }

  private struct State {
    var listeners: [Int: Listener] = [:]
    var nextID = 0
  }

  private let state = Mutex(State())

  package init() {}

  package var listenerCount: Int { state.withLock { $0.listeners.count } }

  /// Events from now on; nil when there are too many listeners. Ends when the listener's task does.
  package func listen() -> AsyncStream<FeedEvent>? {
    let (stream, continuation) = AsyncStream.makeStream(
      of: FeedEvent.self, bufferingPolicy: .bufferingOldest(Self.mostBuffered))
    let id = state.withLock { state -> Int? in
      guard state.listeners.count < Self.mostListeners else { return nil }
      state.nextID += 1
      state.listeners[state.nextID] = Listener(continuation: continuation)
      return state.nextID
    }
    guard let id else { return nil }
    continuation.onTermination = { [weak self] _ in self?.remove(id) }
    return stream
  }

  package func publish(_ events: [FeedEvent]) {
    guard !events.isEmpty else { return }
    state.withLock { state in
      for id in state.listeners.keys {
        for event in events { state.listeners[id]?.offer(event) }
      }
    }
  }

  /// Ends all streams.
  package func close() {
    let continuations = state.withLock { state in
      defer { state.listeners = [:] }
      return state.listeners.values.map(\.continuation)
    }
    // Outside the lock: ending a stream calls `remove`.
    for continuation in continuations { continuation.finish() }
  }

  private func remove(_ id: Int) {
    _ = state.withLock { $0.listeners.removeValue(forKey: id) }
  }
}

extension LiveFeed.Listener {
  /// What does not fit is counted, and told before the next event that fits.
  fileprivate mutating func offer(_ event: FeedEvent) {
    if lost > 0 {
      guard case .enqueued = continuation.yield(.lost(lost)) else {
        lost += 1
        return
      }
      lost = 0
    }
    if case .dropped = continuation.yield(event) { lost += 1 }
  }
}
