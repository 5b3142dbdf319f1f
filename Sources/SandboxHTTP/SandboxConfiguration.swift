import Foundation
import Sandbox

/// Where the stand-in listens, and whom it calls.
package struct SandboxConfiguration: Sendable {
  /// A loopback address.
  package var host = "127.0.0.1"
  /// 0 for any free port.
  package var port = 0
  /// Where webhooks go; can be set later, and until then they wait.
  package var callback: CallbackURL?
  package var appSecret: String
  /// What the handshake carries as `hub.verify_token`.
  package var verifyToken: String
  /// The most posts that are on their way at once; one connection each.
  package var connections = 8
  /// Real milliseconds after which a post without an answer counts as refused.
  package var answerTimeoutMilliseconds: Int64 = 10_000

  package init(appSecret: String, verifyToken: String, callback: CallbackURL? = nil) {
    self.appSecret = appSecret
    self.verifyToken = verifyToken
    self.callback = callback
  }
}

/// The gateway's webhook address: plain HTTP, and only on this machine, so that no payload can leave it by mistake.
package struct CallbackURL: Sendable, Equatable {
  package var host: String
  package var port: Int
  package var path: String

  /// Nil for anything but `http://` and a loopback host.
  package init?(_ text: String) {
    guard let parts = URLComponents(string: text), parts.scheme == "http", let host = parts.host,
      Self.loopback.contains(host)
    else { return nil }
    self.host = host
    port = parts.port ?? 80
    path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
  }

  private static let loopback = ["127.0.0.1", "localhost"]
}
