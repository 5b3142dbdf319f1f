import BusinessTime
import Foundation
import Helpdesk
import Testing

/// What a store holds from before reactions, requests for a phone, and lines below a row's title.
@Suite struct StoredFormTests {
  private func decode<Value: Decodable>(_ json: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(json.utf8))
  }

  private static let entry = #"""
    {"id":"01OLD","kind":"survey","number":"700000000000001","recipient":{"contact":{"_0":"c1"}},"conversation":1001,
    "createdAt":1795449600000,"rendering":{"freeForm":{"list":{"body":"¿Cómo le fue?","opener":"Calificar","rows":
    [{"id":"rating_5","title":"5 · Excelente"}]}},"template":{"name":"satisfaction","language":"es_MX","parameters":
    [{"text":"Ana"},{"name":"ref","text":"1001"}]}},"state":"queued","dueAt":1795449600000,"attempt":0,
    "sentAsTemplate":false,"switchedPath":false,"isUrgent":false}
    """#

  @Test("an entry of the outbox that was stored before reads as it was written")
  func entry() throws {
    let written = OutboxEntry(
      id: "01OLD", kind: .survey, number: "700000000000001", recipient: .contact("c1"),
      conversation: ConversationRef(1001), createdAt: Timestamp(seconds: 1_795_449_600),
      rendering: Rendering(
        freeForm: .list(
          body: "¿Cómo le fue?", opener: "Calificar", rows: [ReplyButton(id: "rating_5", title: "5 · Excelente")]),
        template: TemplateCall(
          name: "satisfaction", language: "es_MX", parameters: [.init(text: "Ana"), .init(name: "ref", text: "1001")])))
    #expect(try decode(Self.entry) == written)
  }

  @Test("texts and buttons that were stored before read as they were written")
  func forms() throws {
    #expect(try decode(#"{"text":{"_0":"Hola"}}"#) == FreeForm.text("Hola"))
    #expect(
      try decode(#"{"buttons":{"body":"¿Confirma?","buttons":[{"id":"b1","title":"Sí"}]}}"#)
        == FreeForm.buttons(body: "¿Confirma?", buttons: [ReplyButton(id: "b1", title: "Sí")]))
  }

  @Test("a reply in the journal from before is one of text alone")
  func command() throws {
    let json = #"{"reply":{"_0":1001,"text":"Ya lo vemos","author":{"person":{"_0":"ana"}}}}"#
    let written = Command.reply(ConversationRef(1001), text: "Ya lo vemos", author: .person("ana"))
    #expect(try decode(json) == written)
  }

  @Test("what is new is read back as it was written")
  func roundTrip() throws {
    func isKept<Value: Codable & Equatable>(_ value: Value) throws -> Bool {
      try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value
    }
    let row = ReplyButton(id: "r", title: "Ventas", description: "Precios")
    for form in [
      FreeForm.reaction(to: "wamid.1", emoji: "👍"), .contactRequest(body: "¿Su número?"),
      .list(body: "¿Con quién?", opener: "Elegir", rows: [row]),
    ] {
      #expect(try isKept(form))
    }
    let buttons: [TemplateCall.Button] = [
      .init(index: 0, value: .quickReply(payload: "p")), .init(index: 1, value: .url(text: "u")),
    ]
    #expect(try isKept(TemplateCall(name: "cita", language: "es", parameters: [], buttons: buttons)))
    for form in [ReplyForm.buttons([row]), .list(opener: "o", rows: [row]), .contactRequest, .reaction(to: "m1")] {
      #expect(try isKept(Command.reply(ConversationRef(1001), text: "t", form: form, author: .automation(name: "crm"))))
    }
  }
}
