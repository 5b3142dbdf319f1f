import BusinessTime
import Foundation
import Gateway
import Helpdesk

/// One event as it goes over the wire: an id, a name, and one line of JSON.
struct EventText: Encodable {
  /// `timeline` for a line of a conversation's record, `send` for what became of an attempt to send.
  private var name: String
  private var ref: Int64
  private var at: String
  private var what: String
  private var why: String

  enum CodingKeys: String, CodingKey { case ref, at, what, why }

  /// Nil for what concerns no conversation.
  init?(_ event: FeedEvent, at now: Timestamp) {
    switch event {
    case .happened(let happening):
      (name, ref) = ("timeline", happening.conversation.number)
      (at, what, why) = (happening.entry.at.rfc3339(in: .utc), happening.entry.what, happening.entry.why)
    case .sent(_, let conversation?, let state):
      (name, ref) = ("send", conversation.number)
      (at, what, why) = (now.rfc3339(in: .utc), "send", state.rawValue)
    case .sent, .received, .lost: return nil
    }
  }

  /// JSON escapes line breaks, so that one line is one event. The id counts within one stream.
  func lines(id: Int) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Numbers and text always encode.
    let data = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    return "id: \(id)\nevent: \(name)\ndata: \(data)\n\n"
  }
}
