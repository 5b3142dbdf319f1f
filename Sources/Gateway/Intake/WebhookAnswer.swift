/// What Meta is told. Anything but 200 makes it come again (whatsapp §1).
package enum WebhookAnswer: Sendable, Equatable {
  /// Committed; also for duplicates and for what is kept in quarantine.
  case accepted
  /// The signature is missing, malformed or wrong: nothing was parsed or stored.
  case unauthorized
  /// The store cannot commit, or too much waits.
  case unavailable(retryAfterSeconds: Int)

  package var status: Int {
    switch self {
    case .accepted: 200
    case .unauthorized: 401
    case .unavailable: 503
    }
  }
}
