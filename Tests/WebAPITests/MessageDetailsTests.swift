import BusinessTime
import Foundation
import Testing

/// What the API shows of a message that is more than its text. Each arrives as Meta would post it.
@Suite(.serialized) struct MessageDetailsTests {
  struct Shown: Sendable {
    var name: String
    /// Type and object of the message, and what stands beside them.
    var posted: String
    var kind: String
    var text: String?
    /// As it stands in the answer.
    var details: String?
  }

  static let shown: [Shown] = [
    Shown(name: "a text", posted: #""type":"text","text":{"body":"Hola"}"#, kind: "text", text: "Hola"),
    Shown(
      name: "a document",
      posted: #""type":"document","document":{"id":"7001","mime_type":"application/pdf","filename":"contrato.pdf"}"#,
      kind: "document", details: #"{"media":{"id":"7001","mime_type":"application/pdf","filename":"contrato.pdf"}}"#),
    Shown(
      name: "a voice note", posted: #""type":"audio","audio":{"id":"7002","mime_type":"audio/ogg","voice":true}"#,
      kind: "audio", details: #"{"media":{"id":"7002","mime_type":"audio/ogg","voice":true}}"#),
    Shown(
      name: "a picture with words",
      posted: #""type":"image","image":{"id":"7003","mime_type":"image/jpeg","caption":"Mi recibo"}"#, kind: "image",
      text: "Mi recibo", details: #"{"media":{"id":"7003","mime_type":"image/jpeg"}}"#),
    Shown(
      name: "a place",
      posted: #""type":"location","location":{"latitude":4.5,"longitude":-74.25,"name":"Local","address":"Calle 5"}"#,
      kind: "location", text: "Local, Calle 5",
      details: #"{"location":{"latitude":4.5,"longitude":-74.25,"name":"Local","address":"Calle 5"}}"#),
    Shown(
      name: "a card",
      posted: #""type":"contacts","contacts":[{"name":{"formatted_name":"Beto"},"phones":[{"phone":"+15555550177"}]}]"#,
      kind: "contacts", text: "Beto",
      details: #"{"contacts":[{"name":"Beto","phones":["+15555550177"],"emails":[]}]}"#),
    Shown(
      name: "a whole card",
      posted: """
        "type":"contacts","contacts":[{"name":{"formatted_name":"Beto"},"birthday":"1990-05-17",\
        "urls":[{"url":"https://example.test/b"}],"addresses":[{"street":"Calle 5","city":"Mérida"}]}]
        """,
      kind: "contacts", text: "Beto",
      details: """
        {"contacts":[{"name":"Beto","phones":[],"emails":[],"addresses":["Calle 5, Mérida"],\
        "urls":["https://example.test/b"],"birthday":"1990-05-17"}]}
        """),
    Shown(
      name: "a question about a product",
      posted: """
        "type":"text","text":{"body":"¿Precio?"},\
        "context":{"referred_product":{"catalog_id":"19","product_retailer_id":"S-9"}}
        """,
      kind: "text", text: "¿Precio?", details: #"{"product":{"catalog":"19","product":"S-9"}}"#),
    Shown(
      name: "an advert with a film",
      posted: """
        "type":"text","text":{"body":"Info"},"referral":{"source_type":"ad","media_type":"video",\
        "video_url":"https://example.test/v","thumbnail_url":"https://example.test/t","welcome_message":{"text":"Hola"}}
        """,
      kind: "text", text: "Info",
      details: """
        {"referral":{"source":"ad","welcome":"Hola","media":{"type":"video","url":"https://example.test/v",\
        "thumbnail":"https://example.test/t"}}}
        """),
    Shown(
      name: "an order",
      posted: """
        "type":"order","order":{"catalog_id":"19","text":"¿En azul?","product_items":[{"product_retailer_id":"S-9",\
        "quantity":2,"item_price":149.5,"currency":"MXN"}]}
        """,
      kind: "order", text: "¿En azul?",
      details: #"{"order":{"catalog":"19","items":[{"product":"S-9","quantity":2,"price":149.5,"currency":"MXN"}]}}"#),
    Shown(
      name: "a template's button", posted: #""type":"button","button":{"text":"Confirmar","payload":"SI-1"}"#,
      kind: "button", text: "Confirmar", details: #"{"choice":"SI-1"}"#),
    Shown(
      name: "a row of a list",
      posted: #""type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"r2","title":"Ventas"}}"#,
      kind: "interactive", text: "Ventas", details: #"{"choice":"r2"}"#),
    Shown(
      name: "a form",
      posted: """
        "type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Enviado",\
        "response_json":"[1]"}}
        """,
      kind: "interactive", text: "Enviado", details: #"{"form":{"name":"flow","response":"[1]"}}"#),
    Shown(
      name: "leave to call",
      posted: """
        "type":"interactive","interactive":{"type":"call_permission_reply",\
        "call_permission_reply":{"response":"accept"}}
        """,
      kind: "interactive", details: #"{"call_permission":{"granted":true,"permanent":false}}"#),
    Shown(
      name: "an answer to what went before", posted: #""type":"text","text":{"body":"Ese"},"context":{"id":"wamid.0"}"#,
      kind: "text", text: "Ese", details: #"{"answers":"FIRST"}"#),
    Shown(
      name: "a reaction", posted: #""type":"reaction","reaction":{"message_id":"wamid.0","emoji":"👍"}"#,
      kind: "reaction", text: "👍", details: #"{"reacts_to":"FIRST"}"#),
    Shown(
      name: "an edit",
      posted: """
        "type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"El martes"}}}
        """,
      kind: "edit", text: "El martes", details: #"{"edits":"FIRST"}"#),
    Shown(
      name: "a revocation", posted: #""type":"revoke","revoke":{"original_message_id":"wamid.0"}"#, kind: "revoke",
      details: #"{"revokes":"FIRST"}"#),
    Shown(
      name: "a forward", posted: #""type":"text","text":{"body":"Cadena"},"context":{"frequently_forwarded":true}"#,
      kind: "text", text: "Cadena", details: #"{"forwarded":true}"#),
    Shown(
      name: "somebody from an advert",
      posted: """
        "type":"text","text":{"body":"Vi su anuncio"},"referral":{"source_type":"ad","source_id":"12",\
        "source_url":"https://example.test/a","headline":"Envíos","body":"Escríbenos","ctwa_clid":"c1"}
        """,
      kind: "text", text: "Vi su anuncio",
      details: """
        {"referral":{"source":"ad","id":"12","url":"https://example.test/a","headline":"Envíos","body":"Escríbenos",\
        "click":"c1"}}
        """),
    Shown(
      name: "what Meta does not hand on",
      posted: #""type":"unsupported","unsupported":{"type":"poll_creation"},"errors":[{"code":131051}]"#,
      kind: "unsupported", details: #"{"type":"poll_creation","code":131051}"#),
    Shown(
      name: "the first message to a number that a phone app shares",
      posted: #""type":"unsupported","errors":[{"code":131060}]"#, kind: "unsupported", details: #"{"code":131060}"#),
    Shown(
      name: "an answer to what nobody knows",
      posted: #""type":"text","text":{"body":"Ese"},"context":{"id":"wamid.no"}"#,
      kind: "text", text: "Ese"),
  ]

  @Test("each is shown by its own fields", arguments: shown.indices)
  func details(index: Int) async throws {
    let shown = Self.shown[index]
    try await WebHouse.open { house in
      // A text of its own, to which the others may refer.
      try await house.customerWrites("wamid.0", text: "Buenas tardes")
      let seconds = house.clock.now().seconds + 1
      let message = #"{"from":"15555550100","id":"wamid.1","timestamp":"\#(seconds)",\#(shown.posted)}"#
      #expect(try await house.post(Webhooks.body([message])).status == 200)
      let answer = try await house.get("/api/v1/conversations/1001", token: try await house.token())
      let messages = answer.list("messages")
      let first = try #require(messages.first { $0["text"] as? String == "Buenas tardes" }?["id"] as? String)
      let found = try #require(
        messages.first { ($0["id"] as? String) != first && $0["direction"] as? String == "inbound" })
      #expect(found["kind"] as? String == shown.kind, "\(shown.name)")
      #expect(found["text"] as? String == shown.text, "\(shown.name)")
      let wanted = try shown.details.flatMap {
        try JSONSerialization.jsonObject(with: Data($0.replacing("FIRST", with: first).utf8)) as? NSDictionary
      }
      #expect(found["details"] as? NSDictionary == wanted, "\(shown.name)")
    }
  }
}
