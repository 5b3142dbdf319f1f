import BusinessTime
import Helpdesk

/// The second half of I05: whoever is not acknowledged has been told why in the record, and the reason holds by what
/// the world knows by itself.
enum Refusals {
  static func check(_ commit: Evidence, _ ledger: inout Ledger) -> String? {
    let record = Dictionary(grouping: commit.changes.record, by: \.ref).mapValues { $0.flatMap(\.entries) }
    for (ref, entries) in record.sorted(by: { $0.key < $1.key }) {
      guard let conversation = commit.after.conversations[ref] else { continue }
      for entry in entries where I05Acknowledgement.isRefusal(entry) {
        let why = entry.why.hasPrefix(prefix) ? String(entry.why.dropFirst(prefix.count)) : entry.why
        if !holds(why, of: conversation, entries, commit, ledger) {
          return "\(ref.number) was not acknowledged for a reason that does not hold: \(entry.why)"
        }
      }
    }
    return nil
  }

  private static let prefix = "acknowledgement: "

  private static func holds(
    _ why: String, of conversation: Conversation, _ record: [TimelineEntry], _ commit: Evidence, _ ledger: Ledger
  ) -> Bool {
    let speaker = ledger.speakers[conversation.ref]
    let ours = (ledger.acknowledgements[conversation.ref] ?? []).compactMap { id in
      commit.after.outbox[id].map { (before: commit.before.outbox[id], after: $0) }
    }
    switch why {
    case "opted_out": return speaker.map { ledger.silenced.contains($0) } ?? false
    case "not_configured": return conversation.number == Company.plain
    case "nothing_to_promise":
      // Or the waiting began, or began again, right after it in the same transaction.
      let old = commit.before.conversations[conversation.ref]?.clocks ?? []
      return !conversation.clocks.contains { clock in
        Derivation.isHuman(clock.clock) && clock.isUnanswered
          && old.contains { $0.isSame(as: clock) && $0.isUnanswered }
      }
    case "over_budget":
      let priorities = [commit.before.conversations[conversation.ref], conversation].compactMap { $0?.priority }
      guard let most = Company.monthlyBudget(ledger.version(of: commit)) else { return false }
      return priorities.contains { $0 < .high }
        && services(on: conversation.number, at: commit.now, in: commit.after).most >= most
    case "human_active":
      guard let speaker else { return false }
      let wrote = ledger.voices[Voice(of: speaker, on: conversation.number)] ?? []
      return wrote.contains { commit.now < $0.adding(seconds: 300) }
    case "muted":
      // One of our own numbers, or five messages: the same text or answers as quick as a machine's.
      return speaker == Company.ownPhone || (ledger.arrivals[conversation.ref] ?? 0) >= 5
    case "one was decided within the interval", "within_interval":
      // One that has not failed, or of which it is only known now that it has or has not.
      return ours.contains { before, after in
        let counts = !I05Acknowledgement.hasFailed(after) || before.map { !I05Acknowledgement.hasFailed($0) } ?? true
        return counts && commit.now < after.createdAt.adding(seconds: Company.interval)
      }
    // Another one took the place of one that had waited for an interval.
    case "superseded": return record.contains { $0.what == "acknowledged" }
    case "expired": return ours.contains { $0.after.state == .expired }
    case "unconfirmed": return ours.contains { $0.after.state == .unconfirmed }
    case _ where why.hasPrefix("failed: "):
      // Or it turned out within the same transaction to be none.
      return ours.contains { ($0.after.failure ?? "") == why.dropFirst("failed: ".count) }
        || record.contains { $0.what == "met_corrected" }
    // There always is a late text and a calendar that opens: no other reason is possible here.
    case _: return false
    }
  }

  /// The messages of this month of which Meta has told that they count as service, by their statuses: those that are
  /// surely the number's, and with them those that nobody can tell of yet.
  static func services(on number: NumberID, at now: Timestamp, in tables: MemoryTables) -> (sure: Int, most: Int) {
    let numbers = Dictionary(
      tables.outbox.rows().flatMap { entry in
        [entry.wamid, entry.replacedWamid].compactMap { $0 }.map { ($0, entry.number) }
      }, uniquingKeysWith: { first, _ in first })
    let month = CivilDateTime(localSecond: now.seconds).date
    let priced = tables.statuses.rows { statuses in
      statuses.contains { status in
        let date = CivilDateTime(localSecond: (status.timestamp ?? now).seconds).date
        return status.pricing?.category == "service" && (date.year, date.month) == (month.year, month.month)
      }
    }.map { $0.first.flatMap { numbers[$0.wamid] } }
    return (priced.filter { $0 == number }.count, priced.filter { $0 ?? number == number }.count)
  }

  /// When a person of ours last wrote to whom on which number, and how many messages each conversation took in.
  static func listen(_ commit: Evidence, _ ledger: inout Ledger) {
    for wamid in commit.changes.messages {
      guard let message = commit.after.messages[wamid] else { continue }
      if message.direction == .inbound, let ref = message.conversation { ledger.arrivals[ref, default: 0] += 1 }
      guard message.direction == .echo, let person = ledger.signed[wamid.rawValue]?.person,
        isPersons(message, ledger)
      else { continue }
      hear(person, on: message.number, at: message.occurredAt, &ledger)
    }
    for id in commit.changes.entries.sorted() where commit.before.outbox[id] == nil {
      guard let reply = commit.after.outbox[id], reply.author != nil,
        let speaker = reply.conversation.flatMap({ ledger.speakers[$0] })
      else { continue }
      hear(speaker, on: reply.number, at: reply.createdAt, &ledger)
    }
  }

  private static func hear(_ person: String, on number: NumberID, at time: Timestamp, _ ledger: inout Ledger) {
    ledger.voices[Voice(of: person, on: number), default: []].insert(time)
  }

  /// A person's, or so much like one that nobody could tell: Meta's agent never, and the app's greeting only when what
  /// it greets is not known yet.
  private static func isPersons(_ echo: StoredMessage, _ ledger: Ledger) -> Bool {
    switch ledger.truths[echo.wamid.rawValue] {
    case .person?: true
    case .automatic(let after)?:
      echo.counts && after.map { echo.isTimeReplaced || ledger.stored[$0] == nil || ledger.clockJumps } ?? false
    case .either?, .request?: echo.counts
    case .note?, nil: false
    }
  }

  /// A person of ours who writes to this customer on this number.
  struct Voice: Hashable {
    var customer: String
    var number: NumberID

    init(of customer: String, on number: NumberID) {
      self.customer = customer
      self.number = number
    }
  }
}
