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
    ("flow_reply", .other(type: "interactive", subtype: "nfm_reply")),
    ("reaction", .reaction(emoji: "👍", to: "wamid.TEST0902")),
    ("reaction_removed", .reaction(emoji: nil, to: "wamid.TEST0902")),
    ("reaction_removed_empty", .reaction(emoji: nil, to: "wamid.TEST0902")),
    ("location", .other(type: "location", subtype: nil)),
    ("contacts_card", .other(type: "contacts", subtype: nil)),
    ("order", .other(type: "order", subtype: nil)),
    ("system_number_change", .other(type: "system", subtype: "user_changed_number")),
    ("unsupported_edit", .other(type: "unsupported", subtype: "edit")),
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
