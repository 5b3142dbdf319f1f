package import BusinessTime
import Synchronization

/// A nudge that is never lost: raised once or often before anybody waits, it lets the next wait through once.
package final class Signal: Sendable {
  private struct State {
    var isRaised = false
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  package init() {}

  package func raise() {
    let waiter = state.withLock { state in
      if state.waiter == nil { state.isRaised = true }
      return state.waiter.take()
    }
    waiter?.resume()
  }

  /// Returns when raised, when the clock reaches `deadline`, or when the task is cancelled. One waiter only.
  package func wait(until deadline: Timestamp, on clock: any WallClock) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.wait() }
      group.addTask { try? await clock.sleep(until: deadline) }
      await group.next()
      group.cancelAll()
    }
  }

  /// Returns when raised or when the task is cancelled.
  package func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let mayGoOn = state.withLock { state in
          if state.isRaised || Task.isCancelled {
            state.isRaised = false
            return true
          }
          state.waiter = continuation
          return false
        }
        if mayGoOn { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiter.take() }?.resume()
    }
  }
}
