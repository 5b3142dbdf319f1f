import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("The envelope")
struct EnvelopeTests {
  @Test(
    "what this version does not read is kept and counted by its field",
    arguments: [
      ("calls_with_statuses", "calls.statuses"), ("unknown_object", "page.feed"), ("empty_value", "messages"),
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

  @Test("properties that nobody knows are named beside what is read, a few of each item and each once")
  func novelties() throws {
    #expect(
      try Fixture.novelties("novelties") == [
        ["message.mood", "message.weather"],
        ["message.a1", "message.a2", "message.a3", "message.a4"], ["status.warmth"],
      ])
    for known in [
      "image_caption", "statuses_all", "unknown_type", "text_referral", "voice_type", "system_number_change",
    ] {
      #expect(try Fixture.novelties(known).allSatisfy(\.isEmpty), "\(known)")
    }
  }

  @Test("each error at the value is an item")
  func valueErrors() throws {
    #expect(
      try Fixture.readings("value_errors_only").map(\.event) == [
        .accountError(AccountError(code: 130_429, title: "Rate")),
        .accountError(AccountError(code: 131_000, title: "x")),
      ])
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

  /// A value of each field that asks nothing of this gateway, as Meta shapes it, and what of it is the item: the
  /// change, or else the element of the list.
  static let keptFields: [(field: String, value: String, element: String?)] = {
    let contact = #"{"type":"contact","contact":{"full_name":"Luz","user_id":"MX.1"},"action":"add"}"#
    let chunk = #"{"metadata":{"phase":0,"progress":50},"threads":[]}"#
    let preference = #"{"user_id":"MX.1","category":"marketing_messages","value":"stop"}"#
    let template = #""message_template_name":"aviso","message_template_language":"es""#
    let groups = [
      #"{"group_id":"g1","type":"group_create"}"#,
      #"{"group_id":"g1","added_participants":[{"wa_id":"5215555550123"}]}"#,
      #"{"group_id":"g1","group_subject":{"text":"Obra"}}"#, #"{"group_id":"g1","type":"group_suspend"}"#,
    ]
    return [
      ("smb_app_state_sync", #"{"state_sync":[\#(contact)]}"#, contact),
      ("history", #"{"history":[\#(chunk)]}"#, chunk),
      ("user_preferences", #"{"user_preferences":[\#(preference)]}"#, preference),
      ("business_username_update", #"{"display_phone_number":"525555550100","status":"approved"}"#, nil),
      ("business_username_updates", #"{"display_phone_number":"525555550100","status":"deleted"}"#, nil),
      ("message_template_quality_update", #"{"new_quality_score":"YELLOW",\#(template)}"#, nil),
      ("message_template_components_update", #"{"message_template_element":"Hola {{1}}",\#(template)}"#, nil),
      ("template_category_update", #"{"new_category":"MARKETING",\#(template)}"#, nil),
      ("account_update", #"{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"DISABLE"}}"#, nil),
      ("account_alerts", #"{"entity_type":"BUSINESS","alert_info":{"alert_type":"LIMITS"}}"#, nil),
      ("account_review_update", #"{"decision":"APPROVED"}"#, nil),
      ("account_settings_update", #"{"type":"phone_number_settings","phone_number_settings":{}}"#, nil),
      ("business_capability_update", #"{"max_daily_conversations_per_business":"TIER_1K"}"#, nil),
      ("phone_number_quality_update", #"{"display_phone_number":"525555550100","event":"ONBOARDING"}"#, nil),
      ("phone_number_name_update", #"{"decision":"REJECTED","rejection_reason":null}"#, nil),
      ("security", #"{"display_phone_number":"525555550100","event":"PIN_CHANGED","requester":"1"}"#, nil),
      ("flows", #"{"event":"FLOW_STATUS_CHANGE","flow_id":"1","new_status":"BLOCKED"}"#, nil),
      ("group_lifecycle_update", #"{"groups":[\#(groups[0])]}"#, groups[0]),
      ("group_participants_update", #"{"groups":[\#(groups[1])]}"#, groups[1]),
      ("group_settings_update", #"{"groups":[\#(groups[2])]}"#, groups[2]),
      ("group_status_update", #"{"groups":[\#(groups[3])]}"#, groups[3]),
      ("payment_configuration_update", #"{"configuration_name":"caja","status":"Active"}"#, nil),
      ("partner_solutions", #"{"event":"SOLUTION_CREATED","solution_id":"1"}"#, nil),
      ("automatic_events", #"{"automatic_events":[{"event_name":"LeadSubmitted","ctwa_clid":"c"}]}"#, nil),
      ("a_field_of_next_year", #"{"anything":[1,2,{"deep":true}]}"#, nil),
    ]
  }()

  @Test("each field that asks nothing of us is one item under its name, with its bytes, beside a message that is read")
  func keptField() throws {
    for (field, value, element) in Self.keptFields {
      let change = #"{"field":"\#(field)","value":\#(value)}"#
      let message =
        #"{"field":"messages","value":{"messages":[{"id":"wamid.X","type":"text","text":{"body":"Hola"}}]}}"#
      for changes in [[change, message], [message, change]] {
        let body = Array(#"{"entry":[{"id":"900","changes":[\#(changes.joined(separator: ","))]}]}"#.utf8)
        guard case .items(let items, _) = WebhookDecoder.decode(body, receivedAt: Timestamp(seconds: 1_795_300_000))
        else {
          Issue.record("\(field) costs the whole body")
          continue
        }
        #expect(items.count == 2, "\(field)")
        let kept = items.first { $0.reading.event?.countedField == field }
        #expect(kept.map { String(decoding: body[$0.slice], as: UTF8.self) } == element ?? change, "\(field)")
        // An empty chunk of the past tells nothing, and of next year's fields nobody knows.
        let isRead = kept?.reading.otherField == nil
        #expect(isRead == !["history", "a_field_of_next_year"].contains(field), "\(field)")
        #expect(
          items.contains { item in
            if case .item(let read) = item.reading, case .message = read.event { true } else { false }
          }, "\(field)")
      }
    }
  }
}
