import BusinessTime
import Sandbox
import SandboxHTTP
import Synchronization

/// A clock that stands still until it is moved; sleepers wake when it passes their time.
final class SteppedClock: Sendable {
  private struct Contents {
    var now: Timestamp
    var sleepers: [Int: (until: Timestamp, continuation: CheckedContinuation<Void, Never>)] = [:]
    var nextKey = 0
  }

  private let contents: Mutex<Contents>

  init(_ start: Timestamp) { contents = Mutex(Contents(now: start)) }

  var clock: SandboxClock {
    SandboxClock(now: { self.contents.withLock(\.now) }, sleep: { try await self.sleep(until: $0) })
  }

  func move(to moment: Timestamp) {
    let woken = contents.withLock { contents in
      contents.now = moment
      let due = contents.sleepers.filter { $0.value.until <= moment }
      for key in due.keys { contents.sleepers.removeValue(forKey: key) }
      return due.values.map(\.continuation)
    }
    for continuation in woken { continuation.resume() }
  }

  private func sleep(until: Timestamp) async throws {
    let key = contents.withLock { contents in
      contents.nextKey += 1
      return contents.nextKey
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = contents.withLock { contents in
          guard contents.now < until, !Task.isCancelled else { return true }
          contents.sleepers[key] = (until, continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      contents.withLock { $0.sleepers.removeValue(forKey: key) }?.continuation.resume()
    }
    try Task.checkCancellation()
  }
}
