import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("Who somebody is by now, who calls, and what becomes of templates")
struct PeopleTests {
  @Test("an update of user ids names the former and the new one, with the phone and name that came along")
  func userIDUpdate() throws {
    let readings = try Fixture.readings("user_id_update")
    let change = IdentityChange(
      previous: Identity(userID: "MX.2000000000000001"),
      current: Identity(phone: "5215555550177", userID: "MX.2000000000000002", profileName: "Rosa Prueba"))
    #expect(readings.map(\.event) == [.identityChange(change), .other(field: "user_id_update.user_id_update")])
  }

  @Test("a system message says who its sender is from now on")
  func systemMessage() throws {
    guard case .message(let message)? = try Fixture.readings("system_number_change").first?.event else {
      Issue.record("no message")
      return
    }
    #expect(message.sender == Identity(phone: "5215555550123", userID: "MX.1000000000000001"))
    #expect(message.newIdentity == Identity(phone: "5215555550124"))
  }

  @Test(
    "only a change of number or user id does",
    arguments: [
      ("user_changed_user_id", true), ("customer_changed_number", true), ("customer_identity_changed", false),
      ("something_new", false),
    ])
  func systemTypes(_ type: String, _ changes: Bool) throws {
    let body = """
      {"object":"whatsapp_business_account","entry":[{"id":"900000000000001","changes":[{"field":"messages","value":\
      {"messages":[{"from":"5215555550123","id":"wamid.T1","type":"system","system":{"type":"\(type)",\
      "user_id":"MX.2000000000000002"}},{"from":"5215555550123","id":"wamid.T2","type":"text","text":{"body":"a"},\
      "system":{"type":"\(type)","user_id":"MX.2000000000000002"}}]}}]}]}
      """
    let identities = try Fixture.readings(of: Array(body.utf8)).map { reading -> Identity? in
      if case .message(let message)? = reading.event { message.newIdentity } else { nil }
    }
    #expect(identities == [changes ? Identity(userID: "MX.2000000000000002") : nil, nil])
  }

  @Test("who they were is read from the change itself, where the message names nobody or names them anew")
  func previousUserID() throws {
    let change =
      #""type":"system","system":{"type":"user_changed_user_id","previous_user_id":"MX.1000000000000001","#
      + #""user_id":"MX.2000000000000002"}"#
    let messages = [
      #"{"id":"wamid.T1",\#(change)}"#,
      #"{"id":"wamid.T2","from_user_id":"MX.2000000000000002",\#(change)}"#,
      #"{"id":"wamid.T3","from":"5215555550123",\#(change)}"#,
      #"{"id":"wamid.T4","type":"system","system":{"type":"user_changed_user_id","user_id":"MX.2000000000000002"}}"#,
    ]
    let body =
      #"{"object":"whatsapp_business_account","entry":[{"id":"900000000000001","changes":[{"field":"#
      + #""messages","value":{"messages":[\#(messages.joined(separator: ","))]}}]}]}"#
    let read = try Fixture.readings(of: Array(body.utf8)).map { reading -> InboundMessage? in
      if case .message(let message)? = reading.event { message } else { nil }
    }
    let former: UserID = "MX.1000000000000001"
    #expect(
      read.map(\.?.sender) == [
        Identity(userID: former), Identity(userID: former), Identity(phone: "5215555550123", userID: former),
        Identity(),
      ])
    #expect(read.allSatisfy { $0?.newIdentity == Identity(userID: "MX.2000000000000002") })
  }

  @Test(
    "without the property, the sentence says who they were, if it says what Meta's does",
    arguments: [
      ("User Ana Prueba changed from MX.1000000000000001 to MX.2000000000000002", "MX.1000000000000001"),
      ("User from to changed from MX.1000000000000001 to MX.2000000000000002", "MX.1000000000000001"),
      ("User Ana changed from MX.1000000000000001 to MX.3000000000000003", nil),
      ("User Ana changed from 5215555550123 to MX.2000000000000002", nil),
      ("User Ana changed to MX.2000000000000002", nil), ("MX.1000000000000001 to MX.2000000000000002", nil), ("", nil),
    ] as [(String, String?)])
  func formerInSentence(_ sentence: String, _ former: String?) throws {
    let body = """
      {"object":"whatsapp_business_account","entry":[{"id":"900000000000001","changes":[{"field":"messages","value":\
      {"messages":[{"id":"wamid.T1","type":"system","system":{"type":"user_changed_user_id","body":"\(sentence)",\
      "user_id":"MX.2000000000000002"}}]}}]}]}
      """
    guard case .message(let message)? = try Fixture.readings(of: Array(body.utf8)).first?.event else {
      Issue.record("no message")
      return
    }
    #expect(message.sender == Identity(userID: former.map { UserID($0) }))
  }

  @Test("a template's pause, its end that comes as an approval, and an event without a name")
  func templates() throws {
    let time = Timestamp(seconds: 1_795_300_041)
    #expect(
      try Fixture.readings("template_status").map(\.event) == [
        .templateChange(TemplateChange(name: "aviso_prueba", language: "es_MX", event: "PAUSED", timestamp: time)),
        .templateChange(TemplateChange(name: "aviso_prueba", language: "es_MX", event: "UNPAUSED", timestamp: time)),
        .other(field: "message_template_status_update"),
      ])
  }

  @Test("a customer's call is one, ours is none, and the states of a call are kept")
  func calls() throws {
    let caller = Identity(phone: "5215555550177", profileName: "Rosa Prueba")
    #expect(
      try Fixture.readings("calls").map(\.event) == [
        .call(IncomingCall(caller: caller, timestamp: Timestamp(seconds: 1_795_300_042))), .other(field: "calls.calls"),
      ])
  }
}
