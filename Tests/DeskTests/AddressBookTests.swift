import BusinessTime
import Helpdesk
import Testing

@testable import Simulation

/// What the phone app's address book says of customers (whatsapp §2), and other news that ask nothing of anybody.
@Suite("names of the address book, and what is only kept") struct AddressBookTests {
  private let ten = Office.ten
  private static let phone = "5215555506001"

  /// Somebody who wrote; their name is what came along.
  private func office(name: String? = nil) throws -> Office {
    let office = Office()
    let sender = Identity(phone: Self.phone, userID: "MX.5550001", profileName: name)
    try office.event(
      .message(InboundMessage(wamid: "wamid.1", sender: sender, timestamp: ten, content: .text("Hola"))), at: ten)
    return office
  }

  private func change(
    _ person: Identity, _ name: String?, _ action: AddressBookChange.Action = .add
  ) -> WebhookEvent {
    .addressBook(AddressBookChange(person: person, fullName: name, action: .known(action)))
  }

  private func name(_ office: Office) throws -> String? {
    try office.tables.contact(phone: PhoneKey(Self.phone))?.name
  }

  @Test(
    "a customer without a name gets the saved one, by phone in any spelling or by user id",
    arguments: [
      Identity(phone: phone), Identity(phone: "525555506001"), Identity(userID: "MX.5550001"),
      Identity(phone: phone, userID: "MX.5550001"),
    ])
  func named(_ person: Identity) throws {
    let office = try office()
    #expect(try name(office) == nil)
    #expect(try office.event(change(person, "Carla Ejemplo"), at: ten.plus(minutes: 1)) == .done)
    #expect(try name(office) == "Carla Ejemplo")
  }

  @Test("a name of their own stays, and removal takes none")
  func kept() throws {
    let office = try office(name: "Carla Nieto")
    try office.event(change(Identity(phone: Self.phone), "Carla Ejemplo"), at: ten.plus(minutes: 1))
    #expect(try name(office) == "Carla Nieto")
    try office.event(change(Identity(phone: Self.phone), "Carla Nieto", .remove), at: ten.plus(minutes: 2))
    #expect(try name(office) == "Carla Nieto")
  }

  @Test("a removal gives no name, nor does an entry without one, nor one of somebody else")
  func notNamed() throws {
    let office = try office()
    let others = [
      change(Identity(phone: Self.phone), "Carla Ejemplo", .remove), change(Identity(phone: Self.phone), nil),
      change(Identity(phone: "5215555506002"), "Luz"), change(Identity(userID: "MX.5550002"), "Luz"),
      // The phone was theirs before: who has it now is another.
      change(Identity(phone: Self.phone, userID: "MX.5550002"), "Luz"), change(Identity(), "Luz"),
    ]
    for event in others { #expect(try office.event(event, at: ten.plus(minutes: 1)) == .done) }
    #expect(try name(office) == nil)
    #expect(try office.tables.contact(phone: PhoneKey("5215555506002")) == nil)
    #expect(try office.tables.contact(userID: "MX.5550002") == nil)
  }

  @Test("preferences, the past, news and errors are done with, and change nothing")
  func only() throws {
    let office = try office()
    let person = Identity(phone: "5215555506002")
    let past = PastMessage(wamid: "wamid.past", customer: person, direction: .fromCustomer, content: .text("Urgente"))
    let news = AccountNews(
      field: "account_update", fact: .update(AccountUpdate(event: .known(.deleted))), timestamp: nil)
    let events: [WebhookEvent] = [
      .preference(
        MarketingPreference(person: person, category: .known(.marketing), value: .known(.stop), timestamp: ten)),
      .history(.message(past)), .history(.error(AccountError(code: 2_593_109))), .account(news),
      .group(GroupNews(field: .lifecycle, groupID: "grupo1", timestamp: nil)),
      .accountError(AccountError(code: 131_031)),
    ]
    for event in events {
      // Of a number that the rules do not list, too.
      for number in [Office.number, "700000000000009"] {
        #expect(try office.event(event, on: number, at: ten.plus(minutes: 1)) == .done)
      }
    }
    #expect(try office.tables.contact(phone: PhoneKey("5215555506002")) == nil)
    #expect(try office.tables.message("wamid.past") == nil)
    #expect(try office.tables.line(Office.number)?.templatesOut.isEmpty ?? true)
  }
}
