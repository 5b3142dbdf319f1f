import BusinessTime
import Gateway
import Helpdesk

/// A message of a conversation, whichever way it went.
struct MessageJSON: Encodable {
  var id: String
  /// `inbound` or `outbound`.
  var direction: String
  /// Meta's type of what came in; of what went out `acknowledgement`, `reply`, …
  var kind: String
  /// `customer`, a person's key, `automation:name`, `app` for the phone app, or `acuse`.
  var author: String
  var text: String?
  var occurredAt: String
  /// `received`, or `queued, in_doubt, sent, failed, delivered, read, played`.
  var status: String
  /// Meta's code, or our own word, of what went wrong.
  var failure: String?
  /// What it holds besides its text, until that is erased.
  var details: MessageDetailsJSON?
  /// The words by which a rule of triage sorted it, until its text is erased.
  var matches: [MatchJSON]?

  enum CodingKeys: String, CodingKey {
    case id, direction, kind, author, text, status, failure, details, matches
    case occurredAt = "occurred_at"
  }

  /// `known`: our ids of the messages that are shown with it.
  init(_ record: MessageRecord, zone: Zone, misfires: [Misfire], known: [Wamid: String]) {
    occurredAt = record.occurredAt.rfc3339(in: zone)
    switch record {
    case .stored(let message):
      id = message.id.rawValue
      kind = message.kind
      text = message.text
      details = message.details.flatMap { MessageDetailsJSON($0, known: known) }
      matches = message.verdict?.matches.map { match in
        MatchJSON(match, misfires.first { $0.message == message.id && $0.rule == match.rule })
      }
      switch message.direction {
      case .inbound: (direction, author, status) = ("inbound", "customer", "received")
      case .echo: (direction, author, status) = ("outbound", message.counts ? "app" : "app:automatic", "sent")
      }
    case .outbox(let entry):
      id = entry.id.rawValue
      direction = "outbound"
      kind = entry.kind.rawValue
      author = entry.writer
      text = entry.rendering.freeForm?.text
      details = entry.rendering.freeForm.flatMap { MessageDetailsJSON($0, known: known) }
      status = Self.status(of: entry)
      failure = entry.failure
    }
  }

  static func status(of entry: OutboxEntry) -> String {
    switch entry.state {
    case .queued, .parked, .inFlight: "queued"
    case .inDoubt, .unconfirmed: "in_doubt"
    case .accepted: (entry.delivery ?? .sent).rawValue
    case .failed, .expired, .cancelled: "failed"
    }
  }
}

/// Where a rule matched.
struct MatchJSON: Encodable {
  var rule: String
  var words: String
  /// In Unicode scalars from 0; `to` is behind the last.
  var from: Int
  var to: Int
  /// A negation took its meaning away.
  var denied: Bool
  /// A person marked it.
  var wrong: Bool

  init(_ match: TriageMatch, _ misfire: Misfire?) {
    rule = match.rule
    words = match.words
    from = match.from
    to = match.to
    denied = match.isDenied
    wrong = !match.isDenied && misfire?.words.contains(match.bareWords) == true
  }
}
