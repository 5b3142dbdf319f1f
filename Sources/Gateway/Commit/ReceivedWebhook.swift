package import BusinessTime
package import Helpdesk
package import WhatsApp

/// One verified POST, taken apart but not yet stored.
package struct ReceivedWebhook: Sendable {
  /// Of the envelope, if one is stored.
  package var id: String
  package var receivedAt: Timestamp
  /// Which app secret verified it.
  package var secretIndex: Int
  /// The raw bytes as they came.
  package var body: [UInt8]
  package var decoded: DecodedWebhook

  package init(id: String, receivedAt: Timestamp, secretIndex: Int, body: [UInt8], decoded: DecodedWebhook) {
    self.id = id
    self.receivedAt = receivedAt
    self.secretIndex = secretIndex
    self.body = body
    self.decoded = decoded
  }
}

/// What became of the items of one POST.
package struct ReceiveReport: Sendable, Equatable {
  package var new = 0
  package var duplicates = 0
  /// By the reason in the quarantine.
  package var quarantined: [String: Int] = [:]
  /// Templates that were edited at Meta's, and whether our definitions still agree.
  package var edited: [EditedTemplate] = []

  package init(new: Int = 0, duplicates: Int = 0, quarantined: [String: Int] = [:]) {
    self.new = new
    self.duplicates = duplicates
    self.quarantined = quarantined
  }
}

/// A template of ours that somebody edited at Meta's.
package struct EditedTemplate: Sendable, Equatable {
  package var template: TemplateName
  /// Whether our definition brings what it wants now.
  package var fits: Bool
}

/// Why something lies in quarantine: stable words, stored and counted.
package enum QuarantineReason {
  package static let unreadable = "unreadable"
  package static let unknownNumber = "unknown_number"
  /// What the desk says of a message whose sender cannot be made out.
  package static let noSender = "no_sender"
  package static let handlingFailed = "handling_failed"
  package static let crashesAlone = "crashes_alone"
  /// Said of a retry only: what lay around the slice is gone, or was stored before places were noted.
  package static let envelopeGone = "envelope_gone"

  static let all = [unreadable, unknownNumber, noSender, handlingFailed, crashesAlone]
}
