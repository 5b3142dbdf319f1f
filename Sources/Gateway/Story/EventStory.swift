import BusinessTime
import Helpdesk

/// The record, what the customer wrote, and sends that the record does not speak of, in order of time.
struct EventStory {
  private let words: StoryWords
  private var unused: [OutboxEntry]

  init(_ words: StoryWords) {
    self.words = words
    unused = words.file.sends
  }

  var events: [CaseStory.Event] {
    var rest = self
    let recorded = words.file.detail.timeline.map { entry in
      CaseStory.Event(
        at: entry.at, entry: entry,
        text: RecordStory(entry: entry, words: words, send: rest.takeSend(of: entry)).text)
    }
    // Within one second a message stands before what it caused, and lines of the record stand as they were written: a
    // step is stamped with its own time, and what it set in motion with that of its handling. The sort is stable.
    return (requests + recorded + rest.unused.map(unrecorded)).sorted { $0.at.seconds < $1.at.seconds }
  }

  /// The send that a line of the record decided: of its kind, to its person, written at its time. One for each line.
  private mutating func takeSend(of entry: TimelineEntry) -> OutboxEntry? {
    guard let word = RecordWord(rawValue: entry.what) else { return nil }
    let index: Int? =
      switch word {
      case .acknowledged: unused.firstIndex { $0.kind == .acknowledgement && $0.createdAt == entry.at }
      case .delayTold, .newsTold: unused.firstIndex { $0.kind == .update && $0.createdAt == entry.at }
      case .replied where !entry.why.hasSuffix("in the phone app"):
        unused.firstIndex { $0.isHumanAnswer && $0.createdAt == entry.at }
          // Stamped with the customer's time where their clock is ahead of ours.
          ?? unused.firstIndex { $0.isHumanAnswer && $0.createdAt < entry.at }
      case .reminded: unused.firstIndex { $0.kind == .reminder && $0.createdAt == entry.at }
      case .asked: unused.firstIndex { $0.kind == .survey && $0.createdAt == entry.at }
      case .automatic: unused.firstIndex { $0.automation != nil && !$0.isReaction && $0.createdAt == entry.at }
      case .alert, .alertRepeated:
        unused.firstIndex { send in
          guard case .person(let person) = send.recipient, send.createdAt == entry.at else { return false }
          return entry.why.hasPrefix("to \(person.rawValue): ")
            && (send.repeatOf == nil) == (word == .alert)
        }
      case _: nil
      }
    return index.map { unused.remove(at: $0) }
  }

  private var requests: [CaseStory.Event] {
    words.file.detail.messages.compactMap { record in
      guard case .stored(let message) = record, message.direction == .inbound, message.counts else { return nil }
      return CaseStory.Event(at: message.occurredAt, entry: nil, text: written(message))
    }
  }

  /// Later than this it is said how late a message came; less is WhatsApp's usual way.
  private static let lateSeconds: Int64 = 60

  private func written(_ message: StoredMessage) -> String {
    let late = message.receivedAt.seconds - message.occurredAt.seconds
    let arrived =
      late > Self.lateSeconds
      ? "; WhatsApp brought it only \(words.time.at(message.receivedAt, from: message.occurredAt)), "
        + "\(StoryTime.length(seconds: late)) later" : ""
    let matches = Self.telling(message.verdict?.matches ?? []).map { match in
      "“\(Self.oneLine(match.words))” (\(Self.rule(match.rule))\(match.isDenied ? ", taken back by a negation" : ""))"
    }
    let told = matches.isEmpty ? "" : " What was recognised in it: \(StoryWords.list(matches, "and"))."
    return "The customer wrote\(arrived).\(told)"
  }

  /// Each once, and of words that lie within a longer expression of the lexicon only that one.
  private static func telling(_ matches: [TriageMatch]) -> [TriageMatch] {
    matches.indices.map { (place: $0, match: matches[$0]) }.filter { place, match in
      !matches[..<place].contains(match)
        && !matches.contains { longer in
          match.rule.hasPrefix(lexicon) && longer.rule.hasPrefix(lexicon) && longer.from <= match.from
            && match.to <= longer.to && longer.to - longer.from > match.to - match.from
        }
    }.map(\.match)
  }

  private static let lexicon = "lexicon:"

  /// `lexicon:billing` is a meaning of the words that Acuse ships with.
  private static func rule(_ name: String) -> String {
    guard name.hasPrefix(lexicon) else { return "by the rule “\(name)”" }
    let meaning = String(name.dropFirst(lexicon.count))
    return switch meaning {
    case "dispute": "as a quarrel about money"
    case "stolen": "as a theft"
    case "unhurried": "as no hurry"
    case _: "as \(StoryWords.category(meaning))"
    }
  }

  /// A customer's words never begin a line of ours.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: { $0.isNewline || $0.isWhitespace }).joined(separator: " ")
  }

  /// Of a confirmation the record says nothing; of others only where it has been erased.
  private func unrecorded(_ send: OutboxEntry) -> CaseStory.Event {
    let what =
      switch (send.kind, send.recipient) {
      case (.optOutConfirmation, _):
        "The customer wants no automatic messages any more, and was told that this was heard."
      case (.alert, .person(let person)): "A notice to \(words.person(person)) was written."
      case (.reply, _) where send.isReaction:
        "\(words.author(send.writer).asSentence) reacted to a message of the customer's."
      case (.reply, _): "\(words.author(send.writer).asSentence) answered."
      case (.acknowledgement, _), (.update, _), (.survey, _), (.reminder, _), (.alert, .contact):
        "\(StoryWords.send(send.kind).asSentence) was written."
      }
    return CaseStory.Event(at: send.createdAt, entry: nil, text: "\(what) \(SendStory(send, words).text)")
  }
}
