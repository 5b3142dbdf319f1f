import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// A customer who is known by their user id alone answers our request for their phone with a card (semantics §1).
@Suite("a phone from a card that was asked for") struct SharedPhoneTests {
  private let ten = Office.ten
  private static let userID: UserID = "MX.5550001"
  private static let phone = "5215555506001"
  private typealias Card = MessageContent.ContactCard

  private static let own = Card(
    name: "Carla", phones: ["+52 1 55 5550 6001"], waIDs: [phone], origin: "contact_request")
  /// Meta has not always said how a card came.
  private static let plain = Card(name: "Carla", phones: ["+52 1 55 5550 6001"])

  /// Somebody without a phone has written at ten, and was asked for it two minutes later by `wamid.asked`.
  private func asked() throws -> Office {
    let office = Office()
    try office.write("wamid.1", from: nil, userID: Self.userID, at: ten)
    try ask(office, "wamid.asked", of: 1001)
    return office
  }

  private func ask(_ office: Office, _ wamid: Wamid, of ref: Int64) throws {
    let now = ten.plus(minutes: 2)
    let reply = Command.reply(
      ConversationRef(ref), text: "¿Nos comparte su número?", form: .contactRequest, author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(reply), at: now) else {
      Issue.record("nobody was asked")
      return
    }
    _ = try office.claim(id, at: now)
    try office.handle(.settled(id, .accepted(wamid: wamid, returnedPhone: nil, userID: nil)), at: now)
  }

  @discardableResult
  private func share(
    _ office: Office, _ cards: [Card], quoting quoted: Wamid? = "wamid.asked", by userID: UserID? = userID,
    from phone: String? = nil, as wamid: Wamid = "wamid.card", isForwarded: Bool = false, minute: Int64 = 3
  ) throws -> Answer {
    let now = ten.plus(minutes: minute)
    return try office.event(
      .message(
        InboundMessage(
          wamid: wamid, sender: Identity(phone: phone, userID: userID, profileName: "Carla Nieto"), timestamp: now,
          content: .contacts(cards), quoted: quoted, isForwarded: isForwarded)), at: now)
  }

  private func contact(_ office: Office, of ref: Int64 = 1001) throws -> Contact {
    let conversation = try #require(try office.conversation(ref))
    return try #require(try office.tables.contact(conversation.contact))
  }

  @Test("a request that waits while the phone becomes known goes to the user id, as Meta wants it")
  func knownMeanwhile() throws {
    let office = try asked()
    let now = ten.plus(minutes: 4)
    let again = Command.reply(
      ConversationRef(1001), text: "¿Y su número?", form: .contactRequest, author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(again), at: now) else {
      Issue.record("nobody was asked")
      return
    }
    try share(office, [Self.own], minute: 4)
    #expect(try contact(office).phone == Self.phone)
    guard case .claimed(let claim) = try office.claim(id, at: now) else {
      Issue.record("nothing is sent")
      return
    }
    #expect(claim.phone == nil && claim.userID == Self.userID)
  }

  @Test("by Meta's word, or because it answers our request, the card's phone is theirs, and sends go there")
  func shared() throws {
    for (card, quoted) in [
      (Self.own, "wamid.asked"), (Self.own, nil), (Self.plain, "wamid.asked"),
      (Card(name: nil, phones: ["0155"], waIDs: [Self.phone]), "wamid.asked"),
    ] as [(Card, Wamid?)] {
      let office = try asked()
      #expect(try share(office, [card], quoting: quoted) == .done)
      let known = try contact(office)
      #expect(known.phone == Self.phone && known.userID == Self.userID && known.name == "Carla Nieto")
      // They go on in what is open.
      #expect(try office.conversation(1002) == nil)
      try office.handle(
        .command(.reply(ConversationRef(1001), text: "Gracias", author: .person("ana"))), at: ten.plus(minutes: 4))
      let reply = try #require(try office.entries(.reply).last)
      guard case .claimed(let claim) = try office.claim(reply.id, at: ten.plus(minutes: 4)) else {
        Issue.record("nothing is sent")
        return
      }
      #expect(claim.phone == Self.phone)
      // From now on they are known by either.
      try office.write("wamid.2", from: Self.phone, .text("¿Y?"), at: ten.plus(minutes: 5))
      #expect(try office.conversation(1002) == nil)
    }
  }

