import Foundation
package import Gateway
package import Helpdesk
import Synchronization

/// Mail over libcurl's SMTP, each on a thread of its own for as long as it takes: mails are rare, and one at a time.
///
/// Nothing leaves unencrypted except to this very machine: a server without STARTTLS elsewhere is not spoken to, so that
/// neither the password nor what a customer wrote crosses a network in the clear.
package final class CurlMailer: Mailer {
  /// From the connection to the server's last word.
  static let totalSeconds = 30
  static let connectSeconds = 10

  private let caFile: String?

  /// `caFile` is a PEM file of authorities trusted *instead of* the system's: for tests and private servers.
  package init(caFile: String? = nil) { self.caFile = caFile }

  package func deliver(_ mail: OutgoingMail) async -> Letter.Outcome {
    let isCancelled = CancelFlag()
    let caFile = caFile
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = Thread {
          continuation.resume(returning: MailDelivery(mail, caFile: caFile, isCancelled: isCancelled).perform())
        }
        thread.name = "acuse-mail"
        thread.start()
      }
    } onCancel: {
      isCancelled.raise()
    }
  }
}

/// Raised once, asked by libcurl while it works.
final class CancelFlag: Sendable {
  private let flag = Atomic(false)
  func raise() { flag.store(true, ordering: .releasing) }
  var isRaised: Bool { flag.load(ordering: .acquiring) }
}
