package import WhatsApp

/// How Meta and the gateway know each other, and the second way to our people: what the secrets, `meta:` and `mail:` of
/// the rules file say. Never written to a log.
package struct MetaAccess: Sendable {
  /// Proves webhooks.
  package var signature: WebhookSignature
  /// Answers Meta's question when the address is saved.
  package var handshake: WebhookHandshake
  /// Access tokens by the variable that a number names.
  package var tokens: [String: String]
  /// Without a slash at its end.
  package var graphURL: String
  /// `v26.0`.
  package var graphVersion: String
  /// Nil: nothing is sent by mail.
  package var mail: MailAccess?

  package init(
    signature: WebhookSignature, handshake: WebhookHandshake, tokens: [String: String], graphURL: String,
    graphVersion: String, mail: MailAccess? = nil
  ) {
    self.signature = signature
    self.handshake = handshake
    self.tokens = tokens
    self.graphURL = graphURL
    self.graphVersion = graphVersion
    self.mail = mail
  }

  /// Knows nobody: every webhook is refused and nothing can be sent.
  package static let none = MetaAccess(
    signature: WebhookSignature(secrets: []), handshake: WebhookHandshake(verifyToken: ""), tokens: [:], graphURL: "",
    graphVersion: "")
}

/// Where one message goes and by what right: read together, so that no token goes to an address that it is not for.
package struct GraphAccess: Sendable {
  /// `https://graph.facebook.com`; plain http only for loopback, which the rules' check sees to.
  package var url: String
  package var version: String
  package var token: String

  package init(url: String, version: String, token: String) {
    self.url = url
    self.version = version
    self.token = token
  }
}
