import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// Customers who change their number or user id (semantics §1): who they were is who they are.
@Suite("a customer who goes by another number or user id") struct IdentityTests {
  private let ten = Office.ten
  private static let oldPhone = "5215555506001"
  private static let newPhone = "5215555506777"
  private static let oldID: UserID = "MX.5550001"
  private static let newID: UserID = "MX.5550002"

  /// Field `user_id_update`.
  private func update(_ office: Office, phone: String? = nil, at now: Timestamp) throws {
    let change = IdentityChange(
      previous: Identity(userID: Self.oldID), current: Identity(phone: phone, userID: Self.newID))
    try office.event(.identityChange(change), at: now)
  }

  /// A `system` message: written from the old number, it names the new one.
  private func system(
    _ office: Office, from sender: Identity = Identity(phone: oldPhone), to current: Identity, at now: Timestamp
  ) throws -> Answer {
    var message = InboundMessage(
      wamid: "wamid.system", sender: sender, timestamp: now,
      content: .system(type: "user_changed_number"))
    message.newIdentity = current
    return try office.event(.message(message), at: now)
  }

  private func contact(_ office: Office, of ref: Int64 = 1001) throws -> Contact {
    let conversation = try #require(try office.conversation(ref))
    return try #require(try office.tables.contact(conversation.contact))
  }

