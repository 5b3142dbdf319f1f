import BusinessTime
import Helpdesk
import Testing

@testable import WhatsApp

@Suite("What Meta says about templates besides their state")
struct TemplateNewsTests {
  private let template = TemplateName(name: "aviso_prueba", language: "es_MX")

  private func news(_ field: String, _ fact: AccountNews.Fact) -> WebhookEvent {
    .account(AccountNews(field: field, fact: fact, timestamp: Timestamp(seconds: 1_795_300_030)))
  }

  @Test("a template's quality before and now; without its name it is kept raw")
  func quality() throws {
    let field = "message_template_quality_update"
    #expect(
      try Fixture.readings("template_quality").map(\.event) == [
        news(field, .templateQuality(template, previous: .known(.green), new: .known(.yellow))),
        news(field, .templateQuality(template, previous: nil, new: .other("ORANGE"))), .other(field: field),
      ])
  }

  @Test("a quality update that comes as a status update is known by its keys; a status with an event stays one")
  func mislabelled() throws {
    let field = "message_template_status_update"
    let paused = TemplateChange(
      name: "aviso_prueba", language: "es_MX", event: "PAUSED", timestamp: Timestamp(seconds: 1_795_300_030))
    #expect(
      try Fixture.readings("template_quality_mislabelled").map(\.event) == [
        news(field, .templateQuality(template, previous: .known(.yellow), new: .known(.red))),
        .templateChange(paused), .other(field: field),
      ])
  }

  @Test("an edited template is named; one with a broken or endless name is kept raw")
  func components() throws {
    let field = "message_template_components_update"
    #expect(
      try Fixture.readings("template_components").map(\.event) == [
        news(field, .templateComponents(template, TemplateNeeds(body: ["1"]))), .other(field: field),
        .other(field: field),
      ])
  }

  @Test("what an edited template wants filled in: in body, header, footer and the buttons' addresses, each once")
  func needs() throws {
    func needs(_ members: String) throws -> TemplateNeeds? {
      let value = #"{"message_template_name":"a","message_template_language":"es"\#(members)}"#
      let body = #"{"entry":[{"changes":[{"field":"message_template_components_update","value":\#(value)}]}]}"#
      guard case .account(let news)? = try Fixture.readings(of: Array(body.utf8)).first?.event,
        case .templateComponents(_, let needs) = news.fact
      else { throw Fixture.Missing() }
      return needs
    }
    let buttons = """
      [{"message_template_button_type":"QUICK_REPLY","message_template_button_text":"{{no}}"},
      {"message_template_button_type":"URL","message_template_button_url":"https://a.example/{{1}}"},
      {"message_template_button_type":"URL","message_template_button_url":"https://a.example/"},7,
      {"type":"URL","url":"https://a.example/{{1}}"}]
      """
    #expect(
      try needs(
        #","message_template_element":"Caso {{ref}}: {{ due }}, {{ref}}.","message_template_title":"A {{1}}","#
          + #""message_template_footer":"B {{2}}","message_template_buttons":\#(buttons)"#)
        == TemplateNeeds(body: ["ref", "due"], elsewhere: ["1", "2"], buttons: [1, 4]))
    #expect(try needs(#","message_template_element":"{{2}} y {{1}}""#) == TemplateNeeds(body: ["2", "1"]))
    #expect(try needs(#","message_template_element":"Nada {{""#) == TemplateNeeds(body: []))
    #expect(try needs(#","message_template_element":"","message_template_buttons":null"#) == TemplateNeeds(body: []))
    // Without its text nobody can tell.
    #expect(try needs("") == nil)
    #expect(try needs(#","message_template_element":7"#) == nil)
    let endless = String(repeating: "{{1}}", count: 4000)
    #expect(try needs(#","message_template_element":"\#(endless)""#) == nil)
    let many = (1...100).map { "{{\($0)}}" }.joined()
    #expect(try needs(#","message_template_element":"\#(many)""#)?.body == (1...33).map(String.init))
  }

  @Test("a change of category is done, or to come at a time")
  func category() throws {
    let field = "template_category_update"
    let tomorrow = Timestamp(seconds: 1_795_386_400)
    #expect(
      try Fixture.readings("template_category").map(\.event) == [
        news(field, .templateCategory(template, .done(previous: .known(.utility), new: .known(.marketing)))),
        news(
          field,
          .templateCategory(
            template, .impending(current: .known(.utility), correct: .known(.marketing), at: tomorrow))),
        news(field, .templateCategory(template, .impending(current: nil, correct: .other("SHIPPING"), at: nil))),
        news(field, .templateCategory(template, .done(previous: nil, new: .known(.utility)))), .other(field: field),
      ])
  }
}