  @Test("a card that may be somebody else's says nothing of their phone")
  func somebodyElse() throws {
    let picked = Card(name: "Beto", phones: ["+52 1 55 5550 6001"], waIDs: [Self.phone], origin: "other")
    let both = Card(
      name: "Carla", phones: ["+5215555506001", "+5215555506002"], waIDs: [Self.phone, nil], origin: "contact_request")
    let local = Card(name: "Carla", phones: ["55 5550 6001"], origin: "contact_request")
    let none = Card(name: "Carla", origin: "contact_request")
    let words = Card(name: "Carla", phones: ["+52 ext. 6001"], origin: "contact_request")
    for (cards, quoted) in [
      ([picked], "wamid.asked"), ([Self.own, Self.own], "wamid.asked"), ([both], "wamid.asked"),
      ([local], "wamid.asked"), ([none], "wamid.asked"), ([words], "wamid.asked"), ([Self.plain], nil),
      ([Self.plain], "wamid.1"), ([Self.plain], "wamid.nothing"),
    ] as [([Card], Wamid?)] {
      let office = try asked()
      #expect(try share(office, cards, quoting: quoted) == .done)
      #expect(try contact(office).phone == nil, "\(cards) \(String(describing: quoted))")
    }
    let forwarded = try asked()
    try share(forwarded, [Self.own], isForwarded: true)
    #expect(try contact(forwarded).phone == nil)
  }

  @Test("what answers a text of ours, or somebody else's request, answers no request of theirs")
  func noRequest() throws {
    let office = Office()
    try office.write("wamid.1", from: nil, userID: Self.userID, at: ten)
    try office.write("wamid.2", from: nil, userID: "MX.5550002", at: ten)
    try ask(office, "wamid.other", of: 1002)
    let reply = Command.reply(ConversationRef(1001), text: "¿Su número?", author: .person("ana"))
    guard case .replied(let id) = try office.handle(.command(reply), at: ten.plus(minutes: 2)) else { return }
    _ = try office.claim(id, at: ten.plus(minutes: 2))
    try office.handle(
      .settled(id, .accepted(wamid: "wamid.text", returnedPhone: nil, userID: nil)), at: ten.plus(minutes: 2))
    try share(office, [Self.plain], quoting: "wamid.text", as: "wamid.card1")
    try share(office, [Self.plain], quoting: "wamid.other", as: "wamid.card2")
    #expect(try contact(office, of: 1001).phone == nil)
    #expect(try contact(office, of: 1002).phone == nil)
  }

  @Test("a phone of another user id moves to them and merges nothing; of somebody known by it alone, both are one")
  func taken() throws {
    let recycled = try asked()
    try recycled.write("wamid.2", from: Self.phone, userID: "MX.5550099", at: ten.plus(minutes: 1))
    try share(recycled, [Self.own])
    #expect(try contact(recycled).phone == Self.phone)
    #expect(try contact(recycled, of: 1002).userID == "MX.5550099")
    #expect(try contact(recycled, of: 1002).phone == nil)
    #expect(try recycled.conversation(1002)?.mergedInto == nil)

    let same = try asked()
    try same.write("wamid.2", from: "525555506001", at: ten.plus(minutes: 1))
    try share(same, [Self.own])
    #expect(try contact(same).phone == Self.phone)
    #expect(try same.conversation(1002)?.mergedInto == ConversationRef(1001))
    #expect(try same.tables.contact(phone: PhoneKey(Self.phone))?.userID == Self.userID)
  }

  @Test("brought again it changes nothing, and who has a phone keeps it")
  func repeated() throws {
    let office = try asked()
    try share(office, [Self.own])
    let known = try contact(office)
    #expect(try share(office, [Self.own], minute: 5) == .duplicate)
    #expect(try contact(office) == known)
    let another = Card(name: "Carla", phones: ["+5215555507777"], origin: "contact_request")
    try share(office, [another], as: "wamid.card2", minute: 6)
    #expect(try contact(office).phone == Self.phone)

    let phoned = Office()
    try phoned.write("wamid.1", from: "5215555508888", at: ten)
    try share(phoned, [Self.own], quoting: nil, by: nil, from: "5215555508888")
    #expect(try contact(phoned).phone == "5215555508888")
  }

  @Test("nobody becomes one of our people, or one of our numbers, by a card")
  func ours() throws {
    for phone in ["5215555501111", "525555551234"] {
      let office = try asked()
      let card = Card(name: "Ana", phones: ["+" + phone], waIDs: [phone], origin: "contact_request")
      #expect(try share(office, [card]) == .done)
      #expect(try contact(office).phone == nil)
    }
  }
}
