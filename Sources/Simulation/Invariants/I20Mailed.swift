import BusinessTime
import Helpdesk
import WhatsApp

/// Mail tells what WhatsApp cannot. Whose notice will not arrive, and after whom nobody comes, has a letter about it in
/// the same transaction; so have those whose notice waits because nothing is sent, and management whenever a number
/// stops sending, and when it goes on. Nobody else is written to, and nobody twice of one thing.
enum I20Mailed: Invariant {
  static let name = "I20"

  private static let hour: Int64 = 3_600_000
  /// By hand from `Company`: who has a mailbox, and who answers for the account.
  private static let mailboxes: Set<PersonID> = ["lucia", "marta"]
  private static let management: PersonID = "marta"

  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    stops(commit) ?? unreached(commit) ?? reasons(commit) ?? ends(commit)
  }

  static func finally(_ end: Ending, _ ledger: Ledger) -> String? {
    let waiting = end.tables.letters.rows { $0.state == .waiting }
    return waiting.isEmpty ? nil : "\(waiting.count) letters are never sent"
  }

  /// Something is handed over: to a mailbox of ours, and nothing that is over, by the name that each mail carries.
  static func begins(_ call: PostOffice.Call, _ tables: MemoryTables) -> String? {
    if !mailboxes.contains(where: { call.recipient == "\($0.rawValue)@example.test" }) {
      return "a mail was sent to nobody of ours"
    }
    let over = tables.letters.rows { $0.state != .waiting }
    return over.contains { call.name == name(of: $0.id) } ? "a mail was sent that is over" : nil
  }

  private static func name(of id: LetterID) -> String {
    let digest = Digest.sha256(Array(id.rawValue.utf8)).prefix(16)
    let digits = digest.flatMap { [$0 >> 4, $0 & 15] }.map { String($0, radix: 16) }.joined()
    return "Message-ID: <\(digits)@example.test>"
  }

  private static func stops(_ commit: Evidence) -> String? {
    let stopped = commit.changes.lines.sorted().compactMap { number -> Line? in
      guard let line = commit.after.lines[number], line.stateName == "open",
        commit.before.lines[number]?.stateName != "open"
      else { return nil }
      return line
    }
    for line in stopped {
      guard case .open(let since, _, _, _) = line.breaker else { continue }
      let isTold = stopped.contains { other in
        commit.after.letters[LetterID("stopped/\(other.number.rawValue)/\(since.milliseconds)/\(management.rawValue)")]
          != nil
      }
      if !isTold { return "\(line.number.rawValue) stopped sending, and management has no letter about it" }
    }
    for number in commit.changes.lines.sorted() {
      guard case .open(let since, _, _, _) = commit.before.lines[number]?.breaker,
        commit.after.lines[number]?.stateName == "closed"
      else { continue }
      let place = "\(number.rawValue)/\(since.milliseconds)/\(management.rawValue)"
      let told = commit.before.letters[LetterID("stopped/\(place)")]
      if told?.state == .taken, commit.after.letters[LetterID("goes_on/\(place)")] == nil {
        return "\(number.rawValue) sends again, and management does not hear of it"
      }
    }
    return nil
  }

  /// Alerts that came to their end, or wait for a number that sends nothing, in this transaction.
  private static func unreached(_ commit: Evidence) -> String? {
    for id in commit.changes.entries.sorted() {
      guard let entry = commit.after.outbox[id], entry.kind == .alert, case .person(let person) = entry.recipient,
        let old = commit.before.outbox[id] ?? (entry.state == .queued ? nil : entry), old != entry || isNew(id, commit)
      else { continue }
      let isLost =
        entry.failure != "hourly_cap" && followers(of: entry, commit.after).isEmpty && !hasNext(entry)
        && (entry.state == .failed || entry.state == .unconfirmed && entry.repeatOf != nil)
      guard isLost, old.state != entry.state || isNew(id, commit) else { continue }
      let meant = mailboxes.contains(person) ? person : management
      guard commit.after.letters[LetterID("notice/\(id.rawValue)/\(meant.rawValue)")] == nil else { continue }
      let recent = commit.after.letters.rows { letter in
        guard case .notice = letter.matter else { return false }
        return letter.person == meant && commit.now - letter.createdAt < hour
      }
      let cap = Company.people.first { $0.id == meant }?.alertsPerHour ?? 0
      if entry.isUrgent || recent.count < cap {
        return
          "an alert to \(person.rawValue) does not arrive (\(entry.failure ?? "")), and \(meant.rawValue) has no mail"
      }
    }
    return nil
  }

  private static func isNew(_ id: OutboxID, _ commit: Evidence) -> Bool { commit.before.outbox[id] == nil }

  /// Only the lead's notice at the due time has somebody after it.
  private static func hasNext(_ entry: OutboxEntry) -> Bool {
    entry.notice?.step.hasSuffix("due") == true && entry.notice?.hop == 0
  }

  /// It was written anew.
  private static func followers(of entry: OutboxEntry, _ tables: MemoryTables) -> [OutboxEntry] {
    tables.outbox.rows { $0.repeatOf == entry.id }
  }

  /// What the server took or refused for good is over.
  private static func ends(_ commit: Evidence) -> String? {
    for entry in commit.changes.journal {
      guard case .mailed(let id, let outcome) = entry.body, let letter = commit.after.letters[id] else { continue }
      let expected: Letter.State? =
        switch outcome {
        case .taken: .taken
        case .refused: .failed
        case .void: .void
        case .putOff: nil
        }
      if let expected, letter.state != expected { return "a letter is \(letter.state.rawValue) after \(outcome)" }
    }
    return nil
  }

  /// Each new letter is about something that is so.
  private static func reasons(_ commit: Evidence) -> String? {
    for id in commit.changes.letters.sorted() where commit.before.letters[id] == nil {
      guard let letter = commit.after.letters[id] else { continue }
      switch letter.matter {
      case .notice(let id):
        guard let entry = commit.after.outbox[id], entry.kind == .alert else { return "a letter is about no alert" }
        if commit.before.outbox[id]?.deliveredAt != nil { return "a letter is about what a phone has" }
        if entry.recipient != .person(letter.person), letter.person != management {
          return "a letter is for somebody else"
        }
      case .stopped(let number, _):
        let isStopped =
          commit.after.lines[number]?.stateName == "open" || commit.before.lines[number]?.stateName == "open"
        if letter.person != management || !isStopped { return "a letter tells of a stop that is none" }
      case .news:
        if letter.person != management { return "news of the account are for somebody else" }
      case .goesOn(let number, _):
        if letter.person != management || commit.before.lines[number]?.stateName != "open" {
          return "a letter tells of the end of a stop that was none"
        }
      }
    }
    return nil
  }
}
