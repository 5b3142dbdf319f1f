import BusinessTime
import Gateway
import Synchronization

/// A clock that stands still until a test moves it; whoever sleeps wakes when its time has come.
final class StepClock: WallClock {
  private struct State {
    var now: Timestamp
    var nextID = 0
    var sleepers: [Int: (until: Timestamp, continuation: CheckedContinuation<Void, any Error>)] = [:]
    /// Cancelled before they lay down.
    var cancelled: Set<Int> = []
  }

  private let state: Mutex<State>

  init(at now: Timestamp) { state = Mutex(State(now: now)) }

  func now() -> Timestamp { state.withLock { $0.now } }

  func move(to now: Timestamp) {
    let woken = state.withLock { state in
      state.now = max(state.now, now)
      let due = state.sleepers.filter { $0.value.until <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  func sleep(until deadline: Timestamp) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let verdict = state.withLock { state -> Result<Void, any Error>? in
          if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
          if deadline <= state.now { return .success(()) }
          state.sleepers[id] = (deadline, continuation)
          return nil
        }
        if let verdict { continuation.resume(with: verdict) }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        let sleeper = state.sleepers.removeValue(forKey: id)
        if sleeper == nil { state.cancelled.insert(id) }
        return sleeper
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }
}
