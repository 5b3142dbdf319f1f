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
        news(field, .templateComponents(template)), .other(field: field), .other(field: field),
      ])
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
