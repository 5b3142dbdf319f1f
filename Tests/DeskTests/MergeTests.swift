import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// Two open conversations that turn out to be one contact's (semantics §1).
@Suite("two conversations that are one customer's") struct MergeTests {
  private let ten = Office.ten
  private static let phone = "5215555506001"
  private static let userID: UserID = "MX.5550001"
  private let older = ConversationRef(1001)
  private let newer = ConversationRef(1002)

  /// #1001 of somebody known by user id at ten, #1002 of somebody known by phone three minutes later.
  private func openBoth(_ office: Office) throws {
    try office.write("wamid.1", from: nil, userID: Self.userID, .text("Hola, buenas"), at: ten)
    try office.write("wamid.2", from: Self.phone, .text("No puedo pagar"), at: ten.plus(minutes: 3))
  }

  /// They turn out to be one.
  private func link(_ office: Office, at now: Timestamp) throws {
    try office.write("wamid.3", from: Self.phone, userID: Self.userID, .text("¿Hay alguien?"), at: now)
  }

  private func act(_ office: Office, _ action: Helpdesk.Action, on ref: ConversationRef, at now: Timestamp) throws {
    #expect(try office.handle(.command(.act(ref, action, author: .person("ana"))), at: now) == .done)
  }

  @Test("the older goes on with its clocks; the newer is closed, counts nowhere, and says where it went")
  func merges() throws {
    let office = Office()
    try openBoth(office)
    try link(office, at: ten.plus(minutes: 5))
    let kept = try #require(try office.conversation(1001))
    #expect(kept.state == .open)
    #expect(kept.absorbed == [newer])
    #expect(kept.nextDueAt == ten.plus(minutes: 15))
    #expect(kept.clocks.filter { $0.clock == .firstResponse }.map(\.starter).count == 1)
    let gone = try #require(try office.conversation(1002))
    #expect(gone.state == .closed)
    #expect(gone.mergedInto == older)
    #expect(gone.wakeAt == nil)
    #expect(gone.nextDueAt == nil)
    #expect(gone.clocks.allSatisfy { $0.outcome == .excluded(reason: "merged") })
    #expect(gone.clocks.contains { $0.clock == .firstResponse })
    #expect(office.record(of: 1001).contains("absorbed"))
    #expect(office.record(of: 1002).last == "merged")
    #expect(try office.tables.openConversation(of: kept.contact, on: Office.number)?.ref == older)
  }

  @Test("an acknowledgement of the newer that nobody has sent yet is cancelled, and the customer is not told twice")
  func unsent() throws {
    let office = Office()
    try openBoth(office)
    try office.run(until: ten.plus(minutes: 4))
    let waiting = try #require(try office.entries(.acknowledgement, of: 1002).first)
    #expect(waiting.state == .queued)
    try link(office, at: ten.plus(minutes: 5))
    #expect(try office.claim(waiting.id, at: ten.plus(minutes: 5)) == .over)
    #expect(try office.tables.outboxEntry(waiting.id)?.state == .cancelled)
    try office.run(until: ten.plus(minutes: 6))
    #expect(try office.entries(.acknowledgement, of: 1001).count == 1)
  }

  @Test("one of the newer that nobody has sent yet goes out when the older's reached nobody")
  func unsentAndNeeded() throws {
    let office = Office()
    try office.write("wamid.1", from: nil, userID: Self.userID, at: ten)
    try office.run(until: ten.plus(minutes: 1))
    try office.send(at: ten.plus(minutes: 1), .refused(code: "131026", remedy: .giveUp))
    try office.write("wamid.2", from: Self.phone, at: ten.plus(minutes: 3))
    try office.run(until: ten.plus(minutes: 4))
    let waiting = try #require(try office.entries(.acknowledgement, of: 1002).first)
    try link(office, at: ten.plus(minutes: 5))
    try office.run(until: ten.plus(minutes: 6))
    guard case .claimed(let claim) = try office.claim(waiting.id, at: ten.plus(minutes: 6)) else {
      Issue.record("the customer is told nothing")
      return
    }
    #expect(claim.phone == Self.phone)
    #expect(try office.entries(.acknowledgement, of: 1001).count == 1)
  }

  @Test("the later acknowledgement of the two starts the interval")
  func interval() throws {
    let office = Office()
    try openBoth(office)
    try office.run(until: ten.plus(minutes: 4))
    for wamid: Wamid in ["wamid.a", "wamid.b"] {
      try office.send(at: ten.plus(minutes: 4), .accepted(wamid: wamid, returnedPhone: nil, userID: nil))
    }
    try link(office, at: ten.plus(minutes: 5))
    let said = try office.entries(.acknowledgement, of: 1001).count
    // Twelve hours after the first of the two, not yet twelve after the second.
    try office.write("wamid.4", from: Self.phone, userID: Self.userID, at: ten.plus(minutes: 12 * 60 + 1))
    try office.run(until: ten.plus(minutes: 12 * 60 + 2))
    #expect(try office.entries(.acknowledgement, of: 1001).count == said)
    try office.write("wamid.5", from: Self.phone, userID: Self.userID, at: ten.plus(minutes: 12 * 60 + 4))
    try office.run(until: ten.plus(minutes: 12 * 60 + 5))
    #expect(try office.entries(.acknowledgement, of: 1001).count == said + 1)
  }

