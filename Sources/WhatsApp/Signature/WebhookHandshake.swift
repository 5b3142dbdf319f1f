/// Meta's question when a callback address is saved: `GET ?hub.mode=subscribe&hub.challenge=…&hub.verify_token=…`.
package struct WebhookHandshake: Sendable {
  /// Meta's challenges are ten digits; the bound keeps strangers from having us echo at length.
  private static let maximumChallengeBytes = 1024

  private let verifyToken: String

  /// An empty token answers nobody.
  package init(verifyToken: String) {
    self.verifyToken = verifyToken
  }

  /// The body to answer 200 with, as `text/plain`: the challenge, byte for byte. nil: answer 403, echo nothing.
  ///
  /// `query` is what stands after the `?`, still percent-encoded. A name given twice is refused.
  package func answer(query: String) -> [UInt8]? {
    let pairs = FormQuery.pairs(query)
    guard
      let mode = Self.only("hub.mode", pairs), let token = Self.only("hub.verify_token", pairs),
      let challenge = Self.only("hub.challenge", pairs)
    else { return nil }
    let isRight = !verifyToken.isEmpty && ConstantTime.areEqual(token, Array(verifyToken.utf8))
    guard isRight, mode == Array("subscribe".utf8) else { return nil }
    return (1...Self.maximumChallengeBytes).contains(challenge.count) ? challenge : nil
  }

  private static func only(_ name: String, _ pairs: [FormQuery.Pair]) -> [UInt8]? {
    let name = Array(name.utf8)
    let found = pairs.filter { $0.name == name }
    return found.count == 1 ? found[0].value : nil
  }
}
