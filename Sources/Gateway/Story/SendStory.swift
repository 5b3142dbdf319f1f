import BusinessTime
import Helpdesk

/// What became of one send, as sentences that follow the one in which it was decided.
struct SendStory {
  let entry: OutboxEntry
  let words: StoryWords

  init(_ entry: OutboxEntry, _ words: StoryWords) {
    self.entry = entry
    self.words = words
  }

  /// Empty only for what has never been tried and says nothing by itself.
  var text: String {
    switch entry.state {
    case .accepted: accepted
    case .failed:
      if let acceptedAt = entry.acceptedAt {
        "WhatsApp took it \(at(acceptedAt)), but it did not arrive: \(failure)."
      } else {
        "It did not go through\(tries): \(failure)."
      }
    case .expired, .cancelled: "It was not sent\(tries): \(failure)."
    case .unconfirmed: "Whether it arrived is not known: \(failure)."
    case .inDoubt:
      "It may have arrived or not (\(failure)); WhatsApp's word is awaited\(entry.dueAt.map { " until \(moment($0))" } ?? "")."
    case .inFlight: "It is being sent."
    case .queued: entry.failure == nil ? "It waits to be sent." : "It waits for another try: \(failure)."
    case .parked: "It is held back\(entry.dueAt.map { " until \(moment($0)) at least" } ?? "")."
    }
  }

  private var accepted: String {
    let form = entry.sentAsTemplate ? " as an approved template, because the 24-hour window was closed" : ""
    let taken = "WhatsApp took it \(at(entry.acceptedAt ?? entry.createdAt))\(form)\(tries)"
    guard let deliveredAt = entry.deliveredAt else { return "\(taken); that it reached the phone is not known yet." }
    guard let readAt = entry.readAt else { return "\(taken), and it reached the phone \(at(deliveredAt))." }
    if readAt == deliveredAt { return "\(taken), and it was read \(at(readAt))." }
    return "\(taken), it reached the phone \(at(deliveredAt)), and it was read \(at(readAt))."
  }

  private var tries: String { entry.attempt > 1 ? " after \(entry.attempt) tries" : "" }
  private var failure: String { FailureWords.words(entry.failure ?? "unknown") }
  private func at(_ time: Timestamp) -> String { words.time.at(time, from: entry.createdAt) }
  private func moment(_ time: Timestamp) -> String { words.time.moment(time, from: entry.createdAt) }
}
