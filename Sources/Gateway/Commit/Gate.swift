import Synchronization

/// Lets one through at a time, in the order of arrival.
package final class Gate: Sendable {
  private struct State {
    var isTaken = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let mostWaiting: Int
  private let state = Mutex(State())

  package init(mostWaiting: Int) { self.mostWaiting = mostWaiting }

  package func enter() async throws(CommitError) {
    guard state.withLock({ $0.waiting.count < mostWaiting }) else { throw .queueFull }
    await withCheckedContinuation { continuation in
      let mayGoOn = state.withLock { state in
        if !state.isTaken {
          state.isTaken = true
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if mayGoOn { continuation.resume() }
    }
  }

  /// The next in line has the gate from here on.
  package func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if state.waiting.isEmpty {
        state.isTaken = false
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
