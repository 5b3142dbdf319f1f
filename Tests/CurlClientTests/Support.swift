import CurlClient
import Foundation
import Gateway

/// What a server thread tells its test, in order.
struct Signals<Element: Sendable>: Sendable {
  private let stream: AsyncStream<Element>
  private let source: AsyncStream<Element>.Continuation

  init() { (stream, source) = AsyncStream.makeStream() }

  func send(_ element: Element) { source.yield(element) }

  /// The next signal; waits for it.
  func next() async -> Element? {
    for await element in stream { return element }
    return nil
  }
}

/// Holds server threads back until the test opens it.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func waitUntilOpen() {
    semaphore.wait()
    semaphore.signal()
  }

  func open() { semaphore.signal() }
}

func transport(_ adjust: (inout CurlConfiguration) -> Void = { _ in }) throws -> CurlTransport {
  var configuration = CurlConfiguration()
  adjust(&configuration)
  return try CurlTransport(configuration)
}

func post(_ url: String, _ body: String = "{\"to\":\"+15550100\"}", seconds: Double = 10) -> HTTPCall {
  HTTPCall(
    method: "POST", url: url, headers: [HTTPHeader("Content-Type", "application/json")], body: Array(body.utf8),
    totalTimeoutSeconds: seconds)
}

func get(_ url: String, seconds: Double = 10) -> HTTPCall {
  HTTPCall(method: "GET", url: url, totalTimeoutSeconds: seconds)
}

/// The usual answer of `LoopbackConnection.answer`.
func ok(_ body: String) -> HTTPExchange {
  .response(
    HTTPAnswer(
      status: 200, headers: [HTTPHeader("content-length", String(body.utf8.count))], body: Array(body.utf8)))
}
