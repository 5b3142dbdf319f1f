import BusinessTime
import Helpdesk
import Sandbox

/// A template of an account, as Meta knows it.
struct TemplateName: Sendable, Hashable {
  var account: String
  var name: String
}

extension World {
  /// Meta takes one of our templates out of use: sends by it are refused from now on, and a webhook says so.
  func takesTemplate(_ draw: inout Choices) -> Bool {
    let template = TemplateName(
      account: draw.one(of: [Company.account, Company.otherAccount]).rawValue,
      name: draw.one(of: PlainTexts.approved.sorted()))
    guard mayChange(template), templatesOut.insert(template).inserted else { return false }
    set(template, to: draw.one(of: [.paused, .disabled]))
    return true
  }

  /// And gives one back.
  func returnsTemplate(_ draw: inout Choices) -> Bool {
    let out = templatesOut.filter(mayChange).sorted { ($0.account, $0.name) < ($1.account, $1.name) }
    guard !out.isEmpty else { return false }
    let template = draw.one(of: out)
    templatesOut.remove(template)
    set(template, to: .approved)
    return true
  }

  func returnAllTemplates() {
    for template in templatesOut.sorted(by: { ($0.account, $0.name) < ($1.account, $1.name) }) {
      set(template, to: .approved)
    }
    templatesOut = []
  }

  /// Two words of one second could be the same bytes, and nobody could tell them apart.
  private func mayChange(_ template: TemplateName) -> Bool { templateTimes[template] != now.seconds }

  private func set(_ template: TemplateName, to status: MessageTemplate.Status) {
    templateTimes[template] = now.seconds
    meta.change(template: template.name, language: "es", of: template.account, to: status, at: now)
  }
}

extension Ledger {
  /// Meta's last word on a template among those that were answered 200.
  struct TemplateWord: Sendable {
    /// In seconds, as the webhook says it.
    var saidAt: Int64
    /// Nil: two words of one second, and nobody can say which came last.
    var event: String?
    var heardAt: Timestamp
  }

  /// On its way to the gateway.
  mutating func offer(_ updates: [WebhookUpdate]) {
    for (template, saidAt, _) in Self.words(in: updates) {
      templatesOffered[template] = max(templatesOffered[template] ?? saidAt, saidAt)
    }
  }

  mutating func hear(_ updates: [WebhookUpdate], at now: Timestamp) {
    for (template, saidAt, event) in Self.words(in: updates) {
      let last = templates[template]
      if let last, last.saidAt > saidAt { continue }
      let isClear = last.map { $0.saidAt < saidAt || $0.event == event } ?? true
      templates[template] = TemplateWord(saidAt: saidAt, event: isClear ? event : nil, heardAt: now)
    }
  }

  private static func words(in updates: [WebhookUpdate]) -> [(TemplateName, Int64, String)] {
    updates.compactMap { update in
      guard update.field == "message_template_status_update", let saidAt = update.entryTime,
        let name = update.value["message_template_name"]?.text, let event = update.value["event"]?.text
      else { return nil }
      return (TemplateName(account: update.accountID, name: name), saidAt, event)
    }
  }
}
