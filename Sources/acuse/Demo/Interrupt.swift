import Dispatch
import Foundation

/// Ctrl-C and SIGTERM as something that can be awaited, so that what was begun is put away in order.
enum Interrupt {
  /// Returns at the first of them; from then on the next one ends the process at once.
  @Sendable static func wait() async {
    let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
    let numbers = [SIGINT, SIGTERM]
    let sources = numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield() }
      source.activate()
      return source
    }
    _ = await signals.first { true }
    for source in sources { source.cancel() }
    for number in numbers { signal(number, SIG_DFL) }
  }
}
