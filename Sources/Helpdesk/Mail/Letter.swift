package import BusinessTime

/// A mail that we owe one of our people, for when WhatsApp is what fails (semantics §7, §11).
///
/// It holds no words, only what it is about: they are written from the rules and the outbox as they are when it goes
/// out. Mail is sent at least once: a repeat of an alarm harms less than its loss.
package struct Letter: Sendable, Equatable, Codable {
  /// The first repeat waits so long, each later one twice as long, none longer than `mostBackOffSeconds`.
  static let backOffSeconds: Int64 = 30
  static let mostBackOffSeconds: Int64 = 900
  /// A server that takes nothing for a day will not be helped by another day, and the alarm is old news.
  static let giveUpSeconds: Int64 = 24 * 3600

  package var id: LetterID
  package var person: PersonID
  package var matter: Matter
  package var createdAt: Timestamp
  package var state: State = .waiting
  /// The next attempt; nil once it is over.
  package var dueAt: Timestamp?
  package var attempt: Int = 0
  /// The server's code, or the connection's, of the last attempt that failed.
  package var failure: String?

  package init(_ matter: Matter, to person: PersonID, createdAt: Timestamp, dueAt: Timestamp? = nil) {
    id = LetterID("\(matter.key)/\(person.rawValue)")
    self.person = person
    self.matter = matter
    self.createdAt = createdAt
    self.dueAt = dueAt ?? createdAt
  }

  package enum Matter: Sendable, Equatable, Codable {
    /// A notice that will not reach a phone, or not soon.
    case notice(OutboxID)
    /// Nothing is sent from this number, and others that are held for the same reason, since then.
    case stopped(NumberID, since: Timestamp)
    /// What a `stopped` told of is over.
    case goesOn(NumberID, since: Timestamp)
    /// What Meta told of an account; `at` as Meta says.
    case news(AccountID, AccountAlarm, at: Timestamp)

    /// Unique with the person: nobody is told twice of one thing.
    fileprivate var key: String {
      switch self {
      case .notice(let entry): "notice/\(entry.rawValue)"
      case .stopped(let number, let since): "stopped/\(number.rawValue)/\(since.milliseconds)"
      case .goesOn(let number, let since): "goes_on/\(number.rawValue)/\(since.milliseconds)"
      case .news(let account, let alarm, let at):
        "news/\(account.rawValue)/\(alarm.kind.rawValue)/\(alarm.detail ?? "")/\(at.milliseconds)"
      }
    }
  }

  package enum State: String, Sendable, Codable, CaseIterable {
    case waiting
    /// A mail server has it.
    case taken
    /// It cannot be delivered, or not within a day.
    case failed
    /// It says nothing any more: the phone has it, somebody has answered, the trouble is over.
    case void
  }

  /// What became of one attempt.
  package enum Outcome: Sendable, Equatable, Codable {
    case taken
    /// Not now: the server says so (4xx), or cannot be reached.
    case putOff(code: String)
    /// Never (5xx).
    case refused(code: String)
    /// It was not tried: it says nothing any more.
    case void
  }

  /// Total: what comes for a letter that is over changes nothing. `jitter` is 0 to 1: what failed together does not
  /// come back together.
  mutating func settle(_ outcome: Outcome, at now: Timestamp, jitter: Double) {
    guard state == .waiting else { return }
    if outcome != .void { attempt += 1 }
    switch outcome {
    case .void:
      close(.void)
    case .taken:
      close(.taken)
    case .refused(let code):
      failure = code
      close(.failed)
    case .putOff(let code):
      failure = code
      let seconds = min(Self.mostBackOffSeconds, Self.backOffSeconds << min(attempt - 1, 8))
      let next = now.adding(milliseconds: seconds * 1000 + Int64(Double(seconds) * 500 * jitter))
      if next < createdAt.adding(seconds: Self.giveUpSeconds) { dueAt = next } else { close(.failed) }
    }
  }

  mutating func close(_ state: State) {
    self.state = state
    dueAt = nil
  }
}

/// A letter in words, ready for a mail server.
package struct LetterClaim: Sendable, Equatable {
  package var id: LetterID
  /// A mail address that the rules file gave and checked.
  package var address: String
  package var words: MailWords
  package var writtenAt: Timestamp

  package init(id: LetterID, address: String, words: MailWords, writtenAt: Timestamp) {
    self.id = id
    self.address = address
    self.words = words
    self.writtenAt = writtenAt
  }
}

package struct MailWords: Sendable, Equatable {
  /// One line.
  package var subject: String
  package var text: String

  package init(subject: String, text: String) {
    self.subject = subject
    self.text = text
  }
}
