package import Helpdesk

/// Hands mails over to a mail server. The port is dumb: it knows nothing of letters, repeats or texts, never throws,
/// and returns soon after the calling task is cancelled.
package protocol Mailer: Sendable {
  func deliver(_ mail: OutgoingMail) async -> Letter.Outcome
}

/// One mail, whole: the envelope and the bytes.
package struct OutgoingMail: Sendable, Equatable {
  package var server: MailAccess
  package var recipient: String
  /// RFC 5322, lines ending with CRLF, ASCII only.
  package var message: [UInt8]

  package init(server: MailAccess, recipient: String, message: [UInt8]) {
    self.server = server
    self.recipient = recipient
    self.message = message
  }
}

/// The mail server, and who we are there: `mail:` of the rules file and a secret. Never written to a log.
package struct MailAccess: Sendable, Equatable {
  /// `smtp://host:587` or `smtps://host:465`, checked when the rules were loaded.
  package var url: String
  package var sender: String
  /// Nil: nobody logs in.
  package var password: String?

  package init(url: String, sender: String, password: String? = nil) {
    self.url = url
    self.sender = sender
    self.password = password
  }
}
