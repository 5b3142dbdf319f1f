import BusinessTime
import Gateway
import Synchronization

/// Stands still until told; whoever sleeps on it wakes when it has been moved far enough.
final class StepClock: WallClock {
  private struct State {
    var now: Timestamp
    var sleepers: [Int: (until: Timestamp, continuation: CheckedContinuation<Void, Never>)] = [:]
    var nextID = 0
  }

  private let state: Mutex<State>

  /// Monday 2026-11-23, 15:00:00 UTC.
  static let monday = Timestamp(seconds: 1_795_446_000)

  init(_ start: Timestamp = StepClock.monday) { state = Mutex(State(now: start)) }

  func now() -> Timestamp { state.withLock { $0.now } }

  func advance(seconds: Int64) { advance(milliseconds: seconds * 1000) }

  func advance(milliseconds: Int64) {
    let woken = state.withLock { state in
      state.now = state.now.adding(milliseconds: milliseconds)
      let woken = state.sleepers.filter { $0.value.until <= state.now }
      for id in woken.keys { state.sleepers[id] = nil }
      return woken.values.map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  func sleep(until deadline: Timestamp) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.now >= deadline || Task.isCancelled { return true }
          state.sleepers[id] = (deadline, continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume()
    }
    try Task.checkCancellation()
  }
}
