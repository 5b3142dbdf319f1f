import Gateway
import Sandbox
import Synchronization

/// The line to Meta of one life: what is sent waits until the world decides what becomes of it.
final class Wire: HTTPTransport {
  struct Call: Sendable {
    var number: Int
    var call: HTTPCall
    /// What it carries, by the stand-in's own reading, and our id in it.
    var body: JSON?
    var id: String { body?["biz_opaque_callback_data"]?.text ?? "" }
    /// The customer's message that it marks as read; nil: it is a message.
    var marks: String? { body?["status"]?.text == "read" ? body?["message_id"]?.text ?? "" : nil }
    /// On the world's own time, in milliseconds since it began.
    var sentAt: Int64
    var continuation: CheckedContinuation<HTTPExchange, Never>
  }

  private struct State {
    var calls: [Call] = []
    var count = 0
  }

  private let probe: Probe
  private let boot: @Sendable () -> Int64
  private let state = Mutex(State())

  init(probe: Probe, boot: @escaping @Sendable () -> Int64) {
    self.probe = probe
    self.boot = boot
  }

  func send(_ call: HTTPCall) async -> HTTPExchange {
    guard (try? probe.pass("wire")) != nil else { return .unknown(.cancelled) }
    let exchange = await withCheckedContinuation { continuation in
      state.withLock { state in
        state.count += 1
        let body = try? JSON(bytes: call.body)
        state.calls.append(
          Call(number: state.count, call: call, body: body, sentAt: boot(), continuation: continuation))
      }
    }
    guard (try? probe.pass("answered")) != nil else { return .unknown(.cancelled) }
    return exchange
  }

  var waiting: [Call] { state.withLock { $0.calls } }

  /// Takes a call off the line; whoever does must resume it.
  func take(_ number: Int) -> Call? {
    state.withLock { state in
      state.calls.firstIndex { $0.number == number }.map { state.calls.remove(at: $0) }
    }
  }
}
