internal import Gateway
internal import Synchronization

/// Lets calls in until it is closed, and knows when the last one has left.
final class Gate: Sendable {
  private struct State {
    var inside = 0
    var isClosed = false
    var isFinished = false
    /// Who waits for the last call to leave; at most one, the one that closed.
    var drained: CheckedContinuation<Void, Never>?
    /// Later callers of `close`, who wait for the first.
    var finished: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func enter() throws {
    try state.withLock { state in
      if state.isClosed { throw StoreError.closed }
      state.inside += 1
    }
  }

  func leave() {
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.inside -= 1
      guard state.inside == 0 else { return nil }
      defer { state.drained = nil }
      return state.drained
    }
    waiting?.resume()
  }

  /// True for the first caller, once everybody has left; it then closes and calls `finish`. False for the
  /// others, once that is done.
  func close() async -> Bool {
    let isFirst = state.withLock { state in
      defer { state.isClosed = true }
      return !state.isClosed
    }
    await withCheckedContinuation { continuation in
      let goesOn = state.withLock { state in
        if isFirst {
          if state.inside == 0 { return true }
          state.drained = continuation
        } else {
          if state.isFinished { return true }
          state.finished.append(continuation)
        }
        return false
      }
      if goesOn { continuation.resume() }
    }
    return isFirst
  }

  func finish() {
    let waiting = state.withLock { state in
      state.isFinished = true
      defer { state.finished = [] }
      return state.finished
    }
    for continuation in waiting { continuation.resume() }
  }
}
