package import BusinessTime
import NIOCore
package import Sandbox

extension SandboxServer {
  /// Reads or changes the rules at the clock's present moment; what becomes due is acted on at once.
  @discardableResult
  package func rules<Value: Sendable>(_ body: (inout MetaRules, Timestamp) throws -> Value) rethrows -> Value {
    let now = clock.now()
    let value = try state.change { try body(&$0, now) }
    courier.nudge()
    return value
  }

  /// Somebody writes to a number; the id of the message, nil when the number is unknown.
  @discardableResult
  package func customerWrites(_ message: InboundMessage, from address: String, to numberID: String) -> String? {
    rules { rules, now in rules.writes(message, from: address, to: numberID, at: now) }
  }

  /// Somebody writes a text.
  @discardableResult
  package func customerWrites(text: String, from address: String, to numberID: String) -> String? {
    customerWrites(InboundMessage(.text(text)), from: address, to: numberID)
  }

  /// Somebody of the business answers from the phone app; the id of the message.
  @discardableResult
  package func businessAppWrites(text: String, from numberID: String, to address: String) -> String? {
    rules { rules, now in rules.echoes(text, from: numberID, to: address, at: now) }
  }

  /// Makes something go wrong from the next send on.
  package func add(_ fault: Fault) { rules { rules, _ in rules.faults.append(fault) } }

  /// Where webhooks go from now on.
  package func connect(to callback: CallbackURL?) { courier.connect(to: callback) }

  /// The handshake as Meta makes it when a callback is saved: the answer's status and body.
  package func handshake(challenge: String, verifyToken: String? = nil) async throws -> (status: Int, body: String) {
    let token = verifyToken ?? configuration.verifyToken
    let answer = try await courier.connected().handshake(
      query: "hub.mode=subscribe&hub.challenge=\(challenge)&hub.verify_token=\(token)")
    return (answer.status, String(decoding: answer.body.readableBytesView, as: UTF8.self))
  }

  /// Posts these very bytes, once or several times, outside the queue: nothing is repeated.
  ///
  /// The statuses of the answers are returned.
  package func post(_ body: [UInt8], signed signature: Signature = .rightly, times: Int = 1) async throws -> [Int] {
    let client = try courier.connected()
    var statuses: [Int] = []
    for _ in 0..<times {
      statuses.append(try await client.post(body, signature: signature.header(configuration.appSecret, body)))
    }
    return statuses
  }

  /// How a body is signed.
  package enum Signature: Sendable {
    case rightly
    case with(secret: String)
    case header(String)
    case absent

    func header(_ secret: String, _ body: [UInt8]) -> String? {
      switch self {
      case .rightly: HMAC.signature(secret: secret, body: body)
      case .with(let other): HMAC.signature(secret: other, body: body)
      case .header(let text): text
      case .absent: nil
      }
    }
  }
}
