package import BusinessTime
package import Helpdesk

/// Where a row stands in the list of the quarantine, which is ordered by time of receipt and then by id.
package struct QuarantinePlace: Sendable, Equatable {
  package var receivedAt: Timestamp
  package var id: String

  package init(receivedAt: Timestamp, id: String) {
    self.receivedAt = receivedAt
    self.id = id
  }
}

/// A row of the quarantine without most of its bytes, of which there may be megabytes.
package struct QuarantineLine: Sendable, Equatable {
  /// Bytes that a line shows: whoever looks sees what kind of thing it is.
  package static let mostShown = 2048

  package var place: QuarantinePlace
  package var reason: String
  package var number: NumberID?
  /// How many bytes lie there.
  package var size: Int
  /// The first of them, at most `mostShown`.
  package var head: [UInt8]

  package init(place: QuarantinePlace, reason: String, number: NumberID?, size: Int, head: [UInt8]) {
    self.place = place
    self.reason = reason
    self.number = number
    self.size = size
    self.head = head
  }
}