  @Test("both references lead to the one that goes on: an answer ends its waiting, an action changes it")
  func alias() throws {
    let office = Office()
    try openBoth(office)
    try link(office, at: ten.plus(minutes: 5))
    try act(office, .tag("cobros"), on: newer, at: ten.plus(minutes: 6))
    #expect(try office.conversation(1001)?.tags == ["cobros"])
    let reply = Command.reply(newer, text: "Ya lo vemos", author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(reply), at: ten.plus(minutes: 7)) else {
      Issue.record("it cannot be answered")
      return
    }
    #expect(try office.tables.outboxEntry(id)?.conversation == older)
    #expect(try office.clock(.firstResponse)?.outcome == .met)
    #expect(try office.clock(.firstResponse)?.stoppedAt == ten.plus(minutes: 7))
  }

  @Test("an answer given in the newer counts in the one that goes on, and stops counting there when it fails")
  func answered() throws {
    let office = Office()
    try openBoth(office)
    let reply = Command.reply(newer, text: "Ya lo vemos", author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(reply), at: ten.plus(minutes: 4)) else {
      Issue.record("it cannot be answered")
      return
    }
    _ = try office.claim(id, at: ten.plus(minutes: 4))
    // A question of theirs that nobody has answered: only the link itself changes what runs.
    try office.event(
      .echo(
        EchoedMessage(
          wamid: "wamid.e", recipient: Identity(phone: Self.phone, userID: Self.userID),
          timestamp: ten.plus(minutes: -1), content: .text("Bienvenida"))), at: ten.plus(minutes: 5))
    #expect(try office.clock(.firstResponse)?.stoppedAt == ten.plus(minutes: 4))
    try office.handle(.settled(id, .refused(code: "131026", remedy: .giveUp)), at: ten.plus(minutes: 6))
    #expect(try office.clock(.firstResponse)?.stoppedAt == nil)
    #expect(try office.conversation()?.nextDueAt == ten.plus(minutes: 15))
    let told = try office.entries(.alert).filter { $0.recipient == .person("ana") }
    #expect(told.contains { $0.rendering.freeForm?.text.hasPrefix("reply_failed") == true })
  }

  @Test("the earlier due time holds, and a step that was told in the newer is not told again")
  func steps() throws {
    let office = Office()
    try office.write("wamid.1", from: nil, userID: Self.userID, at: ten)
    let echo = EchoedMessage(
      wamid: "wamid.e", recipient: Identity(userID: Self.userID), timestamp: ten.plus(minutes: 1),
      content: .text("Con gusto"))
    try office.event(.echo(echo), at: ten.plus(minutes: 1))
    try office.write("wamid.2", from: Self.phone, at: ten.plus(minutes: 3))
    // Due at 10:18 there; its holder is warned five minutes before.
    try office.run(until: ten.plus(minutes: 13))
    #expect(try office.entries(.alert, of: 1002).count == 1)
    try link(office, at: ten.plus(minutes: 14))
    // Here a next answer has half an hour: but it was to be answered by 10:18.
    let clock = try #require(try office.conversation()?.clocks.last { $0.clock == .nextResponse })
    #expect(clock.startedAt == ten.plus(minutes: 3))
    #expect(clock.dueAt == ten.plus(minutes: 18))
    try office.run(until: ten.plus(minutes: 17))
    #expect(try office.entries(.alert, of: 1001).isEmpty)
    try office.run(until: ten.plus(minutes: 18))
    #expect(try office.entries(.alert, of: 1001).map(\.recipient) == [.person("lucia")])
    #expect(try office.conversation()?.clocks.last { $0.clock == .nextResponse }?.outcome == .breached)
  }

  @Test("whoever resolved the older had not seen the newer: it is opened again, and the newer's customer still waits")
  func olderResolved() throws {
    let office = Office()
    try openBoth(office)
    try act(office, .resolve, on: older, at: ten.plus(minutes: 4))
    try office.event(
      .echo(
        EchoedMessage(
          wamid: "wamid.e", recipient: Identity(phone: Self.phone, userID: Self.userID),
          timestamp: ten.plus(minutes: -1), content: .text("Bienvenida"))), at: ten.plus(minutes: 5))
    let kept = try #require(try office.conversation(1001))
    #expect(kept.state == .open)
    #expect(kept.nextDueAt == ten.plus(minutes: 18))
    #expect(try office.conversation(1002)?.mergedInto == older)
  }

