package import BusinessTime

/// What Meta hands on of the time before a number was connected (field `history`). It is the past: nobody waits for
/// an answer to it.
package enum HistoryItem: Sendable, Equatable {
  case message(PastMessage)
  /// A part of the past that is not handed on, and why: the business may have refused.
  case error(AccountError)
}

/// A message of the time before.
package struct PastMessage: Sendable, Equatable {
  package var wamid: Wamid
  /// The other side, whoever wrote.
  package var customer: Identity
  package var direction: Direction
  package var content: MessageContent
  /// What had become of it when it was handed on.
  package var status: MetaWord<Status>?
  package var timestamp: Timestamp?

  package enum Direction: Sendable { case fromCustomer, toCustomer }
  package enum Status: String, Sendable {
    case delivered = "DELIVERED"
    case error = "ERROR"
    case pending = "PENDING"
    case played = "PLAYED"
    case read = "READ"
  }

  package init(
    wamid: Wamid, customer: Identity, direction: Direction, content: MessageContent, status: MetaWord<Status>? = nil,
    timestamp: Timestamp? = nil
  ) {
    self.wamid = wamid
    self.customer = customer
    self.direction = direction
    self.content = content
    self.status = status
    self.timestamp = timestamp
  }
}
