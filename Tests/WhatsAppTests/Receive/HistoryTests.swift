import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("What was written before a number was connected")
struct HistoryTests {
  private let kept = WebhookEvent.other(field: "history")

  @Test("each message of a thread is an item with who, which way, what, its state and time; so is why there are none")
  func threads() throws {
    let rosa = Identity(phone: "5215555550177", userID: "MX.1000000000000001", profileName: "rosa.prueba")
    let luz = Identity(userID: "MX.1000000000000002", profileName: "luz.prueba")
    let list = MessageContent.Media(kind: .image, mediaID: "700000000000009", caption: "Lista")
    #expect(
      try Fixture.readings("history_threads").map(\.event) == [
        .history(
          .message(
            PastMessage(
              wamid: "wamid.PAST1", customer: rosa, direction: .fromCustomer,
              content: .text("¿Tienen sucursal en Puebla?"), status: .known(.read),
              timestamp: Timestamp(seconds: 1_795_200_001)))),
        kept,
        .history(
          .message(
            PastMessage(
              wamid: "wamid.PAST2", customer: rosa, direction: .toCustomer, content: .text("Sí, en el centro"),
              status: .known(.delivered), timestamp: Timestamp(seconds: 1_795_200_003)))),
        .history(
          .message(
            PastMessage(
              wamid: "wamid.PAST3", customer: luz, direction: .toCustomer, content: .media(list),
              status: .known(.played), timestamp: Timestamp(seconds: 1_795_200_004)))),
        .history(
          .message(
            PastMessage(
              wamid: "wamid.PAST4", customer: luz, direction: .fromCustomer,
              content: .other(type: "media_placeholder", subtype: nil), status: .other("ARCHIVED"),
              timestamp: Timestamp(seconds: 1_795_200_005)))),
        .history(.error(AccountError(code: 2_593_109, title: "History is not shared"))),
      ])
  }

  @Test("a chunk of nothing but a refusal is that refusal")
  func refused() throws {
    #expect(
      try Fixture.event("history_refused")
        == .history(.error(AccountError(code: 2_593_109, title: "The business declined"))))
  }

  @Test("chunks, threads and messages of which nothing can be told are kept raw, each beside what can be read")
  func odd() throws {
    #expect(
      try Fixture.readings("history_odd").map(\.event) == [
        kept, kept, kept,
        .history(
          .message(
            PastMessage(
              wamid: "wamid.PAST5", customer: Identity(phone: "5215555550177"), direction: .fromCustomer,
              content: .other(type: "text", subtype: nil)))),
        kept,
        .history(
          .message(
            PastMessage(
              wamid: "wamid.PAST6", customer: Identity(phone: "5215555550178"), direction: .toCustomer,
              content: .other(type: "unknown", subtype: nil)))),
      ])
  }

  @Test("a message that says nothing of its sender is its thread's")
  func threadOnly() throws {
    #expect(
      try Fixture.event("history")
        == .history(
          .message(
            PastMessage(
              wamid: "wamid.OLD", customer: Identity(phone: "5215555550123"), direction: .fromCustomer,
              content: .other(type: "unknown", subtype: nil)))))
  }

  @Test("a message that names somebody else than its thread's is theirs, and a thread adds what it does not say")
  func somebodyElse() throws {
    let messages = [
      #"{"id":"wamid.1","from":"5215555550178"}"#, #"{"id":"wamid.2","from_user_id":"MX.1000000000000009"}"#,
      #"{"id":"wamid.3","from":"525555550177"}"#, #"{"id":"wamid.4","from_user_id":"MX.1000000000000001"}"#,
    ].joined(separator: ",")
    let context = #"{"wa_id":"5215555550177","user_id":"MX.1000000000000001"}"#
    let value = #"{"history":[{"threads":[{"context":\#(context),"messages":[\#(messages)]}]}]}"#
    let body = #"{"entry":[{"changes":[{"field":"history","value":\#(value)}]}]}"#
    let people = try Fixture.readings(of: Array(body.utf8)).map { reading -> Identity? in
      if case .history(.message(let past))? = reading.event { past.customer } else { nil }
    }
    #expect(
      people == [
        Identity(phone: "5215555550178"), Identity(userID: "MX.1000000000000009"),
        Identity(phone: "525555550177", userID: "MX.1000000000000001"),
        Identity(phone: "5215555550177", userID: "MX.1000000000000001"),
      ])
  }

  @Test("the past is bounded as the present: one message beyond ten thousand, and the body is kept whole")
  func bound() throws {
    func decode(_ count: Int) -> DecodedWebhook {
      let thread = #"{"messages":[\#((0..<count).map { #"{"id":"wamid.\#($0)"}"# }.joined(separator: ","))]}"#
      let value = #"{"history":[{"threads":[\#(thread)]}]}"#
      let body = #"{"entry":[{"changes":[{"field":"history","value":\#(value)}]}]}"#
      return WebhookDecoder.decode(Array(body.utf8), receivedAt: Fixture.receivedAt)
    }
    guard case .items(let items, _) = decode(10_000) else { throw Fixture.Missing() }
    #expect(items.count == 10_000)
    #expect(decode(10_001) == .unreadable(.tooLarge))
  }
}
