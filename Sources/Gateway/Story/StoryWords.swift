import BusinessTime
import Helpdesk

/// What every part of a story is told with: the case, names in place of keys, and the times of its zone.
struct StoryWords {
  let file: CaseFile
  let time: StoryTime

  init(_ file: CaseFile) {
    self.file = file
    time = StoryTime(zone: file.zone)
  }

  /// By name; whom the rules do not list any more, by key.
  func person(_ id: PersonID) -> String { file.rules.people[id]?.name ?? id.rawValue }

  /// `ana`, or `automation:crm`, as the record names authors.
  func author(_ key: String) -> String {
    key.hasPrefix(Self.automation) ? "the program \(key.dropFirst(Self.automation.count))" : person(PersonID(key))
  }

  private static let automation = "automation:"

  /// `billing, by ana` taken apart; no author if what stands behind is nobody we know.
  func authored(_ why: String) -> (what: String, author: String?) {
    if let key = why.split(separator: "by ", maxSplits: 1, omittingEmptySubsequences: false).last, why == "by \(key)" {
      return ("", author(String(key)))
    }
    let parts = why.split(separator: ", by ", omittingEmptySubsequences: false)
    guard parts.count > 1, let key = parts.last.map(String.init), isAuthor(key) else { return (why, nil) }
    return (parts.dropLast().joined(separator: ", by "), author(key))
  }

  private func isAuthor(_ key: String) -> Bool {
    key.hasPrefix(Self.automation) || file.rules.people[PersonID(key)] != nil || !key.contains(" ")
  }

  func number(_ id: NumberID) -> String { file.rules.numbers[id]?.name ?? id.rawValue }

  /// As a rule of the file spells an audience.
  func audience(_ name: String) -> String {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    return switch (parts.first, parts.dropFirst().first) {
    case ("assignee", nil): "whoever has the case"
    case ("lead", nil): "the lead of the team"
    case ("team", let team?): "everybody of the team \(team)"
    case ("role", let role?): "everybody with the role \(role)"
    case ("rota", let rota?): "whoever is on duty in the rota \(rota)"
    case ("person", let key?): person(PersonID(key))
    case _: name
    }
  }

  func audiences(_ names: String) -> String {
    Self.list(names.split(separator: ", ").map { audience(String($0)) }, "and")
  }

  /// `critical failure`.
  static func category(_ name: String) -> String { name.replacing("_", with: " ") }

  static func clock(_ kind: ClockKind) -> String {
    switch kind {
    case .acknowledgement: "the acknowledgement"
    case .firstResponse: "the first answer"
    case .nextResponse: "the next answer"
    case .resolution: "the solution"
    case .promise: "the promise"
    case .assignment: "the assignment"
    }
  }

  static func state(_ state: ConversationState) -> String {
    switch state {
    case .open: "open"
    case .waitingCustomer: "waiting for the customer"
    case .waitingThirdParty: "waiting for others"
    case .resolved: "resolved"
    case .closed: "closed"
    }
  }

  /// What an entry of the outbox is to whoever reads of it.
  static func send(_ kind: OutboxEntry.Kind) -> String {
    switch kind {
    case .alert: "the notice"
    case .reply: "the answer"
    case .acknowledgement: "the acknowledgement"
    case .update: "the word on how the matter stands"
    case .survey: "the question how it was"
    case .reminder: "the reminder"
    case .optOutConfirmation: "the confirmation that automatic messages stop"
    }
  }

  /// `a, b and c`.
  static func list(_ words: [String], _ last: String) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " \(last) \(words[words.count - 1])"
  }
}

extension String {
  /// With a capital letter at its head, the rest as it is.
  var asSentence: String { prefix(1).uppercased() + dropFirst() }
}
