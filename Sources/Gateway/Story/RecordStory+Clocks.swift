import BusinessTime
import Helpdesk

/// How clocks ended, and the steps of their ladders.
extension RecordStory {
  /// `first_response`, `first_response: dismissed`, or `first_response was due and nobody had answered`.
  func outcome(_ word: RecordWord) -> String? {
    guard let kind = ClockKind(rawValue: String(entry.why.prefix { $0 != " " && $0 != ":" })) else { return nil }
    let name = StoryWords.clock(kind)
    let ended = words.file.detail.clocks.last { $0.clock == kind && $0.stoppedAt == entry.at }
    switch word {
    case .met:
      if kind == .acknowledgement { return "The acknowledgement counts as given\(after(ended))." }
      return "\(name.asSentence) came in time\(after(ended))."
    case .metCorrected:
      return "It turned out that \(name) had come in time\(after(ended)): what was booked before does not hold."
    case .breached:
      let missing = kind == .resolution ? "the case was not solved" : "nobody had answered"
      return "A promise was missed: \(name) was due now, and \(missing)."
    case .excluded:
      let reason = ReasonWords.words(String(entry.why.dropFirst(kind.rawValue.count + 2)))
      if kind == .acknowledgement { return "This message is left without an acknowledgement: \(reason)." }
      return "The clock of \(name) counts neither as kept nor as missed: \(reason)."
    case .runsAgain: return "The clock of \(name) runs again: what had ended it does not count."
    case _: return nil
    }
  }

  private func after(_ clock: ClockInstance?) -> String {
    guard let clock, let stoppedAt = clock.stoppedAt else { return "" }
    return ", \(StoryTime.length(milliseconds: stoppedAt - clock.startedAt)) after \(start(of: clock.clock))"
  }

  /// Of an answer that came after the due time of what it answers.
  var lateness: String {
    // Of what an answer ends, the clock of the policy tells more than the words that promised it.
    let late = words.file.detail.clocks.last {
      $0.stoppedAt == entry.at && $0.outcome == .breached && $0.clock != .promise
    }
    guard let late, let due = late.dueAt else { return "" }
    return ", \(StoryTime.length(milliseconds: entry.at - due)) after \(StoryWords.clock(late.clock)) was due"
  }

  private func start(of kind: ClockKind) -> String { kind == .resolution ? "the case was opened" : "the message" }

  func ladder(_ word: RecordWord) -> String? {
    let parts = entry.why.split(separator: ": ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    if word == .failOver { return failOver(parts[0], parts[1]) }
    let names = parts[0].split(separator: " ").map(String.init)
    guard names.count == 2, let kind = ClockKind(rawValue: names[0]) else { return nil }
    let when = Self.when(names[1], StoryWords.clock(kind))
    if word == .stepLost { return "\(when.asSentence), a step was to be taken; its ladder is not known any more." }
    switch parts[1] {
    case "tells nobody": return "\(when.asSentence), a step was taken that tells nobody."
    case "passed over: a later step tells":
      return
        "\(when.asSentence), nobody was told: a later step had passed as well by the time it was decided, and tells."
    case let tells where tells.hasPrefix("tells "):
      return "\(when.asSentence), the ladder called for a notice to \(words.audiences(String(tells.dropFirst(6))))."
    case _: return nil
    }
  }

  /// `step due: not delivered within 300 s; telling role:management`.
  private func failOver(_ head: String, _ tail: String) -> String? {
    let parts = tail.split(separator: "; telling ", maxSplits: 1).map(String.init)
    guard head.hasPrefix("step "), parts.count == 2 else { return nil }
    let audience = words.audiences(parts[1])
    if parts[0] == "nobody could be reached" {
      return "Nobody of those could be reached, so it goes on to \(audience)."
    }
    let proof = parts[0].split(separator: " ")
    guard proof.count == 5, proof[0] == "not", let seconds = Int64(proof[3]) else { return nil }
    let missing = proof[1] == "delivered" ? "The notice had reached no phone" : "Nobody had answered"
    return "\(missing) within \(StoryTime.length(seconds: seconds)), so it goes on to \(audience)."
  }

  /// `-5m`, `due`, `+30m`, `80%`: when that was.
  private static func when(_ step: String, _ name: String) -> String {
    if step == "due" { return "when \(name) was due" }
    if step.hasSuffix("%") { return "when \(step.dropLast()) % of the time for \(name) had passed" }
    let length = step.dropFirst().replacing("m", with: " min").replacing("h", with: " h").replacing("s", with: " s")
    return "\(length) \(step.hasPrefix("-") ? "before" : "after") \(name) was due"
  }
}
