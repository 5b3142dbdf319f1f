import BusinessTime
import Helpdesk

/// Who, where, and how it stands.
struct HeadingStory {
  private let words: StoryWords

  init(_ words: StoryWords) { self.words = words }

  var text: String { [who, state, place, waits, erased].compactMap(\.self).joined(separator: " ") }

  private var conversation: Conversation { words.file.conversation }
  private var time: StoryTime { words.time }

  private var who: String {
    let name = words.file.detail.summary.contact.name ?? "a customer whose name is not known"
    let opened = conversation.openedAt
    let source = conversation.source == "referral" ? ", through an advert" : ""
    return "Conversation #\(conversation.ref.number) with \(name) on the number \(words.number(conversation.number)), "
      + "opened on \(time.day(opened)) \(time.zone.local(opened).0.date.year) at \(time.clock(opened))\(source). "
      + "All times are those of \(time.zone.name)."
  }

  private var state: String {
    let assignee = conversation.assignee.map { "it is \(words.person($0))'s" } ?? "it is nobody's"
    var text = "It is \(StoryWords.state(conversation.state)), with priority \(conversation.priority.rawValue) and in "
    text += "the category \(StoryWords.category(conversation.category)); \(assignee), in the team "
    text += "\(conversation.team.rawValue), under the policy “\(conversation.policy)”."
    if conversation.state == .resolved, let closesAt = conversation.closesAt {
      text += " Whatever the customer asks until \(time.moment(closesAt, from: conversation.openedAt)) reopens it."
    }
    return text
  }

  private var place: String? {
    var parts: [String] = []
    if let stage = conversation.stage { parts.append("stands in the stage “\(stage)”") }
    if let queue = conversation.queue { parts.append("waits in the queue “\(queue)”") }
    if !conversation.tags.isEmpty {
      let tags = StoryWords.list(conversation.tags.map { "“\($0)”" }, "and")
      parts.append("carries the tag\(conversation.tags.count == 1 ? "" : "s") \(tags)")
    }
    return parts.isEmpty ? nil : "It \(StoryWords.list(parts, "and"))."
  }

  private var waits: String? {
    guard let due = conversation.nextDueAt else { return nil }
    let now = words.file.now
    let name = conversation.clocks.first { $0.isUnanswered && $0.dueAt == due }.map { StoryWords.clock($0.clock) }
    let what = (name ?? "what waits").asSentence
    if due <= now { return "\(what) is overdue by \(StoryTime.length(milliseconds: now - due))." }
    return "\(what) is due \(time.at(due, from: now)), in \(StoryTime.length(milliseconds: due - now))."
  }

  /// Retention takes the record of old conversations away, and so does the bound of what is read.
  private var erased: String? {
    if !words.file.detail.timeline.contains(where: { $0.what == RecordWord.opened.rawValue }) {
      return "The beginning of its record has been erased by age."
    }
    let isCut = max(words.file.detail.messages.count, words.file.alerts.count) >= CaseFile.most
    return isCut ? "Only its newest \(CaseFile.most) messages and notices are told of." : nil
  }
}