  @Test("with a new user id they go on in what is open, are not acknowledged again, and the clock is kept")
  func updateThenMessage() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    try office.run(until: ten.plus(minutes: 1))
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 2))
    try office.write("wamid.2", from: Self.newPhone, userID: Self.newID, .text("¿Hola?"), at: ten.plus(minutes: 3))
    try office.run(until: ten.plus(minutes: 4))
    #expect(try office.conversation(1002) == nil)
    #expect(try office.conversation()?.nextDueAt == ten.plus(minutes: 15))
    #expect(try office.entries(.acknowledgement).count == 1)
    #expect(try contact(office).phone == Self.newPhone)
    #expect(try contact(office).userID == Self.newID)
  }

  @Test("who wrote as the new one before we were told is joined to who they were: the older conversation goes on")
  func messageThenUpdate() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    try office.write("wamid.2", from: Self.newPhone, userID: Self.newID, .text("¿Hola?"), at: ten.plus(minutes: 3))
    #expect(try office.conversation(1002)?.state == .open)
    for minute: Int64 in [4, 5] { try update(office, phone: Self.newPhone, at: ten.plus(minutes: minute)) }
    #expect(try office.conversation(1002)?.mergedInto == ConversationRef(1001))
    #expect(try office.conversation()?.nextDueAt == ten.plus(minutes: 15))
    #expect(try contact(office).userID == Self.newID)
    try office.write("wamid.3", from: Self.newPhone, userID: Self.newID, .text("¿Sí?"), at: ten.plus(minutes: 6))
    #expect(try office.conversation(1003) == nil)
  }

  @Test("what they wrote under the former user id and Meta brings late is theirs, and their phone stays the new one")
  func late() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 2))
    try office.write(
      "wamid.0", from: Self.oldPhone, userID: Self.oldID, .text("Sigo sin luz"), written: ten.plus(minutes: 1),
      at: ten.plus(minutes: 5))
    #expect(try office.conversation(1002) == nil)
    #expect(try contact(office).phone == Self.newPhone)
    #expect(try contact(office).userID == Self.newID)
  }

  @Test("the new owner of a number that was given up lands in a conversation of their own")
  func recycled() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 2))
    try office.write("wamid.2", from: Self.oldPhone, userID: "MX.5550099", at: ten.plus(minutes: 5))
    #expect(try office.conversation(1002)?.state == .open)
    #expect(try contact(office, of: 1002).userID == "MX.5550099")
    #expect(try contact(office).userID == Self.newID)
  }

  @Test(
    "a system message moves the phone of who is known by it alone; told twice, or after the update, nothing changes")
  func systemMessage() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, at: ten)
    let current = Identity(phone: Self.newPhone, userID: Self.newID)
    #expect(try system(office, to: current, at: ten.plus(minutes: 1)) == .done)
    #expect(try system(office, to: current, at: ten.plus(minutes: 2)) == .duplicate)
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 3))
    let known = try contact(office)
    #expect(known.phone == Self.newPhone)
    #expect(known.userID == Self.newID)
    // It asks for nothing itself.
    #expect(try office.conversation()?.marks.filter { $0.side == .customer }.count == 1)
    try office.write(
      "wamid.2", from: Self.newPhone, userID: Self.newID, .text("Ya cambié de número"), at: ten.plus(minutes: 4))
    #expect(try office.conversation(1002) == nil)
  }

  @Test("a system message that already carries the new user id finds them by the phone that they had")
  func systemWithNewID() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    let sender = Identity(phone: Self.oldPhone, userID: Self.newID)
    _ = try system(
      office, from: sender, to: Identity(phone: Self.newPhone, userID: Self.newID), at: ten.plus(minutes: 1))
    #expect(try office.conversation(1002) == nil)
    #expect(try contact(office).phone == Self.newPhone)
    #expect(try contact(office).userID == Self.newID)
  }

  @Test("without a new phone nothing is sent to the old one, which may be somebody else's: it goes to the user id")
  func noPhone() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    try update(office, at: ten.plus(seconds: 1))
    try office.run(until: ten.plus(minutes: 1))
    let entry = try #require(try office.entries(.acknowledgement).first)
    guard case .claimed(let claim) = try office.claim(entry.id, at: ten.plus(minutes: 1)) else {
      Issue.record("the customer is told nothing")
      return
    }
    #expect(claim.phone == nil)
    #expect(claim.userID == Self.newID)
  }

  @Test("one of our people with a new user id is still one of our people")
  func staff() throws {
    let office = Office()
    try office.write("wamid.1", from: "5215555501111", userID: Self.oldID, .text("Hola"), at: ten)
    try update(office, at: ten.plus(minutes: 1))
    try office.write("wamid.2", from: nil, userID: Self.newID, .text("Aquí estoy"), at: ten.plus(minutes: 2))
    #expect(try office.conversation() == nil)
  }

  @Test("a call opens the window on the number that was called, and opens no conversation")
  func call() throws {
    let office = Office()
    let call = IncomingCall(caller: Identity(phone: Self.oldPhone), timestamp: ten)
    #expect(try office.event(.call(call), at: ten.plus(seconds: 2)) == .done)
    #expect(try office.conversation() == nil)
    let key = try #require(try office.tables.contact(phone: PhoneKey(Self.oldPhone)))
    #expect(key.lastInbound == [Office.number.rawValue: ten])
  }

  @Test("what a person writes in the phone app right after a call is no greeting: the clock stops")
  func answerAfterCall() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, at: ten)
    let call = IncomingCall(caller: Identity(phone: Self.oldPhone), timestamp: ten.plus(minutes: 3))
    try office.event(.call(call), at: ten.plus(minutes: 3))
    try office.echo("wamid.2", to: Self.oldPhone, "Ahora le marco", at: ten.plus(minutes: 3, seconds: 2))
    #expect(try office.clock(.firstResponse)?.outcome == .met)
  }

  @Test("a call that came under the new user id is a call also once both are known to be one")
  func callBeforeUpdate() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    let call = IncomingCall(
      caller: Identity(phone: Self.newPhone, userID: Self.newID), timestamp: ten.plus(minutes: 3))
    try office.event(.call(call), at: ten.plus(minutes: 3))
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 3, seconds: 1))
    try office.echo("wamid.2", to: Self.newPhone, "Ahora le marco", at: ten.plus(minutes: 3, seconds: 2))
    #expect(try office.clock(.firstResponse)?.outcome == .met)
  }

  @Test(
    "told by the update first and by a system message after it, or the other way round, they are the same customer once"
  )
  func bothWays() throws {
    for isUpdateFirst in [true, false] {
      let office = Office()
      try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
      let current = Identity(phone: Self.newPhone, userID: Self.newID)
      let former = Identity(phone: Self.oldPhone, userID: Self.oldID)
      if isUpdateFirst { try update(office, phone: Self.newPhone, at: ten.plus(minutes: 1)) }
      _ = try system(office, from: former, to: current, at: ten.plus(minutes: 2))
      if !isUpdateFirst { try update(office, phone: Self.newPhone, at: ten.plus(minutes: 3)) }
      try office.write("wamid.2", from: Self.newPhone, userID: Self.newID, .text("¿Hola?"), at: ten.plus(minutes: 4))
      try office.run(until: ten.plus(minutes: 5))
      #expect(try office.conversation(1002) == nil)
      #expect(try office.conversation()?.nextDueAt == ten.plus(minutes: 15))
      #expect(try office.entries(.acknowledgement).count == 1)
      #expect(try contact(office).phone == Self.newPhone)
      #expect(try contact(office).userID == Self.newID)
    }
  }

  @Test(
    "of two changes that are told in the wrong order they are who they became last, and stay so when it is repeated")
  func wrongOrder() throws {
    let office = Office()
    let last: UserID = "MX.5550003"
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    let second = IdentityChange(
      previous: Identity(userID: Self.newID), current: Identity(phone: "5215555506888", userID: last))
    try office.event(.identityChange(second), at: ten.plus(minutes: 1))
    for minute: Int64 in [2, 3] { try update(office, phone: Self.newPhone, at: ten.plus(minutes: minute)) }
    try office.event(.identityChange(second), at: ten.plus(minutes: 4))
    #expect(try contact(office).userID == last)
    #expect(try contact(office).phone == "5215555506888")
    for (place, id) in [Self.oldID, Self.newID, last].enumerated() {
      try office.write("wamid.\(place + 2)", from: nil, userID: id, .text("¿Hola?"), at: ten.plus(minutes: 5))
    }
    #expect(try office.conversation(1002) == nil)
  }

  @Test("who was known by the phone alone is known under both user ids that a system message tells of")
  func phoneAlone() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, at: ten)
    let former = Identity(phone: Self.oldPhone, userID: Self.oldID)
    let current = Identity(phone: Self.newPhone, userID: Self.newID)
    _ = try system(office, from: former, to: current, at: ten.plus(minutes: 1))
    try office.write(
      "wamid.0", from: Self.oldPhone, userID: Self.oldID, .text("Sigo sin luz"), written: ten.plus(seconds: 30),
      at: ten.plus(minutes: 2))
    #expect(try office.conversation(1002) == nil)
    #expect(try contact(office).phone == Self.newPhone)
  }

  @Test("a send that began before the change does not bring the former number back")
  func sendUnderWay() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    try office.run(until: ten.plus(minutes: 1))
    let entry = try #require(try office.entries(.acknowledgement).first)
    guard case .claimed = try office.claim(entry.id, at: ten.plus(minutes: 1)) else {
      Issue.record("the customer is told nothing")
      return
    }
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 1))
    let taken = Outcome.accepted(wamid: "wamid.ack", returnedPhone: Self.oldPhone, userID: nil)
    _ = try office.handle(.settled(entry.id, taken), at: ten.plus(minutes: 1, seconds: 1))
    #expect(try contact(office).sendPhone == nil)
    #expect(try contact(office).phone == Self.newPhone)
  }

  @Test("what Meta answers of a contact that is somebody else by now teaches nothing of either")
  func answerForTheMerged() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    try office.write("wamid.2", from: Self.newPhone, userID: Self.newID, at: ten.plus(seconds: 1))
    try office.run(until: ten.plus(minutes: 1))
    let entry = try #require(try office.entries(.acknowledgement, of: 1002).first)
    guard case .claimed = try office.claim(entry.id, at: ten.plus(minutes: 1)) else {
      Issue.record("the customer is told nothing")
      return
    }
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 1))
    let taken = Outcome.accepted(wamid: "wamid.ack", returnedPhone: Self.newPhone, userID: "MX.5550099")
    _ = try office.handle(.settled(entry.id, taken), at: ten.plus(minutes: 1, seconds: 1))
    try office.write("wamid.3", from: Self.newPhone, userID: "MX.5550099", at: ten.plus(minutes: 2))
    #expect(try contact(office, of: 1003).userID == "MX.5550099")
    #expect(try contact(office).userID == Self.newID)
  }

  @Test("the number that somebody changes to is not its former owner's any more, whom we have not been told of")
  func takenOver() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.newPhone, userID: "MX.5550099", at: ten)
    try office.write("wamid.2", from: Self.oldPhone, userID: Self.oldID, at: ten.plus(minutes: 1))
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 2))
    #expect(try contact(office).phone == nil)
    #expect(try contact(office).userID == "MX.5550099")
    #expect(try contact(office, of: 1002).phone == Self.newPhone)
  }

  @Test("a case that is resolved is open again when one of the same customer, in which somebody waits, turns up")
  func waitsForAThirdParty() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    let ana = Author.person("ana")
    _ = try office.handle(.command(.act(ConversationRef(1001), .resolve, author: ana)), at: ten.plus(minutes: 1))
    try office.write("wamid.2", from: Self.newPhone, userID: Self.newID, at: ten.plus(minutes: 2))
    _ = try office.handle(
      .command(.act(ConversationRef(1002), .waitThirdParty, author: ana)), at: ten.plus(minutes: 3))
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 4))
    #expect(try office.conversation(1002)?.mergedInto == ConversationRef(1001))
    #expect(try office.conversation()?.state == .open)
    #expect(try office.conversation()?.nextDueAt != nil)
  }

  @Test("the app's greeting of what they wrote under another id is known as one when both are known to be the same")
  func greeted() throws {
    let office = Office()
    try office.write("wamid.1", from: Self.oldPhone, userID: Self.oldID, at: ten)
    try office.write("wamid.2", from: Self.newPhone, userID: Self.newID, at: ten.plus(minutes: 5))
    try office.write("wamid.3", from: Self.oldPhone, userID: Self.oldID, .text("¿Hola?"), at: ten.plus(minutes: 6))
    try update(office, phone: Self.newPhone, at: ten.plus(minutes: 7))
    _ = try office.handle(
      .command(.act(ConversationRef(1001), .resolve, author: .person("ana"))), at: ten.plus(minutes: 7, seconds: 1))
    try office.run(until: ten.plus(minutes: 3000))
    try office.echo(
      "wamid.4", to: Self.newPhone, "Gracias por escribir", written: ten.plus(minutes: 5, seconds: 3),
      at: ten.plus(minutes: 3001))
    #expect(try office.conversation()?.state == .closed)
    #expect(try office.tables.message("wamid.4")?.counts == false)
  }
}
