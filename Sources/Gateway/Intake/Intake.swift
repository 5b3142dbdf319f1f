import BusinessTime
package import Helpdesk
import Logging
package import WhatsApp

/// One webhook, from raw bytes to an answer: signature, parsing, commit. It makes no call to the outside.
package struct Intake: Sendable {
  /// A full queue is empty again well within this.
  static let retryAfterSeconds = 5

  private let signature: @Sendable () -> WebhookSignature
  private let handshake: @Sendable () -> WebhookHandshake
  private let committer: Committer
  private let crashes: CrashGuard
  private let clock: any WallClock
  private let seed: @Sendable () -> Seed
  private let tally: IntakeTally

  /// `signature` and `handshake` are asked for each request, because secrets are rotated while the gateway runs.
  package init(
    signature: @escaping @Sendable () -> WebhookSignature, handshake: @escaping @Sendable () -> WebhookHandshake,
    committer: Committer, crashes: CrashGuard, clock: any WallClock, seed: @escaping @Sendable () -> Seed = Seed.random,
    feed: LiveFeed? = nil, metrics: GatewayMetrics = GatewayMetrics()
  ) {
    self.signature = signature
    self.handshake = handshake
    self.committer = committer
    self.crashes = crashes
    self.clock = clock
    self.seed = seed
    self.tally = IntakeTally(metrics: metrics, feed: feed)
  }

  /// Meta's question when the address is saved: the body of the 200, or nil for 403.
  package func answerHandshake(query: String) -> [UInt8]? { handshake().answer(query: query) }

  /// The web refused a post before its body was whole; to be counted.
  package func refused(_ reason: PostRefusal) {
    tally.received()
    tally.refused(reason)
  }

  /// `header` is `X-Hub-Signature-256`; `body` the raw bytes, already bounded by the web.
  package func receive(_ body: [UInt8], signature header: String?) async -> WebhookAnswer {
    let receivedAt = clock.now()
    tally.received()
    guard let secret = signature().verify(header: header, body: body) else {
      tally.refused(header == nil ? .noSignature : .badSignature)
      return .unauthorized
    }
    tally.verified()
    do {
      try await crashes.handle(CrashKey(body: body)) { alone in
        let webhook = webhook(body, receivedAt, secret, WebhookDecoder.decode(body, receivedAt: receivedAt))
        tally.taken(webhook, try await committer.receive(webhook, alone: alone))
      } refused: {
        let webhook = webhook(body, receivedAt, secret, .items([]))
        tally.taken(webhook, try await committer.perform(QuarantineUnread(webhook: webhook), alone: true))
        return ((), isOver: true)
      }
      return .accepted
    } catch {
      tally.refused(.unavailable)
      return .unavailable(retryAfterSeconds: Self.retryAfterSeconds)
    }
  }

  private func webhook(
    _ body: [UInt8], _ receivedAt: Timestamp, _ secret: Int, _ decoded: DecodedWebhook
  ) -> ReceivedWebhook {
    var ids = IDSource(seed: seed())
    return ReceivedWebhook(
      id: ids.next(at: receivedAt), receivedAt: receivedAt, secretIndex: secret, body: body, decoded: decoded)
  }
}
