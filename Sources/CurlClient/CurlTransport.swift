import CCurl
import Foundation
package import Gateway
import ServiceLifecycle

/// HTTP over libcurl's multi interface, on a thread of its own.
///
/// One thread owns the multi handle and every transfer. Callers hand over a call through a bounded queue
/// and are resumed from that thread, so nothing here ever blocks the cooperative pool. No redirect is
/// followed, and a request that may have reached the peer is never started a second time.
package final class CurlTransport: HTTPTransport, Service {
  private let inbox: CurlInbox
  private let drainSeconds: Double

  /// Starts the thread. Throws when the system's libcurl lacks something that safety rests on.
  package init(_ configuration: CurlConfiguration = CurlConfiguration()) throws(CurlUnavailable) {
    let multi = try CurlMulti(configuration)
    let inbox = CurlInbox(multi: multi, maxWaitingCalls: configuration.maxWaitingCalls)
    self.inbox = inbox
    self.drainSeconds = configuration.drainSeconds
    let thread = Thread {
      CurlDriver(inbox: inbox, multi: multi, configuration: configuration).run()
    }
    thread.name = "acuse-curl"
    thread.start()
  }

  deinit {
    inbox.stop(by: .now, ended: nil)
  }

  package func send(_ call: HTTPCall) async -> HTTPExchange {
    guard call.isSendable else { return .notSent(.invalidCall) }
    let ticket = CurlTicket(call, from: .now)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { inbox.add(CurlWaiting(ticket: ticket, answer: $0)) }
    } onCancel: {
      inbox.cancel(ticket)
    }
  }

  /// Refuses new and waiting calls (`notSent`), gives those in flight `graceSeconds` to end, then cuts them
  /// off, each resolved by what had left by then. Returns when the thread has closed every connection.
  /// May be called again, also with a shorter grace.
  package func shutDown(graceSeconds: Double? = nil) async {
    let limit = ContinuousClock.now.advanced(by: .seconds(graceSeconds ?? drainSeconds))
    await withCheckedContinuation { inbox.stop(by: limit, ended: $0) }
  }

  /// Waits for the service group's graceful shutdown, then drains; when cancelled, cuts off at once.
  package func run() async throws {
    do {
      try await gracefulShutdown()
      await shutDown()
    } catch {
      await shutDown(graceSeconds: 0)
    }
  }
}
