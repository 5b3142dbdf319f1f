import BusinessTime

@testable import Helpdesk

/// A mail to one of our people, with the time and how often a server was asked.
struct Mailing: Hashable {
  var letter: Letter
  var now: Timestamp
  var asked = 0

  init(writtenAt: Timestamp, at now: Timestamp) {
    letter = Letter(.notice("o1"), to: "ana", createdAt: writtenAt)
    self.now = now
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(now)
    hasher.combine(letter.state)
    hasher.combine(letter.dueAt)
    hasher.combine(letter.attempt)
  }
}

/// Everything that can happen to a letter.
enum MailingLetter: Sendable, CustomStringConvertible {
  case outcome(Letter.Outcome)
  case dueTime, minute

  static let all: [MailingLetter] =
    [.dueTime, .minute]
    + [.taken, .putOff(code: "smtp_451"), .refused(code: "smtp_550"), .void].map(MailingLetter.outcome)

  var description: String {
    switch self {
    case .outcome(let outcome): "\(outcome)"
    case .dueTime: "its time comes"
    case .minute: "a minute"
    }
  }

  func edge(from mailing: Mailing) -> Explorer<Mailing, MailingLetter>.Edge? {
    var after = mailing
    switch self {
    case .outcome(let outcome):
      after.letter.settle(outcome, at: mailing.now, jitter: 0.5)
      if mailing.letter.state == .waiting, outcome != .void { after.asked += 1 }
    case .dueTime:
      guard let due = mailing.letter.dueAt else { return nil }
      after.now = max(mailing.now, due)
    case .minute:
      after.now = mailing.now.adding(seconds: 60)
    }
    return .init(state: after, faults: faults(mailing, after))
  }

  private func faults(_ before: Mailing, _ after: Mailing) -> [String] {
    var faults: [String] = []
    func law(_ holds: Bool, _ otherwise: String) {
      if !holds { faults.append(otherwise) }
    }
    let (was, is_) = (before.letter, after.letter)
    law((is_.state == .waiting) == (is_.dueAt != nil), "\(is_.state.rawValue) with the wrong time to wait for")
    law(was.state == .waiting || was == is_, "what was over has changed")
    law(is_.attempt == after.asked, "\(after.asked) attempts are counted as \(is_.attempt)")
    guard case .outcome(let outcome) = self, was.state == .waiting else { return faults }
    switch outcome {
    case .taken: law(is_.state == .taken, "taken, and \(is_.state.rawValue)")
    case .refused: law(is_.state == .failed && is_.failure == "smtp_550", "refused, and \(is_.state.rawValue)")
    case .void: law(is_.state == .void, "void, and \(is_.state.rawValue)")
    case .putOff:
      // 30 s, 1, 2, 4, 8 and then 15 minutes, a quarter as long again by the jitter of this walk.
      let waits: [Int64] = [37_500, 75_000, 150_000, 300_000, 600_000, 1_125_000]
      let next = before.now.adding(milliseconds: waits[was.attempt])
      let isWithinDay = next < was.createdAt.adding(seconds: 86_400)
      law(is_.dueAt == (isWithinDay ? next : nil), "put off to another time than \(next.milliseconds)")
      law(is_.state == (isWithinDay ? .waiting : .failed), "put off, and \(is_.state.rawValue)")
    }
    return faults
  }
}
