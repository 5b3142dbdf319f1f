import Synchronization

/// What waits for the next transaction: bounded in number and in bytes, first come, first served.
final class CommitQueue: Sendable {
  /// A sixth of a second of work at 25,000 webhooks a second; who waits longer is better told to come again.
  static let mostWaiting = 4096
  /// Twenty bodies of Meta's largest size (3 MB); memory must not follow the traffic.
  static let mostWaitingBytes = 64 << 20
  /// Where SQLite's throughput flattens (25 k/s at 64, 27 k/s at 256) and a commit still takes 2 ms.
  static let mostInGroup = 64

  private struct State {
    var waiting: [any Submission] = []
    var bytes = 0
    var consumer: CheckedContinuation<Void, Never>?
    var isClosed = false
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.waiting.count } }

  /// Takes it in, or says why not. A single submission is taken however heavy it is: the web bounds bodies.
  func add(_ submission: any Submission) -> CommitError? {
    let (refusal, consumer) = state.withLock { state -> (CommitError?, CheckedContinuation<Void, Never>?) in
      if state.isClosed { return (.stopped, nil) }
      let bytes = state.bytes + submission.weight
      let isFull = state.waiting.count >= Self.mostWaiting || bytes > Self.mostWaitingBytes
      if isFull, !state.waiting.isEmpty { return (.queueFull, nil) }
      state.waiting.append(submission)
      state.bytes = bytes
      return (nil, state.consumer.take())
    }
    consumer?.resume()
    return refusal
  }

  /// The next group, as soon as something waits; nil once the queue is closed and empty. One consumer only.
  func next() async -> [any Submission]? {
    while true {
      let group = takeWaiting()
      if !group.isEmpty { return group }
      if state.withLock({ $0.isClosed && $0.waiting.isEmpty }) { return nil }
      await withCheckedContinuation { continuation in
        let mayGoOn = state.withLock { state in
          if state.isClosed || !state.waiting.isEmpty { return true }
          state.consumer = continuation
          return false
        }
        if mayGoOn { continuation.resume() }
      }
    }
  }

  /// What waits now, at most one group; one that must be alone comes by itself.
  func takeWaiting() -> [any Submission] {
    state.withLock { state in
      var count = 0
      while count < min(state.waiting.count, Self.mostInGroup), !state.waiting[count].isAlone { count += 1 }
      if count == 0, !state.waiting.isEmpty { count = 1 }
      let group = Array(state.waiting.prefix(count))
      state.waiting.removeFirst(count)
      state.bytes -= group.reduce(0) { $0 + $1.weight }
      return group
    }
  }

  /// Takes nothing more in; what waits is still handed out.
  func close() {
    let consumer = state.withLock { state in
      state.isClosed = true
      return state.consumer.take()
    }
    consumer?.resume()
  }
}
