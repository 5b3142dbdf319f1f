import Helpdesk

/// Whose it is, where it stands, and who moved it.
extension RecordStory {
  func moved(_ word: RecordWord) -> String? {
    let (what, author) = words.authored(entry.why)
    // Of a step of a ladder, or of the desk itself.
    let who = author.map(\.asSentence)
    switch word {
    case .assigned:
      guard what.hasPrefix("to ") else { return nil }
      let person = words.person(PersonID(what.dropFirst(3)))
      guard let who else { return "It was given to \(person)." }
      return who == person ? "\(person) took it." : "\(who) gave it to \(person)."
    case .unassigned: return unassigned(who)
    case .team: return team(what, who)
    case .tagged: return who.map { "\($0) set the tag “\(what)”." } ?? "It was given the tag “\(what)”."
    case .untagged: return who.map { "\($0) took the tag “\(what)” away." }
    case .stage: return "\(who.map { "\($0) moved it" } ?? "It was moved") to the stage “\(what)”."
    case .queue: return "\(who.map { "\($0) moved it" } ?? "It was moved") to the queue “\(what)”."
    case .priority: return who.map { "\($0) set its priority to \(what)." } ?? "Its priority was set to \(what)."
    case .category: return who.map { "\($0) set its category to \(StoryWords.category(what))." }
    case .waiting:
      guard let who, let state = ConversationState(rawValue: what) else { return nil }
      return "\(who) set it to \(StoryWords.state(state))."
    case .resumed: return resumed(who)
    case .needsAnswer:
      return who.map { "\($0) decided that the customer's message asks for something: an answer is owed since then." }
    case .absorbed: return absorbed
    case .merged:
      return "It turned out to be the same customer's as \(entry.why.dropFirst(5)), which goes on in its place."
    case .dismissed: return who.map { "\($0) decided that what waited needs no answer." }
    case .resolved:
      return who.map { "\($0) resolved it." } ?? "It was resolved, because \(entry.why)."
    case .reopened: return reopened(who)
    case .closed: return "It was closed for good, because nobody had asked for anything since it was resolved."
    case _: return nil
    }
  }

  /// `#1043`, or `#1043, high` if that raised its priority.
  private var absorbed: String {
    let parts = entry.why.split(separator: ", ").map(String.init)
    let raised = parts.count > 1 ? " Its priority, \(parts[1]), is this one's now." : ""
    return "Another open conversation of the same customer, \(parts.first ?? ""), was merged into this one.\(raised)"
  }

  private func resumed(_ who: String?) -> String {
    if let who { return "\(who) ended the waiting." }
    return entry.why.hasPrefix("another")
      ? "The waiting ended, because another open conversation of the same customer was merged into it."
      : "The customer wrote again, which ended the waiting."
  }

  private func unassigned(_ who: String?) -> String? {
    if let who { return "\(who) took it from whoever had it; it is nobody's." }
    switch entry.why {
    case "nobody of the team is on shift and has capacity":
      return "It was given to nobody: nobody of the team was on shift with room for another case."
    case "nobody else has capacity": return "It stayed where it was: nobody else had room for another case."
    case _: return nil
    }
  }

  /// `ventas: pago`, or the team alone with an author.
  private func team(_ what: String, _ who: String?) -> String? {
    if let who { return "\(who) moved it to the team \(what)." }
    let parts = what.split(separator: ": ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    return "It was moved to the team \(parts[0]) by the rule “\(parts[1])”."
  }

  private func reopened(_ who: String?) -> String? {
    if let who { return "\(who) reopened it." }
    switch entry.why {
    case "the customer asked for something": return "It was reopened, because the customer asked for something."
    case "another open conversation of the same customer was merged into it":
      return "It was reopened, because another open conversation of the same customer was merged into it."
    case "Meta's agent handed the thread over": return "It was reopened, because Meta's own agent handed it over."
    case _: return nil
    }
  }
}
