import BusinessTime
import Gateway
import Helpdesk
import Testing
import WhatsApp

@Suite("a template that was edited at Meta's")
struct EditedTemplateTests {
  @Test("of a template that was edited at Meta's it is told whether it fits; of one that is none of ours nothing")
  func edited() async throws {
    let house = House()
    @Sendable func webhook(_ name: String, _ text: String) -> ReceivedWebhook {
      let value =
        #"{"message_template_name":"\#(name)","message_template_language":"es","message_template_element":"\#(text)"}"#
      let change = #"{"field":"message_template_components_update","value":\#(value)}"#
      let body = Array(#"{"entry":[{"id":"15550009999","time":1795449600,"changes":[\#(change)]}]}"#.utf8)
      return ReceivedWebhook(
        id: "\(name)\(text.count)", receivedAt: StepClock.monday, secretIndex: 0, body: body,
        decoded: WebhookDecoder.decode(body, receivedAt: StepClock.monday))
    }
    try await house.open { () async throws in
      let template = TemplateName(name: "ack", language: "es")
      let unfit = try await house.committer.receive(webhook("ack", "Caso {{1}}."), alone: false)
      #expect(unfit.edited.map(\.template) == [template] && unfit.edited.map(\.fits) == [false])
      let fit = try await house.committer.receive(webhook("ack", "Caso."), alone: false)
      #expect(fit.edited.map(\.fits) == [true])
      #expect(try await house.committer.receive(webhook("promo", "Caso {{1}}."), alone: false).edited.isEmpty)
    }
    let line = try await house.store.read { try $0.line(House.number) }
    #expect(line?.templateNeeds?["ack/es"]?.needs == TemplateNeeds(body: []))
  }
}
