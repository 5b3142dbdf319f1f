import Helpdesk
import Testing

@testable import WhatsApp

@Suite("The body of a send")
struct MessageEncoderTests {
  static let rendering = Rendering(
    freeForm: .text("Recibido, Ana.\nLe respondemos antes de las 10:15. \"Acuse\" \\ ñ 🚀\u{01}"),
    template: TemplateCall(
      name: "ack_promise", language: "es_MX",
      parameters: [.init(name: "customer", text: "Ana"), .init(name: "time", text: "10:15")]))

  private func body(
    _ rendering: Rendering = rendering, template: Bool = false, phone: String? = "5215555550123", userID: UserID? = nil
  ) throws -> String {
    let bytes = try MessageEncoder.body(
      of: rendering, useTemplate: template, to: phone, recipient: userID, id: "01TESTOUTBOX")
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("a text to a phone")
  func text() throws {
    let expected =
      #"{"messaging_product":"whatsapp","recipient_type":"individual","to":"+5215555550123","type":"text","#
      + #""text":{"body":"Recibido, Ana.\nLe respondemos antes de las 10:15. \"Acuse\" \\ ñ 🚀\u0001","#
      + #""preview_url":false},"biz_opaque_callback_data":"01TESTOUTBOX"}"#
    #expect(try body() == expected)
    #expect(try body(phone: "+5215555550123") == expected)
  }

  @Test("a template with named parameters, to a user id")
  func template() throws {
    let expected =
      #"{"messaging_product":"whatsapp","recipient_type":"individual","recipient":"MX.1","type":"template","#
      + #""template":{"name":"ack_promise","language":{"code":"es_MX"},"components":[{"type":"body","parameters":["#
      + #"{"type":"text","parameter_name":"customer","text":"Ana"},"#
      + #"{"type":"text","parameter_name":"time","text":"10:15"}]}]},"biz_opaque_callback_data":"01TESTOUTBOX"}"#
    #expect(try body(template: true, phone: nil, userID: "MX.1") == expected)
  }

  @Test("positional parameters carry no name, and a template without parameters no components")
  func positional() throws {
    var rendering = Rendering(
      freeForm: nil, template: TemplateCall(name: "alert", language: "pt_BR", parameters: [.init(text: "Caso 1042")]))
    #expect(
      try body(rendering, template: true).contains(
        #""components":[{"type":"body","parameters":[{"type":"text","text":"Caso 1042"}]}]}"#))
    rendering.template?.parameters = []
    #expect(
      try body(rendering, template: true).contains(#""template":{"name":"alert","language":{"code":"pt_BR"}},"biz"#))
  }

  @Test("buttons, to both a phone and a user id")
  func buttons() throws {
    let rendering = Rendering(
      freeForm: .buttons(
        body: "Caso 1042", buttons: [.init(id: "a", title: "Lo tomo"), .init(id: "b", title: "Posponer")]),
      template: nil)
    let expected =
      #"{"messaging_product":"whatsapp","recipient_type":"individual","to":"+5215555550123","recipient":"MX.1","#
      + #""type":"interactive","interactive":{"type":"button","body":{"text":"Caso 1042"},"action":{"buttons":["#
      + #"{"type":"reply","reply":{"id":"a","title":"Lo tomo"}},"#
      + #"{"type":"reply","reply":{"id":"b","title":"Posponer"}}]}},"biz_opaque_callback_data":"01TESTOUTBOX"}"#
    #expect(try body(rendering, userID: "MX.1") == expected)
  }

  @Test("a list has one section, which needs no title")
  func list() throws {
    let rendering = Rendering(
      freeForm: .list(
        body: "Caso 1042", opener: "Calificar",
        rows: [.init(id: "rating_5", title: "5 · Excelente"), .init(id: "rating_4", title: "4 · Buena")]),
      template: nil)
    let expected =
      #"{"messaging_product":"whatsapp","recipient_type":"individual","to":"+5215555550123","#
      + #""type":"interactive","interactive":{"type":"list","body":{"text":"Caso 1042"},"action":{"button":"Calificar","#
      + #""sections":[{"rows":[{"id":"rating_5","title":"5 · Excelente"},{"id":"rating_4","title":"4 · Buena"}]}]}},"#
      + #""biz_opaque_callback_data":"01TESTOUTBOX"}"#
    #expect(try body(rendering) == expected)
  }

  @Test("a row may have a line below its title; a button has none")
  func descriptions() throws {
    let choices: [ReplyButton] = [
      .init(id: "a", title: "Ventas", description: "Precios"), .init(id: "b", title: "Otro"),
    ]
    let list = Rendering(freeForm: .list(body: "¿Con quién?", opener: "Elegir", rows: choices), template: nil)
    #expect(
      try body(list).contains(
        #""rows":[{"id":"a","title":"Ventas","description":"Precios"},{"id":"b","title":"Otro"}]}]}"#))
    let buttons = Rendering(freeForm: .buttons(body: "¿Con quién?", buttons: choices), template: nil)
    #expect(try !body(buttons).contains("Precios"))
  }

  @Test("a reaction names the message that it is to, and one that is taken back has no emoji", arguments: ["👍", ""])
  func reaction(emoji: String) throws {
    let rendering = Rendering(freeForm: .reaction(to: "wamid.SYNTHETIC==", emoji: emoji), template: nil)
    let expected =
      #"{"messaging_product":"whatsapp","recipient_type":"individual","to":"+5215555550123","type":"reaction","#
      + #""reaction":{"message_id":"wamid.SYNTHETIC==","emoji":"\#(emoji)"},"biz_opaque_callback_data":"01TESTOUTBOX"}"#
    #expect(try body(rendering) == expected)
  }

  @Test("a request for the customer's phone, to a user id")
  func contactRequest() throws {
    let rendering = Rendering(freeForm: .contactRequest(body: "¿A qué número le llamamos?"), template: nil)
    let expected =
      #"{"messaging_product":"whatsapp","recipient_type":"individual","recipient":"MX.1000000000000001","#
      + #""type":"interactive","interactive":{"type":"request_contact_info","body":{"text":"¿A qué número le llamamos?"},"#
      + #""action":{"name":"request_contact_info"}},"biz_opaque_callback_data":"01TESTOUTBOX"}"#
    #expect(try body(rendering, phone: nil, userID: "MX.1000000000000001") == expected)
  }

  @Test("a template's buttons with values are components by their place, with and without a body's parameters")
  func templateButtons() throws {
    var call = TemplateCall(
      name: "cita", language: "es", parameters: [],
      buttons: [
        .init(index: 0, value: .quickReply(payload: "confirm:1042")), .init(index: 2, value: .url(text: "citas/1042")),
      ])
    let buttons =
      #"{"type":"button","sub_type":"quick_reply","index":"0","parameters":[{"type":"payload","payload":"confirm:1042"}]},"#
      + #"{"type":"button","sub_type":"url","index":"2","parameters":[{"type":"text","text":"citas/1042"}]}]},"biz"#
    #expect(
      try body(Rendering(freeForm: nil, template: call), template: true).contains(
        #""template":{"name":"cita","language":{"code":"es"},"components":["# + buttons))
    call.parameters = [.init(text: "Ana")]
    #expect(
      try body(Rendering(freeForm: nil, template: call), template: true).contains(
        #""components":[{"type":"body","parameters":[{"type":"text","text":"Ana"}]},"# + buttons))
  }

  @Test("a read mark names the message and shows that somebody types")
  func readMark() {
    let expected =
      #"{"messaging_product":"whatsapp","status":"read","message_id":"wamid.SYNTHETIC==","#
      + #""typing_indicator":{"type":"text"}}"#
    #expect(String(decoding: ReadMark.body(of: "wamid.SYNTHETIC=="), as: UTF8.self) == expected)
  }

  @Test("a user id never stands in the phone's place", arguments: ["MX.1000", "", "+", "+52 1", "５２１"])
  func noPhone(phone: String) throws {
    #expect(throws: MessageEncoder.Unsendable.noRecipient) { try body(phone: phone) }
    #expect(try !body(phone: phone, userID: "MX.1").contains(#""to""#))
  }

  @Test("a form that was never rendered cannot be sent")
  func noRendering() {
    #expect(throws: MessageEncoder.Unsendable.noRendering) {
      try body(Rendering(freeForm: .text("a"), template: nil), template: true)
    }
    #expect(throws: MessageEncoder.Unsendable.noRendering) { try body(Rendering(freeForm: nil, template: nil)) }
  }

  @Test("the address of a send, whatever the base ends in, and no id leads elsewhere")
  func url() {
    let expected = "https://graph.facebook.com/v26.0/100000000000001/messages"
    for base in ["https://graph.facebook.com", "https://graph.facebook.com/", "https://graph.facebook.com//"] {
      #expect(SendRequest.url(graphURL: base, version: "v26.0", number: "100000000000001") == expected)
    }
    #expect(
      SendRequest.url(graphURL: "http://127.0.0.1:9/x", version: "v26.0", number: "../a?b#c")
        == "http://127.0.0.1:9/x/v26.0/..%2Fa%3Fb%23c/messages")
  }
}
