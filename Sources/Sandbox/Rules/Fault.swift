/// Something that goes wrong on purpose.
package struct Fault: Sendable {
  package var effect: Effect
  /// Which sends it concerns.
  package var concerns: @Sendable (GraphRequest) -> Bool
  /// How many more sends it spoils; nil for as long as it stands.
  package var uses: Int?

  /// By default the next send, whichever it is.
  package init(
    _ effect: Effect, uses: Int? = 1, where concerns: @escaping @Sendable (GraphRequest) -> Bool = { _ in true }
  ) {
    self.effect = effect
    self.uses = uses
    self.concerns = concerns
  }

  /// What a fault does. Those that stand in the way of acceptance win over those that only spoil the answer.
  package enum Effect: Sendable {
    /// Not accepted: that error is the answer.
    case graphError(GraphError)
    /// Not accepted: the connection is cut at once.
    case refuse
    /// A status with a body that is no Graph error, such as a gateway's 502 or a 429.
    case bareStatus(Int, accepting: Bool)
    /// Accepted, and answered 200 with something that is not JSON.
    case notJSON
    /// Accepted, and half of the answer comes.
    case truncated
    /// Accepted, and the connection is cut before the answer.
    case acceptThenCut(reset: Bool)
    /// The answer is late by that many milliseconds; joins any other.
    case delay(milliseconds: Int64)
    /// The message arrives and no status ever says so.
    case dropStatuses
    /// Each status comes that many times.
    case repeatStatuses(Int)
    /// The statuses come in the opposite order.
    case reverseStatuses
    /// Accepted, then a `failed` status with this error.
    case failLater(GraphError)
    /// The statuses do not carry our callback data.
    case withoutCallbackData
  }
}

/// All that the standing faults do to one send.
struct FaultPlan {
  /// Stands instead of acceptance.
  var instead: GraphReply.Ending?
  /// Stands instead of acceptance, as an error body.
  var error: GraphError?
  /// Stands instead of the answer, after acceptance.
  var afterwards: ((_ answer: [UInt8]) -> GraphReply.Ending)?
  var delayMilliseconds: Int64 = 0
  var dropsStatuses = false
  var statusCopies = 1
  var reversesStatuses = false
  var failure: GraphError?
  var echoesCallbackData = true

  mutating func add(_ effect: Fault.Effect) {
    switch effect {
    case .graphError(let error): self.error = error
    case .refuse: instead = .cut(reset: true)
    case .bareStatus(let status, accepting: false): instead = Self.bare(status)
    case .bareStatus(let status, accepting: true): afterwards = { _ in Self.bare(status) }
    case .notJSON: afterwards = { _ in Self.page(status: 200, "<html><body>OK</body></html>") }
    case .truncated: afterwards = { .truncated(status: 200, body: $0) }
    case .acceptThenCut(let reset): afterwards = { _ in .cut(reset: reset) }
    case .delay(let milliseconds): delayMilliseconds += milliseconds
    case .dropStatuses: dropsStatuses = true
    case .repeatStatuses(let copies): statusCopies = copies
    case .reverseStatuses: reversesStatuses = true
    case .failLater(let error): failure = error
    case .withoutCallbackData: echoesCallbackData = false
    }
  }

  private static func bare(_ status: Int) -> GraphReply.Ending {
    page(status: status, "<html><body>\(status)</body></html>")
  }

  private static func page(status: Int, _ text: String) -> GraphReply.Ending {
    .answer(status: status, contentType: "text/html", body: Array(text.utf8))
  }
}
