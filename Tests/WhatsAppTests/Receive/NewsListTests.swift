import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("Preferences, address books, groups and errors at the value")
struct NewsListTests {
  @Test("who wants no more marketing, and who wants it again; what is broken between them costs neither")
  func preferences() throws {
    let readings = try Fixture.readings("user_preferences")
    let rosa = Identity(phone: "5215555550177", userID: "MX.1000000000000001", profileName: "Rosa Prueba")
    #expect(
      readings.map(\.event) == [
        .preference(
          MarketingPreference(
            person: rosa, category: .known(.marketing), value: .known(.stop),
            timestamp: Timestamp(seconds: 1_795_300_021))),
        .other(field: "user_preferences"),
        .preference(
          MarketingPreference(
            person: Identity(userID: "MX.1000000000000002"), category: .known(.marketing), value: .known(.resume),
            timestamp: Timestamp(seconds: 1_795_300_022))),
      ])
    #expect(readings.map(\.number) == ["100000000000001", "100000000000001", "100000000000001"])
  }

  @Test("a preference of nobody, or without a value, is kept raw; unknown words keep their names")
  func oddPreferences() throws {
    let luz = Identity(userID: "MX.1000000000000003")
    let kept = WebhookEvent.other(field: "user_preferences")
    #expect(
      try Fixture.readings("user_preferences_odd").map(\.event) == [
        kept,
        .preference(MarketingPreference(person: luz, category: nil, value: .known(.stop), timestamp: nil)),
        .preference(
          MarketingPreference(
            person: luz, category: .other("utility_messages"), value: .other("pause"), timestamp: nil)),
        kept, kept, kept,
      ])
  }

  @Test("each element has its own bytes, and nothing else's")
  func slices() throws {
    let body = try Fixture.bytes("app_state_sync")
    let slices = try Fixture.items(of: body).map { String(decoding: body[$0.slice], as: UTF8.self) }
    try #require(slices.count == 3)
    #expect(slices[0].hasPrefix(#"{"type":"contact","contact":{"full_name":"Rosa"#))
    #expect(slices[0].hasSuffix(#""metadata":{"timestamp":"1795300024"}}"#))
    #expect(slices[1] == #""x""#)
  }

  @Test("whom the business saved in its phone, by what name, and whom it removed")
  func addressBook() throws {
    #expect(
      try Fixture.readings("app_state_sync").map(\.event) == [
        .addressBook(
          AddressBookChange(
            person: Identity(phone: "5215555550177", userID: "MX.1000000000000001"), fullName: "Rosa Ejemplo Prueba",
            action: .known(.add), timestamp: Timestamp(seconds: 1_795_300_024))),
        .other(field: "smb_app_state_sync"),
        .addressBook(
          AddressBookChange(
            person: Identity(userID: "MX.1000000000000002"), username: "luz.prueba", action: .known(.remove),
            timestamp: Timestamp(seconds: 1_795_300_025))),
      ])
  }

  @Test("an entry that names nobody or does nothing is kept raw; a broken name is none")
  func oddAddressBook() throws {
    let kept = WebhookEvent.other(field: "smb_app_state_sync")
    let phone = Identity(phone: "5215555550177")
    #expect(
      try Fixture.readings("app_state_sync_odd").map(\.event) == [
        kept, kept, kept, .addressBook(AddressBookChange(person: phone, action: .other("merge"))),
        .addressBook(AddressBookChange(person: Identity(), username: "luz.prueba", action: .known(.add))),
        .addressBook(AddressBookChange(person: phone, action: .known(.add))), kept,
      ])
  }

  @Test("each error beside no messages is the account's, by its code; one without a code is kept raw")
  func accountErrors() throws {
    #expect(
      try Fixture.readings("account_errors").map(\.event) == [
        .accountError(AccountError(code: 131_031, title: "Account locked")), .other(field: "messages.errors"),
        .accountError(AccountError(code: 131_042, title: "Payment")), .other(field: "messages.errors"),
      ])
  }

  @Test("a list that is none, or empty, is one item under its field", arguments: ["7", "null", "[]", #""x""#])
  func noList(_ list: String) throws {
    let lists = [
      ("user_preferences", "user_preferences"), ("smb_app_state_sync", "state_sync"), ("history", "history"),
      ("group_settings_update", "groups"),
    ]
    for (field, name) in lists {
      let change = #"{"field":"\#(field)","value":{"messaging_product":"whatsapp","\#(name)":\#(list)}}"#
      for body in [change, #"{"field":"\#(field)","value":\#(list)}"#] {
        let readings = try Fixture.readings(of: Array(#"{"entry":[{"changes":[\#(body)]}]}"#.utf8))
        #expect(readings.map(\.event) == [.other(field: field)], "\(body)")
      }
    }
  }
}
