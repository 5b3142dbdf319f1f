import BusinessTime
import Gateway
import Helpdesk

/// Something that lies in quarantine. Times are UTC.
struct QuarantineItemJSON: Encodable {
  var id: String
  var receivedAt: String
  /// `unreadable`, `unknown_number`, `no_sender`, `handling_failed` or `crashes_alone`.
  var reason: String
  /// Meta's id of the business number that it came to, if that could be read.
  @Nullable var number: String?
  /// How many bytes lie there.
  var bytes: Int
  /// The first of them as text, at most `QuarantineLine.mostShown`; what is no UTF-8 is replaced.
  var content: String

  enum CodingKeys: String, CodingKey {
    case id, reason, number, bytes, content
    case receivedAt = "received_at"
  }

  init(_ line: QuarantineLine) {
    id = line.place.id
    receivedAt = line.place.receivedAt.rfc3339(in: .utc)
    reason = line.reason
    _number = Nullable(wrappedValue: line.number?.rawValue)
    bytes = line.size
    content = String(decoding: line.head, as: UTF8.self)
  }
}

struct QuarantineListJSON: Encodable {
  var items: [QuarantineItemJSON]
  /// For `cursor=` of the next page; null on the last.
  @Nullable var nextCursor: String?

  enum CodingKeys: String, CodingKey {
    case items
    case nextCursor = "next_cursor"
  }

  init(items: [QuarantineItemJSON], nextCursor: String?) {
    self.items = items
    _nextCursor = Nullable(wrappedValue: nextCursor)
  }
}

/// What came of a retry that worked.
struct QuarantineRetriedJSON: Encodable {
  /// Updates that were handled for the first time.
  var handled: Int
  /// Updates that had come otherwise meanwhile.
  var duplicates: Int
  /// Of a body that was kept whole: updates in it that now lie there by themselves.
  var quarantined: Int

  init(_ report: ReceiveReport) {
    handled = report.new
    duplicates = report.duplicates
    quarantined = report.quarantined.values.reduce(0, +)
  }
}
