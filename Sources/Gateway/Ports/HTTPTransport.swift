/// Bytes out, bytes in: one HTTP exchange, without redirects and without repeats.
///
/// The port is dumb on purpose, so that faults can be injected below our own error handling. It knows
/// nothing of Meta, retries or budgets; it owes its caller one thing only, the truth about what left the
/// machine. It never throws, and it returns soon after the calling task is cancelled.
package protocol HTTPTransport: Sendable {
  func send(_ call: HTTPCall) async -> HTTPExchange
}

/// One request, whole and bounded: what goes out, how long it may take, how much may come back.
package struct HTTPCall: Sendable, Equatable {
  /// Upper-case, as it goes on the wire: `GET`, `POST`, `DELETE`.
  package var method: String
  /// `http` or `https`, absolute; the adapter refuses every other scheme.
  package var url: String
  /// Sent as they stand, in this order. A line break or NUL is refused, never sent, and so are the
  /// fields that frame a message (`Content-Length`, `Transfer-Encoding`, `Expect`): they are the adapter's.
  package var headers: [HTTPHeader]
  package var body: [UInt8]
  /// Name resolution, TCP and TLS together, in seconds.
  package var connectTimeoutSeconds: Double
  /// The whole exchange in seconds, counted from `send`: waiting for a free slot is inside it, so a lease
  /// that is longer than this figure outlives the call.
  package var totalTimeoutSeconds: Double
  /// An answer whose body exceeds this many bytes (chunks joined, contents not unpacked) is `tooLarge`.
  package var maxResponseBytes: Int
  /// When set, the connection goes to this socket; the URL still gives `Host` and path.
  package var unixSocketPath: String?

  package init(
    method: String, url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
    connectTimeoutSeconds: Double = 5, totalTimeoutSeconds: Double = 20,
    maxResponseBytes: Int = 1_048_576, unixSocketPath: String? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.connectTimeoutSeconds = connectTimeoutSeconds
    self.totalTimeoutSeconds = totalTimeoutSeconds
    self.maxResponseBytes = maxResponseBytes
    self.unixSocketPath = unixSocketPath
  }
}

/// One header field. A pair of its own type, because the order of fields and repeated names matter.
package struct HTTPHeader: Sendable, Equatable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What became of a call. The difference between `notSent` and `unknown` decides whether a message may
/// be sent again, so an adapter that is not sure says `unknown`.
package enum HTTPExchange: Sendable, Equatable {
  /// A whole answer arrived, whatever its status.
  case response(HTTPAnswer)
  /// The peer cannot have acted on the request: it never had it whole. Safe to repeat.
  case notSent(TransportFault)
  /// The request may have reached the peer, and no whole answer came back: in doubt.
  case unknown(TransportFault)
}

/// A whole answer.
package struct HTTPAnswer: Sendable, Equatable {
  /// The final status, 200 to 599: interim 1xx answers are not shown.
  package var status: Int
  /// Names in lower case, in the order of arrival, repeated names kept apart.
  package var headers: [HTTPHeader]
  package var body: [UInt8]

  package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value under `name`, which is given in lower case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }
}

/// Why no whole answer came. The set is closed, and its description is stable: it is stored and counted.
package enum TransportFault: Sendable, Equatable {
  /// The URL, a header or a bound of the call cannot be sent as given: the caller's error.
  case invalidCall
  case couldNotResolve
  case couldNotConnect
  /// The handshake failed or the peer's certificate was not accepted.
  case tlsFailed
  case timedOut
  /// The connection was cut, or closed without an answer.
  case reset
  /// The answer began and did not come whole.
  case truncated
  /// The answer exceeded `maxResponseBytes`, or its headers the adapter's bound.
  case tooLarge
  /// The calling task was cancelled.
  case cancelled
  /// The transport is stopping or has stopped.
  case shutDown
  /// More calls wait than the transport's bound.
  case queueFull
  /// Anything else, with the number that the underlying library gives it.
  case other(code: Int)
}

extension TransportFault: CustomStringConvertible {
  /// A stable word for logs, metrics and the outbox. It never carries host, path, address or token.
  package var description: String {
    switch self {
    case .invalidCall: "invalid_call"
    case .couldNotResolve: "could_not_resolve"
    case .couldNotConnect: "could_not_connect"
    case .tlsFailed: "tls_failed"
    case .timedOut: "timed_out"
    case .reset: "reset"
    case .truncated: "truncated"
    case .tooLarge: "too_large"
    case .cancelled: "cancelled"
    case .shutDown: "shut_down"
    case .queueFull: "queue_full"
    case .other(let code): "transport_\(code)"
    }
  }
}
