import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What our people are told by mail, because WhatsApp cannot tell it (semantics §7, §11).
@Suite("letters") struct LetterTests {
  private let ten = Office.ten

  /// Lucía and Marta have a mailbox; Ana and Beto have none.
  private static func office(capsLuciaAt cap: Int? = nil) -> Office {
    var people = Office.people
    for index in people.indices where ["lucia", "marta"].contains(people[index].id) {
      people[index].email = "\(people[index].id.rawValue)@example.mx"
      if let cap { people[index].alertsPerHour = cap }
    }
    let office = Office(people: people)
    office.useMail()
    return office
  }

  private static let refused = Outcome.refused(code: "190", remedy: .openBreaker(.account))
  private static let unreachable = Outcome.refused(code: "131026", remedy: .giveUp)

  /// A customer writes at ten, and Meta refuses the acknowledgement for the sake of the token.
  private func stopped(_ office: Office) throws -> Timestamp {
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(seconds: 2))
    let at = ten.plus(seconds: 3)
    try office.send(at: at, Self.refused)
    return at
  }

  @Test("a number that stops sending is told to management, in the words of the code, and nobody else")
  func stop() throws {
    let office = Self.office()
    let at = try stopped(office)
    let letters = office.tables.letters.rows()
    #expect(letters.map(\.person) == ["marta"])
    #expect(letters.map(\.matter) == [.stopped(Office.number, since: at)])
    let claim = try #require(try office.claim(letters[0].id, at: at))
    #expect(claim.address == "marta@example.mx")
    #expect(claim.words.subject == "stopped")
    #expect(
      claim.words.text == "advice=Meta no acepta el token de acceso. Genere uno nuevo y póngalo en lugar del anterior.;"
        + "business=Soporte;code=190;name=Marta;time=10:00")
    try office.handle(.mailed(letters[0].id, .taken), at: at)
    // The probes that fail are the same trouble.
    try office.send(at: at.plus(minutes: 1), Self.refused)
    #expect(office.tables.letters.rows().map(\.state) == [.taken])
    #expect(try office.claim(letters[0].id, at: at.plus(minutes: 2)) == nil)
  }

  @Test("without a mail server in the rules nothing is written")
  func noMail() throws {
    let office = Office(people: Self.office().context.rules.people.values.sorted { $0.id < $1.id })
    _ = try stopped(office)
    #expect(office.tables.letters.rows().isEmpty)
  }

  @Test("who was told of a stop is told of its end; who was not yet, of neither")
  func end() throws {
    for wasTold in [true, false] {
      let office = Self.office()
      let at = try stopped(office)
      let first = try #require(office.tables.letters.rows().first)
      if wasTold { try office.handle(.mailed(first.id, .taken), at: at) }
      try office.send(at: at.plus(minutes: 1), .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
      let matters = office.tables.letters.rows().map(\.matter)
      let goesOn = Letter.Matter.goesOn(Office.number, since: at)
      #expect(matters.contains(goesOn) == wasTold)
      if wasTold {
        let letter = try #require(office.tables.letters.rows().first { $0.matter == goesOn })
        #expect(try office.claim(letter.id, at: at.plus(minutes: 1))?.words.text == "business=Soporte;name=Marta")
      } else {
        #expect(try office.claim(first.id, at: at.plus(minutes: 1)) == nil)
        #expect(try office.tables.letter(first.id)?.state == .void)
      }
    }
  }

  @Test("a number that stops again within the hour is told of at its end, if it still stands then")
  func again() throws {
    for stands in [true, false] {
      let office = Self.office()
      let at = try stopped(office)
      let first = try #require(office.tables.letters.rows().first)
      try office.handle(.mailed(first.id, .taken), at: at)
      try office.send(at: at.plus(minutes: 1), .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil))
      try office.write("wamid.2", from: "5215555506002", at: at.plus(minutes: 2))
      try office.run(until: at.plus(minutes: 3))
      let again = at.plus(minutes: 3)
      try office.send(at: again, Self.refused)
      let second = try #require(
        office.tables.letters.rows().first { $0.matter == .stopped(Office.number, since: again) })
      #expect(second.dueAt == at.plus(minutes: 60))
      #expect(try office.claim(second.id, at: at.plus(minutes: 59)) == nil)
      if !stands {
        try office.send(at: again.plus(minutes: 1), .accepted(wamid: "wamid.p", returnedPhone: nil, userID: nil))
      }
      #expect((try office.claim(second.id, at: at.plus(minutes: 60)) != nil) == stands)
    }
  }

  @Test("a number that goes on and stops again in one millisecond has one letter, and what was taken stays taken")
  func foundBySimulation() throws {
    let office = Self.office()
    for index in 1...2 { try office.write("wamid.\(index)", from: "521555550600\(index)", at: ten) }
    try office.run(until: ten.plus(seconds: 2))
    let at = ten.plus(seconds: 3)
    let sends = office.tables.outbox.rows().filter { $0.kind == .acknowledgement }.map(\.id)
    for id in sends { _ = try office.claim(id, at: at) }
    try office.handle(.settled(sends[0], Self.refused), at: at)
    let letter = try #require(office.tables.letters.rows().first)
    try office.handle(.mailed(letter.id, .taken), at: at)
    try office.handle(.settled(sends[0], .accepted(wamid: "wamid.o", returnedPhone: nil, userID: nil)), at: at)
    try office.handle(.settled(sends[1], Self.refused), at: at)
    #expect(office.tables.letters.rows().filter { $0.matter == letter.matter }.map(\.state) == [.taken])
  }

  @Test("of two numbers of one account that stop together one letter tells, and names both")
  func together() throws {
    let office = Self.office()
    var rules = office.context.rules
    let other = BusinessNumber(
      id: "106540352242933", account: "102290129340398", display: "+52 55 5555 1235", name: "Ventas", language: "es_MX",
      team: "soporte")
    rules.numbers[other.id] = other
    office.use(rules)
    let at = try stopped(office)
    let letters = office.tables.letters.rows()
    #expect(letters.count == 1)
    let words = try #require(try office.claim(letters[0].id, at: at)).words
    #expect(words.text.contains("business=Soporte, Ventas;"))
  }

  // MARK: Notices

  @Test("a warning that does not arrive, after which nobody comes, is mailed; who has no mailbox is stood in for")
  func warning() throws {
    let office = Self.office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 10))
    let alert = try #require(try office.entries(.alert).first)
    #expect(alert.recipient == .person("ana"))
    _ = try office.claim(alert.id, at: ten.plus(minutes: 10))
    try office.handle(.settled(alert.id, Self.unreachable), at: ten.plus(minutes: 10))
    let letters = office.tables.letters.rows()
    #expect(letters.map(\.person) == ["marta"])
    #expect(letters.map(\.matter) == [.notice(alert.id)])
    #expect(office.record().contains("mailed"))
    let words = try #require(try office.claim(letters[0].id, at: ten.plus(minutes: 10))).words
    #expect(words.text.hasPrefix("name=Marta;ref=1001;text=alert "))
  }

  @Test("a lead who is not reached is followed over WhatsApp; only when management is not reached either, by mail")
  func lastOne() throws {
    let office = Self.office()
    try office.write("wamid.1", at: ten)
    try office.run(until: ten.plus(minutes: 15))
    let due = ten.plus(minutes: 15)
    let lead = try #require(try office.entries(.alert).last)
    _ = try office.claim(lead.id, at: due)
    try office.handle(.settled(lead.id, Self.unreachable), at: due)
    #expect(office.tables.letters.rows().isEmpty)
    let management = try #require(try office.entries(.alert).first { $0.notice?.hop == 1 })
    #expect(management.recipient == .person("marta"))
    _ = try office.claim(management.id, at: due)
    try office.handle(.settled(management.id, Self.unreachable), at: due)
    #expect(office.tables.letters.rows().map(\.matter) == [.notice(management.id)])
    #expect(office.tables.letters.rows().map(\.person) == ["marta"])
  }

  @Test("while nothing is sent, each notice is mailed at once to whom it is for, and whoever comes next is too")
  func whileStopped() throws {
    let office = Self.office()
    let at = try stopped(office)
    try office.run(until: ten.plus(minutes: 15))
    let notices = office.tables.letters.rows().filter { $0.matter != .stopped(Office.number, since: at) }
    // The warning (Ana has no mailbox), the lead's, and management's in its place.
    #expect(notices.map(\.person).sorted() == ["lucia", "marta", "marta"])
    #expect(notices.allSatisfy { $0.createdAt >= ten.plus(minutes: 10) })
  }

  @Test("notices that were waiting when the number stopped are mailed: the refused one at once, others at their turn")
  func caught() throws {
    let office = Self.office()
    for index in 1...2 { try office.write("wamid.\(index)", from: "521555550600\(index)", at: ten) }
    try office.run(until: ten.plus(minutes: 15))
    let due = ten.plus(minutes: 15)
    let leads = try (1001...1002).map { ref in
      try #require(try office.entries(.alert, of: ref).first { $0.recipient == .person("lucia") })
    }
    guard case .claimed = try office.claim(leads[0].id, at: due) else { Issue.record("not claimed"); return }
    try office.handle(.settled(leads[0].id, Self.refused), at: due)
    func isMailed(_ id: OutboxID, to person: PersonID) -> Bool {
      office.tables.letters.rows().contains { $0.matter == .notice(id) && $0.person == person }
    }
    #expect(isMailed(leads[0].id, to: "lucia") && !isMailed(leads[1].id, to: "lucia"))
    #expect(try office.claim(leads[1].id, at: due) == .putOff)
    #expect(isMailed(leads[1].id, to: "lucia"))
    // Nobody waits for the lead's phone: management hears at once, by mail as well.
    for ref in Int64(1001)...1002 {
      let next = try #require(try office.entries(.alert, of: ref).first { $0.notice?.hop == 1 })
      #expect(isMailed(next.id, to: "marta"))
    }
  }

  @Test("what somebody has answered, or a phone has by now, is not mailed any more")
  func void() throws {
    for isAnswered in [true, false] {
      let office = Self.office()
      _ = try stopped(office)
      try office.run(until: ten.plus(minutes: 15))
      let lead = try #require(try office.entries(.alert).first { $0.recipient == .person("lucia") })
      let letter = try #require(office.tables.letters.rows().first { $0.matter == .notice(lead.id) })
      if isAnswered {
        try office.echo("wamid.e", at: ten.plus(minutes: 16))
      } else {
        _ = try office.claim(lead.id, at: ten.plus(minutes: 16))
        try office.handle(
          .settled(lead.id, .accepted(wamid: "wamid.l", returnedPhone: nil, userID: nil)), at: ten.plus(minutes: 16))
        try office.status(.delivered, of: "wamid.l", at: ten.plus(minutes: 16))
      }
      #expect(try office.claim(letter.id, at: ten.plus(minutes: 17)) == nil)
      #expect(try office.tables.letter(letter.id)?.state == .void)
    }
  }

  @Test("a mailbox gets no more letters about notices in an hour than a phone gets alerts")
  func cap() throws {
    let office = Self.office(capsLuciaAt: 2)
    for index in 1...4 {
      try office.write("wamid.\(index)", from: "521555550600\(index)", at: ten)
    }
    try office.run(until: ten.plus(seconds: 2))
    try office.send(at: ten.plus(seconds: 3), Self.refused)
    try office.run(until: ten.plus(minutes: 15))
    let notices = office.tables.letters.rows().filter { if case .notice = $0.matter { true } else { false } }
    #expect(notices.filter { $0.person == "lucia" }.count == 2)
    #expect(notices.filter { $0.person == "marta" }.count == 2)
  }

  // MARK: The letter itself

  @Test("a server that does not take it is asked again after 30 s, 1, 2, 4, 8 and then 15 minutes, for a day")
  func putOff() throws {
    let office = Self.office()
    var now = try stopped(office)
    let id = try #require(office.tables.letters.rows().first?.id)
    let began = now
    var waits: [Int64] = []
    while let letter = try office.tables.letter(id), letter.state == .waiting {
      try office.handle(.mailed(id, .putOff(code: "smtp_451")), at: now)
      guard let next = try office.tables.letter(id)?.dueAt else { break }
      waits.append((next - now) / 1000)
      now = next
    }
    for (wait, base) in zip(waits, [30, 60, 120, 240, 480, 900, 900] as [Int64]) {
      #expect((base...base + base / 2).contains(wait))
    }
    #expect(try office.tables.letter(id)?.state == .failed)
    #expect(try office.tables.letter(id)?.failure == "smtp_451")
    #expect((23 * 3600..<24 * 3600).contains((now - began) / 1000))
  }

  @Test("refused is failed, and what comes for a letter that is over changes nothing")
  func refused() throws {
    let office = Self.office()
    let at = try stopped(office)
    let id = try #require(office.tables.letters.rows().first?.id)
    try office.handle(.mailed(id, .refused(code: "smtp_550")), at: at)
    let failed = try #require(try office.tables.letter(id))
    #expect(failed.state == .failed)
    #expect(failed.failure == "smtp_550")
    #expect(failed.attempt == 1)
    try office.handle(.mailed(id, .taken), at: at)
    #expect(try office.tables.letter(id) == failed)
  }

  @Test(
    "codes say what there is to do",
    arguments: [
      ("0", StopReason.token), ("190", .token), ("10", .token), ("200", .token), ("131005", .token),
      ("http_401", .token),
      ("131042", .billing), ("368", .restricted), ("131031", .restricted), ("33", .number), ("133010", .number),
      ("131045", .number), ("131037", .number), ("999", .other),
    ])
  func reasons(_ code: String, _ reason: StopReason) {
    #expect(StopReason(code: code) == reason)
  }
}
