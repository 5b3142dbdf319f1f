import BusinessTime
import Helpdesk

/// One run of one clock: what started it, what it was given, and how it ended.
struct ClockStory {
  private let clock: ClockInstance
  private let words: StoryWords
  private let name: String

  init(_ clock: ClockInstance, _ words: StoryWords) {
    (self.clock, self.words) = (clock, words)
    name = StoryWords.clock(clock.clock)
  }

  var text: String {
    [begun, reclassified, pauses, ended, corrected].compactMap(\.self).joined(separator: " ")
  }

  private var begun: String {
    let start = "\(words.time.clock(clock.startedAt)) on \(words.time.day(clock.startedAt))"
    let began =
      switch clock.clock {
      case .acknowledgement, .firstResponse, .nextResponse: "the customer wrote at \(start)"
      case .assignment where clock.starter != Conversation.openingStarter: "it was nobody's from \(start) on"
      case .resolution, .promise, .assignment: "the conversation opened at \(start)"
      }
    if clock.clock == .promise, let due = clock.dueAt {
      let promised = words.time.moment(due, from: clock.startedAt)
      let taken = words.time.clock(clock.startedAt)
      return "The customer was promised an answer by \(promised), in a message that WhatsApp took at \(taken)."
    }
    guard let target = clock.target else { return "\(name.asSentence): \(began)." }
    let given =
      "the policy “\(clock.policy)” gives \(StoryTime.length(seconds: target.seconds)) of the calendar "
      + "“\(clock.calendar)”"
    guard let due = clock.dueAt else { return "\(name.asSentence) has no due time now: \(began), and \(given)." }
    let isPast = clock.outcome != nil || due <= words.file.now
    return "\(name.asSentence) \(isPast ? "was" : "is") due \(at(due)): \(began), and \(given)."
  }

  private var reclassified: String? {
    guard let at = clock.reclassifiedAt else { return nil }
    let past = clock.wasPastDue == true ? "; its due time or a step of it lay in the past by then" : ""
    return "It went over to that policy only \(self.at(at))\(past)."
  }

  /// Times that were not counted, as the policy says; those of a clock whose policy is lost are told as a sum.
  private var pauses: String? {
    guard clock.isPaused || clock.pausedSeconds ?? 0 > 0 else { return nil }
    let rule = words.file.book.policy(named: clock.policy)?.clocks[clock.clock]
    let counted = words.file.conversation.pauses.filter { pause in
      (rule?.pauseWhile.contains(pause.state) ?? false || clock.clock == .resolution && pause.state == .resolved)
        && clock.stoppedAt.map { pause.from < $0 } ?? true
    }
    let spans = counted.map { pause in
      let end = pause.to.map { " until \(words.time.moment($0, from: pause.from))" } ?? " on"
      return "from \(words.time.moment(pause.from, from: clock.startedAt))\(end) while \(StoryWords.state(pause.state))"
    }
    let sum = clock.pausedSeconds.map { " for \(StoryTime.length(seconds: $0))" } ?? ""
    if spans.isEmpty { return "It stood still\(sum)." }
    return "It \(clock.isPaused ? "stands" : "stood") still\(sum): \(StoryWords.list(spans, "and"))."
  }

  private var ended: String {
    switch clock.outcome {
    case .met: met
    case .breached: breached
    case .excluded(let reason): excluded(ReasonWords.words(reason))
    case nil: running
    }
  }

  private var met: String {
    guard let stoppedAt = clock.stoppedAt else { return "It was kept." }
    if clock.clock == .acknowledgement {
      return "WhatsApp took it \(at(stoppedAt)), \(length(clock.startedAt, stoppedAt)) after the message."
    }
    let what = done
    guard let due = clock.dueAt else { return "It was kept: \(what) \(at(stoppedAt))." }
    let early = stoppedAt == due ? "just in time" : "\(length(stoppedAt, due)) before that"
    return "It was kept: \(what) \(at(stoppedAt)), \(early)."
  }

  private var breached: String {
    guard let stoppedAt = clock.stoppedAt else { return "It was missed, and \(undone)." }
    let what = done
    guard let due = clock.dueAt else { return "It was missed: \(what) \(at(stoppedAt))." }
    return "It was missed: \(what) only \(at(stoppedAt)), \(length(due, stoppedAt)) late\(open(due, stoppedAt))."
  }

  /// What ends it.
  private var done: String {
    switch clock.clock {
    case .resolution: "the case was resolved"
    case .assignment: "somebody had it"
    case .acknowledgement, .firstResponse, .nextResponse, .promise: "a person answered"
    }
  }

  private var undone: String {
    switch clock.clock {
    case .resolution: "the case is not resolved yet"
    case .assignment: "nobody has it yet"
    case .acknowledgement, .firstResponse, .nextResponse, .promise: "nobody has answered yet"
    }
  }

  /// How much of a wait was working time, where that is another figure.
  private func open(_ from: Timestamp, _ to: Timestamp) -> String {
    guard let calendar = words.file.book.calendars[clock.calendar] else { return "" }
    let open = calendar.elapsed(from: from, to: to).seconds
    return open == to.seconds - from.seconds ? "" : ", \(StoryTime.length(seconds: open)) of it in opening hours"
  }

  private func excluded(_ reason: String) -> String {
    clock.clock == .acknowledgement
      ? "It does not count as given: \(reason)." : "It counts neither as kept nor as missed: \(reason)."
  }

  private var running: String {
    if clock.isPaused { return "When it will be due is known once the waiting ends." }
    guard clock.dueAt != nil else { return "It is still open." }
    return "It still runs."
  }

  private var corrected: String? {
    guard let first = clock.firstOutcome, first != clock.outcome, let at = clock.correctedAt else { return nil }
    let before =
      switch first {
      case .met: "as kept"
      case .breached: "as missed"
      case .excluded(let reason): "as not counted (\(ReasonWords.words(reason)))"
      }
    return "It had been booked \(before) first, and was corrected \(self.at(at))."
  }

  private func at(_ time: Timestamp) -> String { words.time.at(time, from: clock.startedAt) }

  private func length(_ from: Timestamp, _ to: Timestamp) -> String { StoryTime.length(milliseconds: to - from) }
}
