import Foundation
import Synchronization

/// Many worlds, on several threads, and what they amount to.
package struct Suite<Under: Disk>: Sendable {
  package struct Outcome: Sendable {
    package var tally = Tally()
    /// Of all traces together, in whatever order the worlds came to their end.
    package var hash: UInt64 = 0
    /// The first of each invariant, by seed.
    package var violations: [(seed: UInt64, violation: Violation)] = []
    package var error: String?
  }

  private let runner: Runner<Under>
  private let threads: Int
  private let restEvery: UInt64

  /// `restEvery`: of the worlds, those whose seeds are multiples of it come to rest; the others end with their last
  /// action.
  package init(runner: Runner<Under>, threads: Int, restEvery: Int = 1) {
    self.runner = runner
    self.threads = threads
    self.restEvery = UInt64(max(1, restEvery))
  }

  /// All seeds from `first` on; stops early once `isEnough` says so of what was found.
  package func run(
    first: UInt64, count: Int, events: Int, isEnough: @escaping @Sendable ([Violation]) -> Bool = { $0.count >= 3 }
  ) -> Outcome {
    let outcome = Shared(Outcome())
    let next = Shared(0)
    let done = DispatchSemaphore(value: 0)
    for _ in 0..<threads {
      // A world needs a thread of its own, with room for deep recursion in nobody's way.
      let thread = Thread {
        while let place = next.take(below: count), !isEnough(outcome.value.violations.map(\.violation)) {
          self.runOne(first + UInt64(place), events, outcome)
        }
        done.signal()
      }
      thread.stackSize = 16 << 20
      thread.start()
    }
    for _ in 0..<threads { done.wait() }
    return outcome.value
  }

  private func runOne(_ seed: UInt64, _ events: Int, _ outcome: Shared<Outcome>) {
    do {
      let report = try runner.run(seed: seed, events: events, rests: seed.isMultiple(of: restEvery))
      outcome.change { outcome in
        outcome.tally.add(report.tally)
        outcome.hash &+= report.hash
        if let violation = report.violation { outcome.violations.append((seed, violation)) }
      }
    } catch {
      outcome.change { $0.error = "seed \(seed): \(error)" }
    }
  }
}

/// A value that several threads share.
private final class Shared<Value: Sendable>: Sendable {
  private let box: Mutex<Value>

  init(_ value: Value) { box = Mutex(value) }

  var value: Value { box.withLock { $0 } }

  func change(_ body: (inout Value) -> Void) { box.withLock { body(&$0) } }
}

extension Shared<Int> {
  /// The next number, while there is one below the bound.
  fileprivate func take(below count: Int) -> Int? {
    box.withLock { next in
      guard next < count else { return nil }
      defer { next += 1 }
      return next
    }
  }
}
