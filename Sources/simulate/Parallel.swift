import Foundation
import Synchronization

/// The same work for many numbers, on all cores; the first error ends it.
enum Parallel {
  static func each(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let next = Count()
    let failure = Failure()
    let done = DispatchSemaphore(value: 0)
    let threads = ProcessInfo.processInfo.activeProcessorCount
    for _ in 0..<threads {
      Thread.detachNewThread {
        while failure.error == nil {
          let place = next.add() - 1
          guard place < count else { break }
          do { try body(place) } catch { failure.note(error) }
        }
        done.signal()
      }
    }
    for _ in 0..<threads { done.wait() }
    if let error = failure.error { throw error }
  }

  private final class Failure: Sendable {
    private let first = Mutex<(any Error)?>(nil)
    var error: (any Error)? { first.withLock { $0 } }
    func note(_ error: any Error) { first.withLock { $0 = $0 ?? error } }
  }
}

/// A number that several threads count up.
final class Count: Sendable {
  private let number = Mutex(0)

  var value: Int { number.withLock { $0 } }

  /// The number after it.
  @discardableResult
  func add() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }
}