  @Test("what was resolved in the newer stays so, and resolves nothing in the older")
  func newerResolved() throws {
    let office = Office()
    try openBoth(office)
    try act(office, .resolve, on: newer, at: ten.plus(minutes: 4))
    try link(office, at: ten.plus(minutes: 5))
    #expect(try office.conversation(1001)?.nextDueAt == ten.plus(minutes: 15))
    #expect(try office.conversation(1001)?.clocks.count { $0.isUnanswered && $0.clock != .acknowledgement } == 1)
  }

  @Test("the higher priority and all tags are the one's that goes on")
  func raised() throws {
    let office = Office()
    try openBoth(office)
    try act(office, .priority(.high), on: newer, at: ten.plus(minutes: 4))
    try act(office, .tag("cobros"), on: newer, at: ten.plus(minutes: 4))
    try act(office, .assign(nil), on: older, at: ten.plus(minutes: 4))
    try link(office, at: ten.plus(minutes: 5))
    let kept = try #require(try office.conversation(1001))
    #expect(kept.priority == .high)
    #expect(kept.tags == ["cobros"])
    #expect(kept.assignee == "beto")
    let line = office.happenings.first { $0.conversation == older && $0.entry.what == "absorbed" }
    #expect(line?.entry.why == "#1002, high")
  }

  @Test("an alert shows what was written in both")
  func lastLines() throws {
    let office = Office()
    try openBoth(office)
    try link(office, at: ten.plus(minutes: 5))
    try office.run(until: ten.plus(minutes: 10))
    let text = try #require(try office.entries(.alert).first?.rendering.freeForm?.text)
    for words in ["Hola, buenas", "No puedo pagar", "¿Hay alguien?"] { #expect(text.contains(words)) }
  }

  @Test("what waits for the contact that goes is the other's from then on, and what went out in the last five minutes")
  func sends() throws {
    let office = Office()
    try openBoth(office)
    try office.run(until: ten.plus(minutes: 4))
    let (theirs, kept) = (try #require(try office.conversation(1002)), try #require(try office.conversation(1001)))
    let (former, owner) = (OutboxEntry.Recipient.contact(theirs.contact), OutboxEntry.Recipient.contact(kept.contact))
    func write(_ id: String, _ state: OutboxEntry.State, attempted: Timestamp?) throws {
      var entry = OutboxEntry(
        id: OutboxID(id), kind: .optOutConfirmation, number: Office.number, recipient: former, conversation: nil,
        createdAt: ten.plus(minutes: 3), rendering: Rendering(freeForm: .text("Listo"), template: nil), state: state)
      entry.attemptedAt = attempted
      _ = try office.decide(at: ten.plus(minutes: 4)) { try $0.tables.insertIfNew(entry) }
    }
    let now = ten.plus(minutes: 9)
    try write("waits", .queued, attempted: nil)
    try write("flies", .inFlight, attempted: ten.plus(minutes: 8))
    try write("just gone", .accepted, attempted: ten.plus(minutes: 4))
    try write("long gone", .accepted, attempted: ten.plus(minutes: 3))
    try link(office, at: now)
    func recipient(_ id: OutboxID) throws -> OutboxEntry.Recipient? { try office.tables.outboxEntry(id)?.recipient }
    #expect(try recipient("waits") == owner)
    #expect(try recipient("flies") == owner)
    #expect(try recipient("just gone") == owner)
    #expect(try recipient("long gone") == former)
    // It belongs to no conversation, and reaches them all the same.
    guard case .claimed(let claim) = try office.claim("waits", at: now) else {
      Issue.record("the customer is told nothing")
      return
    }
    #expect(claim.phone == Self.phone)
    #expect(claim.userID == Self.userID)
    // What flew is settled as theirs: Meta's answer tells how they are written to.
    let answer = Outcome.accepted(wamid: "wamid.flies", returnedPhone: "525555506001", userID: nil)
    try office.handle(.settled("flies", answer), at: now)
    #expect(try office.tables.contact(kept.contact)?.sendPhone == "525555506001")
  }

  @Test("who turns out to be one after another is reached by what was decided before")
  func chain() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.phone, .text("Hola"), at: ten)
    try office.run(until: ten.plus(minutes: 1))
    let entry = try #require(try office.entries(.acknowledgement).first)
    // First known by that phone alone, then by a user id, which then turns out to be another's former one.
    try office.write("wamid.2", from: nil, userID: Self.userID, .text("Hola"), at: ten.plus(minutes: 2))
    try link(office, at: ten.plus(minutes: 3))
    try office.write("wamid.4", from: nil, userID: "MX.5550009", .text("Hola"), at: ten.plus(minutes: 4))
    let change = IdentityChange(previous: Identity(userID: "MX.5550009"), current: Identity(userID: Self.userID))
    try office.event(.identityChange(change), at: ten.plus(minutes: 5))
    let last = try #require(try office.tables.contact(userID: Self.userID))
    #expect(try office.tables.outboxEntry(entry.id)?.recipient == .contact(last.id))
    guard case .claimed(let claim) = try office.claim(entry.id, at: ten.plus(minutes: 5)) else {
      Issue.record("the customer is told nothing")
      return
    }
    #expect(claim.userID == Self.userID)
  }
}
