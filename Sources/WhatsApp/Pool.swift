import Synchronization

/// Keeps things that are dear to make and may be used by one thread at a time.
///
/// Each is lent to one caller for one synchronous call, so that no more exist than were in use at once. That is as
/// cheap as one a thread, and needs no thread's storage.
final class Pool<Element: AnyObject & Sendable>: Sendable {
  /// More than this lie idle only after a burst on more threads than the cooperative pool has; they are let go.
  private static var maximumIdle: Int { 64 }

  private let idle = Mutex<[Element]>([])
  private let make: @Sendable () -> Element?

  init(make: @escaping @Sendable () -> Element?) {
    self.make = make
  }

  /// Runs `body` with an element that nobody else has; nil when none could be made. `keep` says whether it is worth
  /// lending again.
  func lend<Result>(_ body: (Element) -> Result, keep: (Element) -> Bool = { _ in true }) -> Result? {
    guard let element = idle.withLock({ $0.popLast() }) ?? make() else { return nil }
    let result = body(element)
    if keep(element) {
      idle.withLock { if $0.count < Self.maximumIdle { $0.append(element) } }
    }
    return result
  }
}
