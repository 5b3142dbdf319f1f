package import BusinessTime

/// What became of a message of ours, as Meta tells it: in any order, more than once, perhaps before we
/// know the message's id ourselves.
package struct StatusUpdate: Sendable, Equatable, Codable {
  package var wamid: Wamid
  package var status: DeliveryStatus
  package var timestamp: Timestamp?
  package var recipient: Identity
  /// `biz_opaque_callback_data`: our outbox id, when Meta echoes it.
  package var callbackData: String?
  package var errorCodes: [Int]
  package var pricing: Pricing?

  package init(
    wamid: Wamid, status: DeliveryStatus, timestamp: Timestamp?, recipient: Identity, callbackData: String?,
    errorCodes: [Int] = [], pricing: Pricing? = nil
  ) {
    self.wamid = wamid
    self.status = status
    self.timestamp = timestamp
    self.recipient = recipient
    self.callbackData = callbackData
    self.errorCodes = errorCodes
    self.pricing = pricing
  }
}

/// Ranked: evidence of delivery wins, in whatever order it comes (semantics §11).
package enum DeliveryStatus: String, Sendable, Codable, CaseIterable, Comparable {
  case sent, failed, delivered, read, played

  package var rank: Int { Self.allCases.firstIndex(of: self)! }
  package static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}
