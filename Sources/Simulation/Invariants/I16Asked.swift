import BusinessTime
import Helpdesk

/// Whoever's matter was resolved is asked how it was: once a day at most, never after a stop word, and only if a person
/// had answered. What they say is kept as they said it, and opens nothing.
enum I16Asked: Invariant {
  static let name = "I16"
  static let sees = Sight.unmerged

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    for id in commit.changes.entries.sorted() where commit.before.outbox[id] == nil {
      guard let entry = commit.after.outbox[id], entry.kind == .survey, let ref = entry.conversation else { continue }
      if let wrong = question(id, of: ref, commit, &ledger) { return wrong }
    }
    for wamid in commit.changes.messages {
      guard let said = ledger.ratings[wamid.rawValue], let message = commit.after.messages[wamid],
        let ref = message.conversation
      else { continue }
      // Whatever counts as a request is I05's and I06's.
      if message.counts { continue }
      let isKept = commit.after.surveys.rows { $0.contact == message.contact && $0.ratedAt == message.occurredAt }
        .contains { $0.rating?.rawValue == said && $0.conversation == ref }
      // A second one of the same instant may have taken its place.
      if !isKept, !commit.changes.messages.contains(where: { $0 != wamid && ledger.ratings[$0.rawValue] != nil }) {
        return "a rating of \(said) was taken for no request and is kept nowhere"
      }
    }
    return nil
  }

  private static func question(
    _ id: OutboxID, of ref: ConversationRef, _ commit: Evidence, _ ledger: inout Ledger
  ) -> String? {
    let isResolved = commit.changes.journal.contains {
      if case .command(.act(ref, .resolve, _)) = $0.body { true } else { false }
    }
    if !isResolved { return "\(ref.number) was asked how it was and nobody had resolved it" }
    guard let survey = commit.after.surveys[id] else { return "\(ref.number) was asked and no survey is kept" }
    if let speaker = ledger.speakers[ref], ledger.silenced.contains(speaker) {
      return "\(ref.number) was asked though its customer wants no automatic messages"
    }
    let key = "\(survey.contact.rawValue)/\(survey.number.rawValue)"
    if let last = ledger.asked[key], !ledger.clockJumps, commit.now - last < 86_400_000 {
      return "\(ref.number) was asked twice within a day"
    }
    ledger.asked[key] = commit.now
    let hasAnswer =
      !(ledger.replies[ref] ?? []).isEmpty
      || (ledger.messages[ref] ?? []).contains { commit.after.messages[$0]?.direction == .echo }
      || commit.after.conversations[ref]?.marks.contains { $0.id.hasPrefix("before:") } == true
      || commit.after.conversations[ref]?.isTrimmed == true
    return hasAnswer ? nil : "\(ref.number) was asked about an answer that it never had"
  }
}
