package import BusinessTime
import Gateway
import Synchronization

/// The gateway's clock in a world: it shows what the world sets, and moves by nothing else.
package final class VirtualClock: WallClock {
  private struct State {
    var wall: Timestamp
    var boot: Int64 = 0
  }

  private let state: Mutex<State>

  package init(at start: Timestamp) { state = Mutex(State(wall: start)) }

  package func now() -> Timestamp { state.withLock { $0.wall } }

  /// Milliseconds since the world began, which nobody sets.
  package var boot: Int64 { state.withLock { $0.boot } }

  package func show(_ wall: Timestamp, boot: Int64) {
    state.withLock { $0 = State(wall: wall, boot: boot) }
  }

  /// Steps look and return; only the services' own loops sleep, and a world runs none of them.
  package func sleep(until deadline: Timestamp) async throws { throw CancellationError() }
}
