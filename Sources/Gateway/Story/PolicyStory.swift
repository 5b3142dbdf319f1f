import Helpdesk

/// Which policy was chosen, and why those before it were not.
struct PolicyStory {
  private let name: String
  private let losers: [(name: String, miss: String)]
  private let words: StoryWords

  /// `policy general; not critica (category), not vip (segment)`; nil for a reason of another form.
  init?(_ why: String, _ words: StoryWords) {
    let head = "policy "
    guard why.hasPrefix(head) else { return nil }
    let parts = why.dropFirst(head.count).split(separator: "; not ", maxSplits: 1).map(String.init)
    guard let name = parts.first else { return nil }
    self.name = name
    self.words = words
    losers = (parts.dropFirst().first?.split(separator: ", not ") ?? []).compactMap { loser in
      guard loser.hasSuffix(")"), let place = loser.lastIndex(of: "(") else { return nil }
      let miss = loser[loser.index(after: place)...].dropLast()
      return (loser[..<place].trimmingSuffix(" "), String(miss))
    }
  }

  /// `The policy “general” applies` and, of each that stands before it, what it asks for.
  func text(_ verb: String) -> String {
    let chosen = "The policy “\(name)” \(verb)"
    if losers.isEmpty { return "\(chosen)." }
    let passed = losers.map { "“\($0.name)” is for \(reason($0.name, $0.miss))" }
    return "\(chosen): of those before it in the rules, \(StoryWords.list(passed, "and"))."
  }

  private func reason(_ name: String, _ miss: String) -> String {
    let when = words.file.book.policy(named: name)?.when ?? Condition()
    func either(_ one: String, _ values: [String]) -> String {
      values.isEmpty ? "another \(one)" : "the \(one) \(StoryWords.list(values.sorted(), "or"))"
    }
    switch miss {
    case "number": return either("number", when.numbers.map(words.number))
    case "category": return either("category", when.categories.map(StoryWords.category))
    case "priority": return either("priority", when.priorities.map(\.rawValue))
    case "tags": return either("tag", when.tags.map { "“\($0)”" })
    case "stage": return either("stage", when.stages.map { "“\($0)”" })
    case "queue": return either("queue", when.queues.map { "“\($0)”" })
    case "segment": return either("segment", when.segments.map { "“\($0)”" })
    case "source": return either("source", Array(when.sources))
    case "language": return either("language", when.languages.map(\.rawValue))
    case "new contact":
      return switch when.newContact {
      case true?: "customers who write for the first time"
      case false?: "customers who have written before"
      case nil: "other customers"
      }
    case _: return "something else (\(miss))"
    }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
  }
}
