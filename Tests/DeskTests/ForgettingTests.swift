import BusinessTime
import Gateway
import Helpdesk
import Testing

@testable import Simulation

/// A customer who is to be forgotten (semantics §14): who they are, when it is refused, and what is left of them.
@Suite("forgetting a customer") struct ForgettingTests {
  private let ten = Office.ten
  private let phone = "5215555506001"
  private let ref = ConversationRef(1001)

  private func forget(_ office: Office, _ name: String, at now: Timestamp) throws -> ForgetAnswer {
    try office.forget(try #require(CustomerName(name)), at: now)
  }

  /// Written at 10:00, acknowledged, answered from the phone at 10:05, resolved at 10:10, and nothing left to send.
  private func resolved(userID: UserID? = nil) throws -> Office {
    let office = Office()
    try office.write("wamid.1", from: phone, userID: userID, at: ten)
    try office.run(until: ten.plus(minutes: 1))
    let sent = Outcome.accepted(wamid: "wamid.s", returnedPhone: nil, userID: nil)
    #expect(try office.send(at: ten.plus(minutes: 1), sent)?.entry.kind == .acknowledgement)
    try office.echo("wamid.e", to: phone, at: ten.plus(minutes: 5))
    try resolve(office, at: ten.plus(minutes: 10))
    return office
  }

  private func resolve(_ office: Office, _ ref: Int64 = 1001, at now: Timestamp) throws {
    let command = Command.act(ConversationRef(ref), .resolve, author: .person("ana"))
    #expect(try office.handle(.command(command), at: now) == .done)
  }

  @Test(
    "a name is read by its form",
    arguments: [
      ("+52 1 55 5550 6001", .phone(PhoneKey("5215555506001"))), ("5255-5550-6001", .phone(PhoneKey("525555506001"))),
      ("#1042", .conversation(ConversationRef(1042))),
      ("1042", .conversation(ConversationRef(1042))), ("MX.5550001", .user("MX.5550001")),
      ("", nil), ("#", nil), ("#10a", nil), ("Carla", nil), ("MX.", nil), ("MXN.1", nil), ("+12", nil),
      ("+50 2123", nil),
    ] as [(String, CustomerName?)])
  func names(text: String, name: CustomerName?) {
    #expect(CustomerName(text) == name)
  }

  @Test("somebody who is not known, and a conversation that is not there, are nobody")
  func unknown() throws {
    let office = try resolved()
    for name in ["+525555509999", "MX.9", "#1002"] {
      #expect(try forget(office, name, at: ten.plus(minutes: 11)) == .unknown)
    }
  }

  @Test("refused while somebody waits, and nothing has changed", arguments: ["+525555506001", "#1001"])
  func open(name: String) throws {
    let office = Office()
    try office.write("wamid.1", from: phone, at: ten)
    let before = try office.conversation()
    #expect(try forget(office, name, at: ten.plus(minutes: 1)) == .notOver(ref))
    #expect(try office.conversation() == before)
    #expect(try office.tables.contact(phone: PhoneKey(phone))?.name == "Carla Nieto")
    try office.handle(.command(.act(ref, .waitCustomer, author: .person("ana"))), at: ten.plus(minutes: 2))
    #expect(try forget(office, name, at: ten.plus(minutes: 3)) == .notOver(ref))
  }

  @Test("refused while a message to them is in flight or in doubt")
  func unsettled() throws {
    let office = Office()
    try office.write("wamid.1", from: phone, at: ten)
    try office.run(until: ten.plus(minutes: 1))
    let entry = try #require(try office.entries(.acknowledgement).first)
    _ = try office.claim(entry.id, at: ten.plus(minutes: 1))
    try resolve(office, at: ten.plus(minutes: 1))
    #expect(try forget(office, "#1001", at: ten.plus(minutes: 1)) == .unsettled)
    try office.handle(.settled(entry.id, .inDoubt(reason: "timeout")), at: ten.plus(minutes: 1))
    #expect(try forget(office, "#1001", at: ten.plus(minutes: 1)) == .unsettled)
  }

  @Test("one of our own numbers that wrote to us is not forgotten: all that comes in names it")
  func ownNumber() throws {
    let office = Office()
    try office.write("wamid.1", from: "5215555551234", at: ten)
    try resolve(office, at: ten.plus(minutes: 1))
    for name in ["+525555551234", "#1001"] {
      #expect(try forget(office, name, at: ten.plus(minutes: 2)) == .ownNumber)
    }
    #expect(try office.conversation()?.state == .resolved)
  }

  @Test("refused while a message to them is queued")
  func queued() throws {
    let office = Office()
    try office.write("wamid.1", from: phone, at: ten)
    try office.run(until: ten.plus(minutes: 1))
    try resolve(office, at: ten.plus(minutes: 1))
    #expect(try forget(office, "#1001", at: ten.plus(minutes: 1)) == .unsettled)
  }

  @Test("what is resolved is closed for good and waits for nothing; the contact is nobody's; the clocks stay")
  func forgotten() throws {
    let office = try resolved(userID: "MX.5550001")
    let clocks = try office.conversation()?.clocks
    guard case .begun(let begun) = try forget(office, "+525555506001", at: ten.plus(minutes: 20)) else {
      Issue.record("refused")
      return
    }
    let conversation = try #require(try office.conversation())
    #expect(conversation.state == .closed && conversation.wakeAt == nil && conversation.clocks == clocks)
    #expect(conversation.loopGuard == LoopGuard())
    let contact = try #require(try office.tables.contact(conversation.contact))
    #expect(contact == Contact(id: contact.id, identity: Identity(), firstSeenAt: ten))
    #expect(begun.contacts == [contact.id] && begun.conversations == [ref] && begun.userIDs == ["MX.5550001"])
    #expect(begun.phones == [PhoneKey(phone)] && begun.beganAt == ten.plus(minutes: 20))
    // Asked again by any name, it is the same that goes on.
    for name in ["+5215555506001", "MX.5550001", "1001"] {
      #expect(try forget(office, name, at: ten.plus(minutes: 21)) == .begun(begun))
    }
  }

  @Test("who writes again is a new customer with a conversation of their own, even before the last trace is gone")
  func anew() throws {
    let office = try resolved()
    _ = try forget(office, "#1001", at: ten.plus(minutes: 20))
    try office.write("wamid.2", from: phone, at: ten.plus(minutes: 21))
    let anew = try #require(try office.conversation(1002))
    #expect(anew.isNewContact && anew.state == .open)
    #expect(try office.conversation()?.contact != anew.contact)
  }

  @Test("a message, an echo and a status that Meta brings again change nothing")
  func repeated() throws {
    let office = try resolved()
    _ = try forget(office, "#1001", at: ten.plus(minutes: 20))
    try office.forgetRows(["wamid.1", "wamid.e", "wamid.s"], at: ten.plus(minutes: 20))
    let before = try office.tables.counts()
    #expect(try office.write("wamid.1", from: phone, at: ten.plus(minutes: 30)) == .duplicate)
    #expect(try office.echo("wamid.e", to: phone, at: ten.plus(minutes: 30)) == .duplicate)
    #expect(try office.status(.read, of: "wamid.s", at: ten.plus(minutes: 30)) == .duplicate)
    #expect(try office.tables.counts() == before)
    #expect(try office.tables.contact(phone: PhoneKey(phone)) == nil)
    #expect(try office.tables.statuses(of: "wamid.s").isEmpty)
  }

  @Test("a status that comes before its message is erased teaches nobody's contact who they were")
  func lateStatus() throws {
    let office = try resolved(userID: "MX.5550001")
    _ = try forget(office, "#1001", at: ten.plus(minutes: 20))
    #expect(try office.status(.read, of: "wamid.s", userID: "MX.5550001", at: ten.plus(minutes: 21)) == .done)
    let conversation = try #require(try office.conversation())
    #expect(try office.tables.contact(conversation.contact)?.userID == nil)
    #expect(try office.tables.contact(userID: "MX.5550001") == nil)
  }

  @Test(
    "all that one person has been known as goes, whoever of them is named", arguments: ["MX.5550001", "MX.5550002"])
  func samePerson(name: String) throws {
    let office = try resolved(userID: "MX.5550001")
    let change = IdentityChange(previous: Identity(userID: "MX.5550001"), current: Identity(userID: "MX.5550002"))
    try office.event(.identityChange(change), at: ten.plus(minutes: 11))
    guard case .begun(let begun) = try forget(office, name, at: ten.plus(minutes: 20)) else {
      Issue.record("refused")
      return
    }
    #expect(begun.contacts.count == 2 && begun.userIDs == ["MX.5550001", "MX.5550002"])
    #expect(try office.tables.contact(userID: "MX.5550001") == nil)
    #expect(try office.tables.contact(userID: "MX.5550002") == nil)
  }

  @Test("who was known by a phone alone and then by a user id is one person, and both go")
  func released() throws {
    let office = try resolved()
    // First known by the user id alone, then an update that carries both.
    try office.write("wamid.2", from: nil, userID: "MX.5550001", at: ten.plus(minutes: 12))
    try office.write("wamid.3", from: phone, userID: "MX.5550001", at: ten.plus(minutes: 13))
    #expect(try forget(office, "#1001", at: ten.plus(minutes: 14)) == .notOver(ConversationRef(1001)))
    try resolve(office, at: ten.plus(minutes: 15))
    try office.run(until: ten.plus(minutes: 16))
    while try office.send(at: ten.plus(minutes: 16), .refused(code: "131026", remedy: .giveUp)) != nil {}
    guard case .begun(let begun) = try forget(office, "#1001", at: ten.plus(minutes: 17)) else {
      Issue.record("refused")
      return
    }
    #expect(begun.contacts.count == 2)
  }
}

extension Office {
  fileprivate func forget(_ name: CustomerName, at now: Timestamp) throws -> ForgetAnswer {
    try decide(at: now) { try $0.forget(name) }
  }

  /// As the gateway erases them: only digests are left.
  fileprivate func forgetRows(_ wamids: [Wamid], at now: Timestamp) throws {
    try change { tables in
      try tables.noteForgotten(wamids, at: now)
      _ = try tables.erase(.messages, keys: wamids.map(\.rawValue))
      _ = try tables.erase(.sends, keys: tables.traces(.sends, after: nil, most: 100).map(\.key))
    }
  }
}
