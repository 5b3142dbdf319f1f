import BusinessTime
import Helpdesk
import Testing

/// A story as text: what happens, and after arrows everything that is decided.
///
///     mon 10:00     the customer writes m1
///     mon 10:00:02  → acknowledges with ack, promising mon 10:15
///     mon 10:10     → -5m tells assignee
///
/// A line without a time has that of the line before. Alarms ring by themselves until the last line's time. Whatever
/// is decided and not written, or written and not decided, is a disagreement.
struct Scenario {
  var story: Story
  /// Notices find nobody.
  var isNobodyReachable = false
  /// The gateway is down: no alarm rings.
  var isStopped = false
  private(set) var happened: [String] = []
  private let lines: [Line]

  private struct Line {
    var time: String
    var text: String
    /// What happens, as against what is decided.
    var isEvent: Bool { !text.hasPrefix(Scenario.arrow) }
    var written: String { "\(time) \(text)" }
  }

  static let arrow = "→ "

  init(_ text: String, story: Story) {
    self.story = story
    var time = ""
    lines = text.split(separator: "\n").map { line in
      var words = line.split(separator: " ").map(String.init)
      if words.count > 2, Story.days.contains(words[0]) {
        time = "\(words[0]) \(words[1])"
        words.removeFirst(2)
      }
      return Line(time: time, text: words.joined(separator: " "))
    }
  }

  /// Nil if the story went as it is written; else both, line by line: `-` was written, `+` happened.
  mutating func disagreement() -> String? {
    for line in lines {
      ring(before: Story.time(line.time))
      guard line.isEvent else { continue }
      happened.append(line.written)
      guard let event = event(in: line.text, at: Story.time(line.time)) else {
        happened.append("\(line.time) ? nobody understands this line")
        continue
      }
      apply(event, at: Story.time(line.time))
    }
    if let end = lines.last.map({ Story.time($0.time) }) { ring(before: end.adding(milliseconds: 1)) }
    let written = lines.map(\.written)
    return written == happened ? nil : Self.sideBySide(written, happened)
  }

  /// Every alarm before that time, each at its own, as the alarm service would.
  private mutating func ring(before time: Timestamp) {
    while !isStopped, let next = story.conversation.wakeAt, next < time { apply(.woke, at: next) }
  }

  private mutating func apply(_ event: ConversationEvent, at now: Timestamp) {
    var events = [event]
    while !events.isEmpty {
      let made = story.event(events.removeFirst(), at: now)
      happened += Self.words(for: made, at: now).map { "\(Story.words(for: now)) \(Self.arrow)\($0)" }
      for decision in made { follow(decision, &events) }
    }
  }

  /// What the desk does with a decision.
  private mutating func follow(_ decision: Decision, _ events: inout [ConversationEvent]) {
    switch decision {
    case .say(let reply) where reply.kind == .update:
      story.conversation.acknowledgement.isUpdated(by: OutboxID(reply.template))
    case .say:
      story.conversation.acknowledgement.isCarried(by: "ack")
    case .alert(let notice, let audiences):
      let people = isNobodyReachable ? [] : Set(audiences.map(Self.person))
      events.append(.told(notice.key, waitingFor: people))
    case .assign, .record, .decided, .askForRating:
      break
    }
  }

  /// Each audience is one person in these stories.
  private static func person(_ audience: Audience) -> PersonID {
    switch audience {
    case .assignee: "ana"
    case .lead: "lucia"
    case .team, .role, .rota: "marta"
    case .person(let id): id
    }
  }

  private static func sideBySide(_ written: [String], _ happened: [String]) -> String {
    let difference = written.difference(from: happened)
    let added = Dictionary(uniqueKeysWithValues: difference.insertions.map { ($0.offset, $0.element) })
    let removed = Set(difference.removals.map(\.offset))
    var lines: [String] = []
    var place = 0
    for (offset, line) in happened.enumerated() {
      while let text = added[place] {
        lines.append("- \(text)")
        place += 1
      }
      lines.append(removed.contains(offset) ? "+ \(line)" : "  \(line)")
      if !removed.contains(offset) { place += 1 }
    }
    lines += added.filter { $0.key >= place }.sorted { $0.key < $1.key }.map { "- \($0.value)" }
    return lines.joined(separator: "\n")
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }

  fileprivate var element: ChangeElement {
    switch self {
    case .insert(_, let element, _), .remove(_, let element, _): element
    }
  }
}

/// Plays a scenario with the ordinary texts and ladder; a disagreement is shown line by line.
func play(_ text: String, in story: Story? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
  let texts = AcknowledgementTexts(open: "ack", closed: "ack_closed", late: "ack_late", delay: "delay", news: "news")
  var scenario = Scenario(text, story: story ?? Story.standard(acknowledge: texts))
  if let disagreement = scenario.disagreement() {
    Issue.record("written (-) and happened (+):\n\(disagreement)", sourceLocation: sourceLocation)
  }
}
