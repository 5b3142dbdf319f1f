import Helpdesk
import Testing

@testable import WhatsApp

@Suite("What a message holds")
struct MessageContentTests {
  static let contents: [(fixture: String, content: MessageContent)] = [
    ("text", .text("Buenas tardes")),
    ("text_escapes", .text("Café mañana / \"ya\" 🚀\n— fin")),
    ("text_without_body", .other(type: "text", subtype: nil)),
    (
      "image_caption",
      .media(.init(kind: .image, mediaID: "700000000000001", mimeType: "image/jpeg", caption: "Mi recibo"))
    ),
    ("video", .media(.init(kind: .video, mediaID: "700000000000002", mimeType: "video/mp4"))),
    (
      "voice_note",
      .media(.init(kind: .audio, mediaID: "700000000000003", mimeType: "audio/ogg; codecs=opus", isVoice: true))
    ),
    ("voice_type", .media(.init(kind: .audio, mediaID: "700000000000004", mimeType: "audio/ogg", isVoice: true))),
    (
      "document",
      .media(
        .init(
          kind: .document, mediaID: "700000000000005", mimeType: "application/pdf", caption: "Contrato",
          filename: "contrato.pdf"))
    ),
    ("sticker", .media(.init(kind: .sticker, mediaID: "700000000000006", mimeType: "image/webp"))),
    ("image_broken", .media(.init(kind: .image, mediaID: nil))),
    ("button", .button(text: "Confirmar", payload: "CONFIRM-1")),
    ("button_reply", .buttonReply(id: "take-1", title: "Lo tomo")),
    ("list_reply", .listReply(id: "row-2", title: "Beto", description: "2 abiertos")),
    ("flow_reply", .formReply(.init(name: "flow", body: "Sent", response: "[1,2]"))),
    (
      "address_reply",
      .formReply(
        .init(
          name: "address_message", body: "Calle 5 # 10", response: #"{"saved_address_id":"a1"}"#, answers: "a1"))
    ),
    (
      "form_answers",
      .formReply(
        .init(
          name: "flow", body: "Sent",
          response: #"{"flow_token":"t-1","motivo":"Es urgente","detalles":{"piso":3,"notas":["Sin luz",""]}}"#,
          answers: "Es urgente\nSin luz"))
    ),
    ("form_not_json", .formReply(.init(name: "flow", response: "listo"))),
    ("order_without_items", .order(.init(catalogID: "19", text: "¿Lo tienen?", items: []))),
    ("contact_empty_name", .contacts([.init(name: "Carla", phones: ["+52 55 5555 0188"])])),
    ("call_permission_accepted", .callPermission(.init(isGranted: true, isPermanent: true))),
    ("call_permission_refused", .callPermission(.init(isGranted: false))),
    ("interactive_unknown", .other(type: "interactive", subtype: "carousel_reply")),
    ("reaction", .reaction(emoji: "👍", to: "wamid.TEST0902")),
    ("reaction_removed", .reaction(emoji: nil, to: "wamid.TEST0902")),
    ("reaction_removed_empty", .reaction(emoji: nil, to: "wamid.TEST0902")),
    ("location", .location(.init(latitude: 19.43, longitude: -99.13, name: "Centro"))),
    ("location_as_text", .location(.init(latitude: -34.6037, longitude: -58.3816))),
    (
      "location_whole",
      .location(
        .init(
          latitude: 4.711, longitude: -74.0721, name: "Local del centro", address: "Carrera 7 # 12-34, Bogotá",
          url: "https://example.test/local"))
    ),
    ("location_without_place", .other(type: "location", subtype: nil)),
    (
      "contacts_requested",
      .contacts([
        .init(
          name: "Ana Prueba", phones: ["+52 1 55 5555 0123", "x"], waIDs: ["5215555550123", nil],
          origin: "contact_request")
      ])
    ),
    (
      "contacts_requested_once",
      .contacts([.init(name: nil, phones: ["+5215555550123"], origin: "contact_request")])
    ),
    ("contacts_card", .contacts([.init(name: "Beto", phones: ["+52 55 5555 0199"])])),
    (
      "contacts_whole",
      .contacts([
        .init(
          name: "Beto", phones: ["+52 55 5555 0199"],
          addresses: ["Calle 5 # 10, Mérida, Yucatán, 97000, México", "Perú"],
          urls: ["https://example.test/beto"], birthday: "1990-05-17")
      ])
    ),
    (
      "contacts_without_name",
      .contacts([
        .init(name: nil, phones: ["5215555550177"], waIDs: ["5215555550177"]),
        .init(
          name: "Carla", phones: ["+52 55 5555 0188", "+52 55 5555 0189"], emails: ["carla@example.test"],
          organization: "Fletes del Sur"),
      ])
    ),
    ("contacts_empty", .other(type: "contacts", subtype: nil)),
    (
      "order",
      .order(.init(catalogID: "1", items: [.init(productID: "a", quantity: 1, price: 9.5, currency: "MXN")]))
    ),
    (
      "order_with_text",
      .order(
        .init(
          catalogID: "194836987003835", text: "¿Lo tienen en azul?",
          items: [.init(productID: "SKU-9", quantity: 2, price: 149.9, currency: "MXN")]))
    ),
    ("edit_text", .edit(of: "wamid.TEST0900", to: .text("Quise decir el martes"))),
    (
      "edit_caption",
      .edit(
        of: "wamid.TEST0900",
        to: .media(
          .init(kind: .image, mediaID: "700000000000009", mimeType: "image/jpeg", caption: "El recibo bueno")))
    ),
    ("edit_without_words", .edit(of: "wamid.TEST0900", to: nil)),
    ("edit_of_edit", .edit(of: "wamid.TEST0900", to: .edit(of: "wamid.TEST0901", to: nil))),
    ("edit_without_original", .other(type: "edit", subtype: nil)),
    ("revoke", .revoke(of: "wamid.TEST0900")),
    ("revoke_without_original", .other(type: "revoke", subtype: nil)),
    ("request_welcome", .welcome),
    ("system_number_change", .system(type: "user_changed_number")),
    ("system_keys_changed", .system(type: "customer_identity_changed")),
    ("system_without_object", .system(type: nil)),
    ("unsupported_edit", .unsupported(type: "edit", code: 131_051)),
    ("unsupported_first_message", .unsupported(type: nil, code: 131_060)),
    ("unknown_type", .other(type: "hologram", subtype: nil)),
    ("missing_type", .other(type: "unknown", subtype: nil)),
    ("nul_in_text", .text("a\u{FFFD}b")),
    ("odd_white_space", .text("Hola")),
  ]

  @Test("each type of Meta's is read into its case, or kept under its name", arguments: contents.indices)
  func content(index: Int) throws {
    let expected = Self.contents[index]
    #expect(try Fixture.message(expected.fixture).content == expected.content, "\(expected.fixture)")
  }

  @Test(
    "each kind that Meta does not hand on is known by its name, and asks for something unless it changes an older one",
    arguments: [
      ("errors", true), ("gif", true), ("group_invite", true), ("hsm", true), ("image", true), ("interactive", true),
      ("link_preview", true), ("list", true), ("location", true), ("media_placeholder", true), ("order", true),
      ("poll_creation", true), ("product", true), ("a_new_one", true), ("edit", false), ("keep_in_chat", false),
      ("pin", false), ("poll_update", false), ("reaction", false),
    ])
  func unsupported(type: String, asks: Bool) throws {
    let message =
      #"{"id":"wamid.X","type":"unsupported","unsupported":{"type":"\#(type)"},"errors":[{"code":131051}]}"#
    let body = #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[\#(message)]}}]}]}"#
    guard case .message(let read)? = try Fixture.readings(of: Array(body.utf8)).first?.event else {
      throw Fixture.Missing()
    }
    #expect(read.content == .unsupported(type: type, code: 131_051))
    #expect(read.content.asksForSomething == asks)
    #expect(read.content.kind == "unsupported")
  }

  @Test("what a place or a card is called are no words of the customer's: nobody is sorted or silenced by them")
  func words() throws {
    let place = MessageContent.location(.init(latitude: 1, longitude: 2, name: "Stop", address: "Urgencias"))
    #expect(place.text == "Stop, Urgencias" && place.words == nil && place.sortable == nil)
    let cards = MessageContent.contacts([.init(name: "Baja"), .init(name: nil, phones: ["5215555550177"])])
    #expect(cards.text == "Baja, 5215555550177" && cards.words == nil && cards.sortable == nil)
    let order = MessageContent.order(.init(catalogID: nil, text: "¿Lo tienen en azul?", items: []))
    #expect(order.text == "¿Lo tienen en azul?" && order.sortable == "¿Lo tienen en azul?")
    let form = MessageContent.formReply(.init(name: "flow", body: "Enviado"))
    #expect(form.text == "Enviado" && form.words == nil)
    let edit = MessageContent.edit(of: "wamid.1", to: .text("Quise decir el martes"))
    #expect(edit.text == "Quise decir el martes" && edit.words == nil)
  }

  @Test("an interactive message without its object is kept beside the error that came with it")
  func interactiveWithoutObject() throws {
    let readings = try Fixture.readings("interactive_without_object")
    try #require(readings.count == 2)
    guard case .message(let message) = readings[0].event else { throw Fixture.Missing() }
    #expect(message.content == .other(type: "interactive", subtype: nil))
    #expect(readings[1].otherField == "messages.errors")
  }

  @Test("a type that is no plain word is kept under a bounded, plain name")
  func hostileType() throws {
    let type = String(repeating: "é<script>", count: 5000)
    let message = #"{"id":"wamid.X","type":"\#(type)"}"#
    let body = #"{"entry":[{"changes":[{"field":"messages","value":{"messages":[\#(message)]}}]}]}"#
    let readings = try Fixture.readings(of: Array(body.utf8))
    guard case .message(let message) = readings.first?.event else { throw Fixture.Missing() }
    #expect(message.content.kind.hasPrefix("___script___") && message.content.kind.utf8.count == 64)
  }
}
