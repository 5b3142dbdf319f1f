import BusinessTime

/// The second way to our people: mail, for when WhatsApp is what fails (semantics §7, §11).
extension Desk {
  /// A letter that goes out now, in words; nil if it is not due, or says nothing any more, which is noted then.
  /// Nothing is held by it: only what becomes of the attempt changes the letter.
  package mutating func claim(_ id: LetterID) throws -> LetterClaim? {
    guard let letter = try tables.letter(id), letter.state == .waiting, let dueAt = letter.dueAt, dueAt <= now else {
      return nil
    }
    guard let person = context.rules.people[letter.person], let address = person.email, context.rules.sendsMail,
      let words = try words(of: letter, for: person)
    else {
      _ = try handle(.mailed(id, .void))
      return nil
    }
    return LetterClaim(id: id, address: address, words: words, writtenAt: now)
  }

  /// What became of an attempt. False when nothing changed.
  mutating func settle(_ id: LetterID, _ outcome: Letter.Outcome) throws -> Bool {
    guard var letter = try tables.letter(id) else { return false }
    let before = letter
    letter.settle(outcome, at: now, jitter: ids.fraction())
    guard letter != before else { return false }
    try tables.save(letter)
    return true
  }

  /// A notice goes to its person's mailbox too: nobody is left whom WhatsApp reaches, or WhatsApp itself fails. Who has
  /// no mailbox is stood in for by those who have one. The hourly cap of alerts holds for letters by themselves. Returns
  /// what the record says of it.
  mutating func mail(_ entry: OutboxEntry) throws -> [TimelineEntry] {
    guard context.rules.sendsMail, case .person(let id) = entry.recipient else { return [] }
    let people = context.rules.mailboxes(for: id)
    var record: [TimelineEntry] = []
    for person in people {
      let letter = Letter(.notice(entry.id), to: person.id, createdAt: now)
      guard try tables.letter(letter.id) == nil else { continue }
      var pager = try tables.pager(person.id) ?? Pager(person: person.id)
      guard pager.write(at: now, cap: entry.isUrgent ? nil : person.alertsPerHour) else { continue }
      try tables.save(pager)
      try tables.save(letter)
      record.append(TimelineEntry(at: now, what: "mailed", why: "to \(person.id.rawValue)"))
    }
    return record
  }

  /// Numbers that have just stopped sending: whoever answers for the account is told once. If they were told within the
  /// hour, they are told at its end, if it still stands then: a number that comes and goes does not fill a mailbox.
  mutating func mailStop(of stopped: [Line]) throws {
    guard context.rules.sendsMail, let line = stopped.first, case .open(let since, _, _, _) = line.breaker else {
      return
    }
    let earliest = stopped.compactMap(\.stopToldAt).max()?.adding(seconds: Self.stopSeconds) ?? now
    let tellAt = max(now, earliest)
    for person in context.rules.mailboxes() {
      let letter = Letter(.stopped(line.number, since: since), to: person.id, createdAt: now, dueAt: tellAt)
      if try tables.letter(letter.id) == nil { try tables.save(letter) }
    }
    for var line in stopped {
      line.stopToldAt = tellAt
      try tables.save(line)
    }
  }

  /// Who was told that a number had stopped is told that it goes on; what nobody has been told yet says nothing more.
  mutating func mailGoesOn(_ lines: [Line]) throws {
    guard context.rules.sendsMail else { return }
    for line in lines {
      guard case .open(let since, _, _, _) = line.breaker else { continue }
      for person in context.rules.mailboxes() {
        let told = try tables.letter(Letter(.stopped(line.number, since: since), to: person.id, createdAt: now).id)
        guard told?.state == .taken else { continue }
        let letter = Letter(.goesOn(line.number, since: since), to: person.id, createdAt: now)
        if try tables.letter(letter.id) == nil { try tables.save(letter) }
      }
    }
  }

  /// What Meta tells of an account goes to whoever answers for it, under the hourly cap of their letters.
  mutating func mail(_ alarm: AccountAlarm, of account: AccountID, at time: Timestamp) throws {
    guard context.rules.sendsMail else { return }
    for person in context.rules.mailboxes() {
      let letter = Letter(.news(account, alarm, at: time), to: person.id, createdAt: now)
      var pager = try tables.pager(person.id) ?? Pager(person: person.id)
      guard try tables.letter(letter.id) == nil, pager.write(at: now, cap: person.alertsPerHour) else { continue }
      try tables.save(pager)
      try tables.save(letter)
    }
  }

  /// No stop is told of within this time after another of the same number.
  static var stopSeconds: Int64 { 3600 }

  /// Nil: it says nothing any more, or there is no text for it.
  private func words(of letter: Letter, for person: Person) throws -> MailWords? {
    switch letter.matter {
    case .notice(let id): try notice(id, for: person)
    case .stopped(let number, let since): try stop(of: number, since: since, for: person)
    case .goesOn(let number, _): try goesOn(number, for: person)
    case .news(let account, let alarm, _): news(alarm, of: account, for: person)
    }
  }

  private func notice(_ id: OutboxID, for person: Person) throws -> MailWords? {
    guard let entry = try tables.outboxEntry(id), let ref = entry.conversation, entry.deliveredAt == nil else {
      return nil
    }
    if case .irrelevant = try relevance(of: entry) { return nil }
    return context.texts.mail("notice", in: languages(of: person)) { _ in
      var values = ["name": person.name, "ref": String(ref.number)]
      values["text"] = entry.rendering.freeForm?.text
      return values
    }
  }

  private func stop(of number: NumberID, since: Timestamp, for person: Person) throws -> MailWords? {
    guard case .open(since, let code, _, _) = try tables.line(number)?.breaker else { return nil }
    let held = try heldTogether(with: number).map(\.number)
    return context.texts.mail("stopped", in: languages(of: person)) { language in
      [
        "name": person.name, "business": businesses(held), "code": code,
        "advice": Phrases.stop(StopReason(code: code), in: language),
        "time": Phrases.time(since, zone: person.zone, in: language),
      ]
    }
  }

  private func goesOn(_ number: NumberID, for person: Person) throws -> MailWords? {
    // It has stopped anew: that is told by itself.
    guard case .closed = try tables.line(number)?.breaker ?? .closed else { return nil }
    return context.texts.mail("goes_on", in: languages(of: person)) { _ in
      ["name": person.name, "business": businesses([number])]
    }
  }

  private func news(_ alarm: AccountAlarm, of account: AccountID, for person: Person) -> MailWords? {
    let ours = context.rules.numbers.values.filter { $0.account == account }.map(\.id).sorted()
    return context.texts.mail("news", in: languages(of: person)) { language in
      var values = ["name": person.name, "event": Phrases.alarm(alarm.kind, in: language)]
      values["detail"] = alarm.words.map { words in alarm.detail.map { "\($0): \(words)" } ?? words } ?? alarm.detail
      // Some news name the whole business in the account's place.
      values["business"] = businesses(ours.isEmpty ? context.rules.numbers.keys.sorted() : ours)
      return values
    }
  }

  private func businesses(_ numbers: [NumberID]) -> String {
    numbers.map { context.rules.numbers[$0]?.name ?? $0.rawValue }.joined(separator: ", ")
  }

  private func languages(of person: Person) -> [Language] { [person.language] + Language.shipped }
}
