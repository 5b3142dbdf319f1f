import BusinessTime
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

  /// A value of each field that this gateway acts on in no way, as Meta shapes it.
  static let keptFields: [(field: String, value: String)] = [
    ("smb_app_state_sync", #"{"state_sync":[{"type":"contact","contact":{"full_name":"Luz"},"action":"add"}]}"#),
    ("history", #"{"history":[{"metadata":{"phase":0,"progress":50},"threads":[]}]}"#),
    ("user_preferences", #"{"user_preferences":[{"user_id":"MX.1","category":"marketing_messages","value":"stop"}]}"#),
    ("business_username_update", #"{"display_phone_number":"525555550100","username":"acme","status":"approved"}"#),
    ("business_username_updates", #"{"display_phone_number":"525555550100","status":"deleted"}"#),
    ("message_template_quality_update", #"{"previous_quality_score":"GREEN","new_quality_score":"YELLOW"}"#),
    ("message_template_components_update", #"{"message_template_id":1,"message_template_element":"Hola {{1}}"}"#),
    ("template_category_update", #"{"message_template_id":1,"new_category":"MARKETING"}"#),
    ("account_update", #"{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE"}}"#),
    ("account_alerts", #"{"entity_type":"BUSINESS","alert_info":{"alert_severity":"CRITICAL"}}"#),
    ("account_review_update", #"{"decision":"APPROVED"}"#),
    ("account_settings_update", #"{"type":"phone_number_settings","phone_number_settings":{}}"#),
    ("business_capability_update", #"{"max_daily_conversations_per_business":"TIER_1K"}"#),
    ("phone_number_quality_update", #"{"display_phone_number":"525555550100","event":"THROUGHPUT_UPGRADE"}"#),
    ("phone_number_name_update", #"{"decision":"REJECTED","requested_verified_name":"Acme","rejection_reason":null}"#),
    ("security", #"{"display_phone_number":"525555550100","event":"PIN_CHANGED","requester":"1"}"#),
    ("flows", #"{"event":"FLOW_STATUS_CHANGE","flow_id":"1","new_status":"BLOCKED"}"#),
    ("group_lifecycle_update", #"{"groups":[{"group_id":"g1","type":"group_create"}]}"#),
    ("group_participants_update", #"{"groups":[{"group_id":"g1","added_participants":[{"wa_id":"5215555550123"}]}]}"#),
    ("group_settings_update", #"{"groups":[{"group_id":"g1","group_subject":{"text":"Obra"}}]}"#),
    ("group_status_update", #"{"groups":[{"group_id":"g1","type":"group_suspend"}]}"#),
    ("payment_configuration_update", #"{"configuration_name":"caja","status":"Active"}"#),
    ("partner_solutions", #"{"event":"SOLUTION_CREATED","solution_id":"1"}"#),
    ("automatic_events", #"{"automatic_events":[{"event_name":"LeadSubmitted","ctwa_clid":"c"}]}"#),
    ("a_field_of_next_year", #"{"anything":[1,2,{"deep":true}]}"#),
  ]

  @Test("each field that asks nothing of us is one item under its name, with its bytes, beside a message that is read")
  func keptField() throws {
    for (field, value) in Self.keptFields {
      let change = #"{"field":"\#(field)","value":\#(value)}"#
      let message =
        #"{"field":"messages","value":{"messages":[{"id":"wamid.X","type":"text","text":{"body":"Hola"}}]}}"#
      for changes in [[change, message], [message, change]] {
        let body = Array(#"{"entry":[{"id":"900","changes":[\#(changes.joined(separator: ","))]}]}"#.utf8)
        guard case .items(let items) = WebhookDecoder.decode(body, receivedAt: Timestamp(seconds: 1_795_300_000)) else {
          Issue.record("\(field) costs the whole body")
          continue
        }
        #expect(items.count == 2, "\(field)")
        let kept = items.first { item in
          guard case .item(let read) = item.reading, case .other(let name) = read.event else { return false }
          return name == field
        }
        #expect(kept.map { String(decoding: body[$0.slice], as: UTF8.self) } == change, "\(field)")
        #expect(
          items.contains { item in
            if case .item(let read) = item.reading, case .message = read.event { true } else { false }
          }, "\(field)")
      }
    }
  }
}
