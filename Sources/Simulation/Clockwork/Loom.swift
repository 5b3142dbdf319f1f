import Sandbox
import Synchronization

/// Runs every task of a world on the calling thread, one job after another, in an order that the seed decides.
///
/// The gateway's own concurrency is thereby part of the experiment: what may run in any order does, and the same
/// seed runs it in the same order again.
package final class Loom: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var random: SeededRandom
  }

  private let state: Mutex<State>

  package init(seed: UInt64) {
    state = Mutex(State(random: SeededRandom(seed: seed)))
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
  }

  /// Begins a task whose every step runs here.
  package func begin(_ body: @escaping @Sendable () async -> Void) {
    Task(executorPreference: self) { await body() }
  }

  /// Runs until every task waits for something that only the world can bring.
  package func run() {
    while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func next() -> UnownedJob? {
    state.withLock { state in
      guard !state.jobs.isEmpty else { return nil }
      let place = state.jobs.count == 1 ? 0 : Int(state.random.next() % UInt64(state.jobs.count))
      return state.jobs.remove(at: place)
    }
  }
}
