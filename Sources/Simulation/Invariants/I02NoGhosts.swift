import BusinessTime
import Helpdesk

/// Every stored message came in a request with a valid signature, says when it was written, and lies with whoever
/// wrote it: a request always in a conversation, and a conversation holds one person's.
enum I02NoGhosts: Invariant {
  static let name = "I02"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for wamid in commit.changes.messages {
      ledger.stored[wamid.rawValue] = ledger.stored.count
      guard let message = commit.after.messages[wamid] else { continue }
      if let ref = message.conversation { ledger.messages[ref, default: []].append(wamid) }
      guard let written = ledger.signed[wamid.rawValue] else {
        return "a message was stored that no signed request held"
      }
      if let wrong = time(of: message, written) ?? place(of: message, written, &ledger) { return wrong }
    }
    return nil
  }

  /// Meta's word, unless it is older than eight days or more than five minutes ahead.
  private static func time(of message: StoredMessage, _ written: Ledger.Written) -> String? {
    let (day, minute): (Int64, Int64) = (86_400_000, 60_000)
    guard let at = written.at, (-8 * day...5 * minute).contains(at - message.receivedAt) else {
      return message.isTimeReplaced ? nil : "a message has a time that nobody could have written it at"
    }
    return message.occurredAt == at ? nil : "a message has another time than it was written at"
  }

  private static func place(of message: StoredMessage, _ written: Ledger.Written, _ ledger: inout Ledger) -> String? {
    let id = message.wamid.rawValue
    if ledger.truths[id] == .request, message.conversation == nil || !message.counts {
      return "a request was stored and nobody is asked to answer it"
    }
    guard let person = written.person else { return nil }
    if ledger.stops.contains(id) { ledger.silenced.insert(person) }
    guard let ref = message.conversation else { return nil }
    let speaker = ledger.speakers[ref] ?? person
    ledger.speakers[ref] = speaker
    return speaker == person ? nil : "\(ref.number) holds what two people wrote"
  }
}
