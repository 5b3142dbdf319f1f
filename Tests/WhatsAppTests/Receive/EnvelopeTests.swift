import Helpdesk
import Testing

@testable import WhatsApp

@Suite("The envelope")
struct EnvelopeTests {
  @Test(
    "what this version does not read is kept and counted by its field",
    arguments: [
      ("account_update", "account_update"), ("field_inside_entry", "account_update"),
      ("value_inside_entry", "security"), ("history", "history"), ("calls_with_statuses", "calls.statuses"),
      ("unknown_object", "page.feed"), ("empty_value", "messages"),
    ])
  func other(fixture: String, field: String) throws {
    #expect(try Fixture.readings(fixture).map(\.otherField) == [field])
  }

  @Test("a change that lost its field is known by its keys")
  func fieldMissing() throws {
    #expect(try Fixture.readings("field_missing").map(\.wamid) == ["wamid.TEST0001"])
  }

  @Test("an unknown list beside the messages is an item, a plain property is none")
  func unknownKey() throws {
    let readings = try Fixture.readings("unknown_key_in_value")
    #expect(readings.map(\.wamid) == ["wamid.TEST0001", nil])
    #expect(readings.map(\.otherField) == [nil, "messages.novelty"])
  }

  @Test("each error at the value is an item")
  func valueErrors() throws {
    #expect(try Fixture.readings("value_errors_only").map(\.otherField) == ["messages.errors", "messages.errors"])
  }

  @Test("a known field without its value is kept unread")
  func valueMissing() throws {
    #expect(try Fixture.readings("value_missing").map(\.reason) == [.noValue])
  }

  @Test("entries and changes of every wrong kind are kept, and the right one among them is read")
  func everyKind() throws {
    let readings = try Fixture.readings("entries_of_every_kind")
    #expect(
      readings.map(\.reason) == [.notAnObject, .notAnObject, .noChanges, .noChanges, .notAnObject, .notAnObject, nil])
    #expect(readings.last?.otherField == "flows")
  }

  @Test("a POST for several numbers and accounts gives each item its own")
  func severalNumbers() throws {
    let items = try Fixture.readings("two_numbers").compactMap { reading in
      if case .item(let item) = reading { item } else { nil }
    }
    #expect(items.map(\.account) == ["900000000000001", "900000000000001", "900000000000002"])
    #expect(items.map(\.number) == ["100000000000001", "100000000000002", "100000000000003"])
  }

  @Test(
    "a body in which nothing can be told apart is kept whole, with the reason",
    arguments: [
      ("", .empty), (" \n", .empty), ("x", .notJSON), ("{", .notJSON), (#"{"entry":[}"#, .notJSON),
      ("[]", .notAnObject), ("7", .notAnObject), ("\"a\"", .notAnObject), ("null", .notAnObject),
      ("{}", .noEntry), (#"{"object":"whatsapp_business_account"}"#, .noEntry), (#"{"entry":[]}"#, .noEntry),
      (#"{"entry":null}"#, .noEntry), ("{} {}", .notJSON),
    ] as [(String, UnreadableBody)])
  func unreadable(body: String, reason: UnreadableBody) {
    #expect(WebhookDecoder.decode(Array(body.utf8), receivedAt: Fixture.receivedAt) == .unreadable(reason))
  }
}
