import Gateway
import Synchronization

/// Stands at every call of the store and of the wire, counts them, and is where a process can die: found by the
/// wrapper, not placed by hand.
package final class Probe: Sendable {
  private struct State {
    var passed = 0
    var crashAt: Int?
    var crashName: String?
    var diesAt: (@Sendable (Int) -> Bool)?
    var isDead = false
    var died: String?
    var difference: String?
    var failAfter: Int?
    var hasFailed = false
  }

  private let state = Mutex(State())

  package init() {}

  /// Calls passed so far.
  package var passed: Int { state.withLock { $0.passed } }

  /// The call at which the process died, by name.
  package var diedAt: String? { state.withLock { $0.died } }

  package var isDead: Bool { state.withLock { $0.isDead } }

  /// Dies at the call of that number, counted from 0 over the probe's life; nil: it does not.
  package func crash(at call: Int?) { state.withLock { $0.crashAt = call } }

  /// Dies at the first call of which `diesAt` says so. Asked once at each, by whoever makes the call.
  func foretell(_ diesAt: @escaping @Sendable (_ call: Int) -> Bool) { state.withLock { $0.diesAt = diesAt } }

  /// Nothing more goes wrong here, a death at a given call apart.
  func heal() {
    state.withLock { state in
      state.crashName = nil
      state.failAfter = nil
    }
  }

  /// One write, so many writes from now, fails as a mistake in the code would: an error that is not the store's.
  package func fail(afterWrites count: Int) { state.withLock { $0.failAfter = count } }

  /// True once after such a failure.
  package func takeFailure() -> Bool {
    state.withLock { state in
      defer { state.hasFailed = false }
      return state.hasFailed
    }
  }

  /// A write inside the savepoint of an input goes through.
  func passWrite(_ name: String) throws {
    try pass(name)
    let fails = state.withLock { state in
      guard let left = state.failAfter else { return false }
      state.failAfter = left > 0 ? left - 1 : nil
      if left == 0 { state.hasFailed = true }
      return left == 0
    }
    if fails { throw Mishap() }
  }

  /// What a mistake in the code would throw.
  struct Mishap: Error {}

  /// Dies at the next call of that name.
  package func crash(atNext name: String) { state.withLock { $0.crashName = name } }

  /// Dies now, between two calls.
  package func die(_ name: String) {
    state.withLock { state in
      if !state.isDead { state.died = name }
      state.isDead = true
    }
  }

  /// A call goes through, or the process is dead and every call fails.
  package func pass(_ name: @autoclosure () -> String) throws {
    let (call, diesAt) = state.withLock { ($0.passed, $0.isDead ? nil : $0.diesAt) }
    let isForetold = diesAt?(call) ?? false
    let isDead = state.withLock { state in
      if !state.isDead, isForetold || state.crashAt == call || state.crashName == name() {
        state.isDead = true
        state.died = name()
      }
      state.passed += 1
      return state.isDead
    }
    if isDead { throw StoreError.closed }
  }

  /// The database answered what the reference does not.
  func differs(_ name: String) { state.withLock { $0.difference = $0.difference ?? name } }

  /// The first such answer.
  package var difference: String? { state.withLock { $0.difference } }
}
