import BusinessTime
import Helpdesk

/// What was written, what it was sorted into, and what was answered by itself.
extension RecordStory {
  /// `billing, high: pago`.
  var sorted: String? {
    let parts = entry.why.split(separator: ": ", maxSplits: 1).map(String.init)
    let sorts = (parts.first ?? "").split(separator: ", ").map(String.init)
    guard parts.count == 2, sorts.count == 2 else { return nil }
    let by =
      switch parts[1] {
      case "words of urgency": "because of words of urgency in it"
      case "nothing was recognised": "though nothing in it was recognised"
      case let rule where rule.hasPrefix("lexicon:"): "by the words that Acuse ships with"
      case let rule: "by the rule “\(rule)”"
      }
    return "The message was sorted as \(StoryWords.category(sorts[0])) with priority \(sorts[1]), \(by)."
  }

  var noted: String {
    let what =
      switch entry.why.split(separator: " ").last {
      case "comment": "The customer said something about how it was"
      case "courtesy": "Thanks, or a word like it, came after an answer"
      case "reaction": "A reaction came"
      case "edit": "A message was edited"
      case "revoke": "A message was deleted by who wrote it"
      case "welcome": "The chat was opened without a word"
      case "system": "WhatsApp itself announced something in the chat"
      case "unsupported": "Something came that WhatsApp does not pass on"
      case _: "Something came (\(entry.why))"
      }
    return "\(what), which asks for nothing."
  }

  /// `pago, should be sales, by ana`, or the rule alone.
  func misfire(_ word: RecordWord) -> String? {
    let (what, author) = words.authored(entry.why)
    guard let author else { return nil }
    let parts = what.split(separator: ", should be ", maxSplits: 1).map(String.init)
    let rule = "the rule “\(parts[0])”"
    guard word == .misfire else { return "\(author.asSentence) took back that \(rule) had been wrong." }
    let better = parts.count > 1 ? "; the category should have been \(StoryWords.category(parts[1]))" : ""
    return "\(author.asSentence) said that \(rule) got a message wrong\(better)."
  }

  /// `form, by automation:crm`.
  var brought: String? {
    let (what, author) = words.authored(entry.why)
    guard what == Opening.source, let author else { return nil }
    return "It did not come by WhatsApp: \(author) brought it."
  }

  var handedOver: String? {
    let ends = [
      "nobody was waiting": "nobody was waiting", "a person had answered": "a person had answered already",
      "the clocks start": "the clocks start",
    ]
    guard let end = ends.first(where: { entry.why.hasSuffix("; \($0.key)") }) else { return nil }
    return "Meta's own agent handed the conversation over; \(end.value)."
  }

  var muted: String {
    switch entry.why {
    case "one of our own numbers wrote": "one of our own numbers wrote, so two machines would answer each other"
    case "the same text again and again, or answers as quick as a machine's":
      "the same text came again and again, or answers as quick as a machine's"
    case _: entry.why
    }
  }

  /// `ack: promises the due time of first_response`, or `ack_late: the message came late`.
  var acknowledged: String? {
    let parts = entry.why.split(separator: ": ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let ordinary = "promises the due time of "
    if parts[1].hasPrefix(ordinary), let kind = ClockKind(rawValue: String(parts[1].dropFirst(ordinary.count))) {
      return with("The customer was acknowledged (text “\(parts[0])”) and promised an answer\(until(kind)).")
    }
    let reasons = [
      "the message came late": "the message had come late",
      "the due time had passed": "the due time had passed already",
      "the first one expired unsent": "the first acknowledgement could not be sent before its promise had passed",
    ]
    guard let reason = reasons[parts[1]] else { return nil }
    return with(
      "The customer was acknowledged with the late text (“\(parts[0])”), because \(reason); it promises an "
        + "answer\(send?.validUntil.map { " by \(promised($0))" } ?? ""), and no clock moves for it.")
  }

  /// The name of the text alone.
  var delayTold: String {
    with(
      "The customer was told that their answer will be late (text “\(entry.why)”) and promised "
        + "one\(send?.validUntil.map { " by \(promised($0))" } ?? " by another time"); the first promise still counts.")
  }

  /// `news: another time`, or `news: the time that they know`.
  var newsTold: String? {
    let parts = entry.why.split(separator: ": ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let times = [
      "another time": "told another time", "the time that they know": "told again when they will be answered",
    ]
    guard let time = times[parts[1]] else { return nil }
    return with("The customer asked what is new and was \(time) (text “\(parts[0])”).")
  }

  /// The promise as it was read, and the due time that it stands for where that is not the same.
  private func until(_ kind: ClockKind) -> String {
    let name = StoryWords.clock(kind)
    guard let due = send?.validUntil else { return " by when \(name) is due" }
    let isWhole = promised(due) == words.time.moment(due, from: entry.at)
    return " by \(promised(due))"
      + (isWhole ? ", when \(name) is due" : "; \(name) is due \(words.time.at(due, from: entry.at))")
  }

  /// As the customer reads it: rounded up to the minute.
  private func promised(_ time: Timestamp) -> String {
    words.time.moment(Timestamp(seconds: (time.seconds + 59) / 60 * 60), from: entry.at)
  }

  var replied: String {
    guard let send else {
      return "A person answered\(entry.why.hasSuffix("in the phone app") ? " in the phone app" : "")\(lateness)."
    }
    return "\(words.author(send.writer).asSentence) answered\(lateness)."
  }

  var automatic: String {
    guard let send, send.automation != nil else {
      return "An automatic message of the phone app or of Meta's agent went out, which stops no clock."
    }
    return "\(words.author(send.writer).asSentence) wrote to the customer, which stops no clock."
  }

  var replyFailed: String? {
    let head = "a person's reply does not count: "
    guard entry.why.hasPrefix(head) else { return nil }
    let code = String(entry.why.dropFirst(head.count))
    return "That answer does not count: \(FailureWords.words(code)). Whoever wrote it is told."
  }
}
