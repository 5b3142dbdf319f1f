import BusinessTime
import Helpdesk
import WhatsApp

/// How long a send may take.
package struct SendLimits: Sendable {
  package var connectTimeoutSeconds: Double = 5
  package var totalTimeoutSeconds: Double = 20
  package var unixSocketPath: String?

  package init() {}

  /// How long a claim holds: longer than the whole exchange and the commit that follows, so that its end means
  /// that nobody will ever tell. A read mark before it is within what is added.
  package var leaseSeconds: Int64 { wholeTimeoutSeconds + 40 }

  /// An answer waits so long for its read mark, and no longer.
  static let readMarkTimeoutSeconds: Double = 5

  /// When Meta has a message at the latest, if it ever does.
  func latestArrival(sentAt time: Timestamp) -> Timestamp { time.adding(seconds: wholeTimeoutSeconds) }

  private var wholeTimeoutSeconds: Int64 { Int64(totalTimeoutSeconds.rounded(.up)) }
}

/// One claimed entry over the wire, once. Whatever happens, there is an outcome.
struct SendStep: Sendable {
  /// A send's answer has a few hundred bytes; an error a few thousand.
  private static let mostResponseBytes = 262_144

  let transport: any HTTPTransport
  let limits: SendLimits

  func send(_ claim: Claim, by access: GraphAccess) async -> SendResult {
    let body: [UInt8]
    do throws(MessageEncoder.Unsendable) {
      body = try MessageEncoder.body(of: claim)
    } catch {
      return SendResult(outcome: .refused(code: error.rawValue, remedy: .giveUp))
    }
    let exchange = await transport.send(
      call(claim.entry.number, access, body, totalTimeoutSeconds: limits.totalTimeoutSeconds))
    switch exchange {
    case .response(let answer):
      return SendResult(
        outcome: SendAnswer.outcome(
          status: answer.status, retryAfter: answer.header("retry-after"), body: answer.body), answer: answer)
    case .notSent(let fault):
      return SendResult(outcome: SendAnswer.outcome(notSent: fault.description))
    case .unknown(let fault):
      return SendResult(outcome: SendAnswer.outcome(unknown: fault.description))
    }
  }

  /// Marks a message as read. What comes of it changes nothing: it is told to be counted.
  func markRead(_ message: Wamid, on number: NumberID, by access: GraphAccess) async -> ReadMarkResult {
    let call = call(
      number, access, ReadMark.body(of: message), totalTimeoutSeconds: SendLimits.readMarkTimeoutSeconds)
    return switch await transport.send(call) {
    case .response(let answer): answer.status == 200 ? .accepted : .refused
    case .notSent, .unknown: .unanswered
    }
  }

  private func call(
    _ number: NumberID, _ access: GraphAccess, _ body: [UInt8], totalTimeoutSeconds: Double
  ) -> HTTPCall {
    HTTPCall(
      method: "POST", url: SendRequest.url(graphURL: access.url, version: access.version, number: number),
      headers: [HTTPHeader("Authorization", "Bearer \(access.token)"), HTTPHeader("Content-Type", "application/json")],
      body: body, connectTimeoutSeconds: min(limits.connectTimeoutSeconds, totalTimeoutSeconds),
      totalTimeoutSeconds: totalTimeoutSeconds, maxResponseBytes: Self.mostResponseBytes,
      unixSocketPath: limits.unixSocketPath)
  }
}

/// What one exchange told: about the message, and about the number's pace.
struct SendResult: Sendable {
  var outcome: Outcome
  var answer: HTTPAnswer?

  /// Meta says that the whole number is too fast.
  var slowsNumber: Bool {
    if case .refused(_, .slowNumber) = outcome { return true }
    return false
  }

  /// A stable word for the metrics.
  var word: String {
    switch outcome {
    case .accepted: "accepted"
    case .refused: "refused"
    case .inDoubt: "in_doubt"
    case .leaseEnded, .doubtEnded, .expired, .irrelevant: "none"
    }
  }

  /// What an exchange over the wire can come to.
  static let words = ["accepted", "refused", "in_doubt"]

  /// Meta's code or the transport's word, if it was not accepted; a stable word for the metrics.
  var errorCode: String? {
    switch outcome {
    case .refused(let code, _): code
    case .inDoubt(let reason): reason
    case .accepted, .leaseEnded, .doubtEnded, .expired, .irrelevant: nil
    }
  }
}
