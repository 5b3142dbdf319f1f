import BusinessTime
import Helpdesk

/// One line of the record as a sentence, with what became of what it set in motion.
struct RecordStory {
  let entry: TimelineEntry
  let words: StoryWords
  /// The send that was decided with it, if it is known.
  let send: OutboxEntry?

  /// A line that this version does not know is shown as it is, never dropped.
  var text: String {
    guard let word = RecordWord(rawValue: entry.what) else { return verbatim }
    return sentence(word) ?? verbatim
  }

  private var verbatim: String { "\(entry.what.replacing("_", with: " ").asSentence): \(entry.why)." }

  /// Nil if the reason has a form that this version does not write.
  private func sentence(_ word: RecordWord) -> String? {
    switch word {
    case .opened: PolicyStory(entry.why, words).map { "The conversation opened. \($0.text("applies"))" }
    case .policy:
      PolicyStory(entry.why, words).map {
        "\($0.text("applies from now on")) Clocks that are not decided go over to it with their start and pauses."
      }
    case .sorted: sorted
    case .timeReplaced: "WhatsApp's own time of this message made no sense, so the time of its arrival counts."
    case .noted: noted
    case .brought: brought
    case .held:
      "Meta's own agent has the conversation: nobody of ours is asked, and no clock runs, until it hands over."
    case .handedOver: handedOver
    case .lateIngest:
      "The message had been kept aside and could be used only now: no clock counts it, and somebody is told."
    case .acknowledged: acknowledged
    case .notAcknowledged: "No acknowledgement was due: another one had been decided within the interval."
    case .delayTold: delayTold
    case .delayUntold: "The customer was not told of the delay: \(ReasonWords.words(entry.why))."
    case .newsTold: newsTold
    case .muted:
      "From here on no automatic message goes to this customer for a while: \(muted). The team's lead is told."
    case .replied: with(replied)
    case .automatic: with(automatic)
    case .replyFailed: replyFailed
    case .replyLive: "That answer went through after all, and counts again."
    case .promiseKept: "What the customer had been promised was kept."
    case .promiseMissed: "The time that the customer had been promised passed, and nobody had answered."
    case .met, .metCorrected, .breached, .excluded, .runsAgain: outcome(word)
    case .step, .stepLost, .failOver: ladder(word)
    case .alert: told.map { with($0) }
    case .alertRepeated: repeated.map { with($0) }
    case .mailed: target.map { "\($0.name) is told by mail: WhatsApp does not reach them now." }
    case .nobodyToTell: "Nobody could be told; meant were \(words.audiences(entry.why))."
    case .notTold: "The step would also write to the customer, which this version does not do."
    case .assigned, .unassigned, .team, .tagged, .untagged, .stage, .queue, .priority, .category, .waiting, .resumed,
      .dismissed, .needsAnswer, .resolved, .reopened, .closed, .absorbed, .merged:
      moved(word)
    case .misfire, .misfireUndone: misfire(word)
    case .reminded:
      with("The customer had said nothing, so they were asked to write, and told when it counts as resolved.")
    case .notReminded:
      "The customer could not be reminded: \(ReasonWords.words(entry.why)). It is open again, for nobody waits unseen."
    case .asked: with("The customer was told that it is resolved, and asked how it was.")
    case .notAsked: "The customer was not asked how it was: \(ReasonWords.words(entry.why))."
    case .rated: "The customer rated it \(entry.why)."
    case .sendRetried: decided("had", "sent once more")
    case .sendDiscarded: decided("had", "cancelled before it was sent")
    }
  }

  /// A sentence, and after it what became of the send.
  func with(_ sentence: String) -> String {
    send.map { "\(sentence) \(SendStory($0, words).text)" } ?? sentence
  }

  /// `ana: at once` behind the `to ` of an alert; of a mail, `ana` alone.
  private var target: (name: String, how: String)? {
    guard entry.why.hasPrefix("to ") else { return nil }
    let colon = entry.why.lastIndex(of: ":") ?? entry.why.endIndex
    let key = entry.why[..<colon].dropFirst(3)
    return (words.person(PersonID(key)), String(entry.why[colon...].dropFirst(2)))
  }

  private var told: String? {
    guard let (name, how) = target else { return nil }
    return switch how {
    case "at once": "A notice to \(name) was written."
    case "held for quiet hours": "\(name) has quiet hours: the notice waits for their end, and whoever is next is told."
    case "suppressed by the hourly cap": "\(name) was passed over: the hourly cap of notices was reached."
    case _: "A notice to \(name) was written (\(how))."
    }
  }

  private var repeated: String? {
    target.map { "Whether the notice to \($0.name) arrived is not known, so it was written once more and says so." }
  }

  private func decided(_ verb: String, _ what: String) -> String? {
    let (kind, author) = words.authored(entry.why)
    guard let author, let kind = OutboxEntry.Kind(rawValue: kind) else { return nil }
    return "\(author.asSentence) \(verb) \(StoryWords.send(kind)) \(what)."
  }
}
