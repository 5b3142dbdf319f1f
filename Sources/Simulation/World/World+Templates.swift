import BusinessTime
import Helpdesk
import Sandbox

/// A template of an account, as Meta knows it.
struct TemplateName: Sendable, Hashable {
  var account: String
  var name: String
}

/// What Meta tells of a template: whether it may be used, and what has to be filled in.
struct TemplateTopic: Sendable, Hashable {
  var template: TemplateName
  var isText = false
}

extension World {
  /// Meta takes one of our templates out of use: sends by it are refused from now on, and a webhook says so.
  func takesTemplate(_ draw: inout Choices) -> Bool {
    let template = someTemplate(&draw)
    guard mayTell(.init(template: template)), templatesOut.insert(template).inserted else { return false }
    set(template, to: draw.one(of: [.paused, .disabled]))
    return true
  }

  /// And gives one back.
  func returnsTemplate(_ draw: inout Choices) -> Bool {
    let out = Self.inOrder(templatesOut).filter { mayTell(.init(template: $0)) }
    guard !out.isEmpty else { return false }
    let template = draw.one(of: out)
    templatesOut.remove(template)
    set(template, to: .approved)
    return true
  }

  /// Somebody edits one in the account so that it wants a third parameter: what we send by it is refused.
  func editsTemplate(_ draw: inout Choices) -> Bool {
    let template = someTemplate(&draw)
    guard mayTell(.init(template: template, isText: true)), templatesEdited.insert(template).inserted else {
      return false
    }
    edit(template, MetaSide.editedBody)
    return true
  }

  /// And edits it back.
  func mendsTemplate(_ draw: inout Choices) -> Bool {
    let edited = Self.inOrder(templatesEdited).filter { mayTell(.init(template: $0, isText: true)) }
    guard !edited.isEmpty else { return false }
    let template = draw.one(of: edited)
    templatesEdited.remove(template)
    edit(template, MetaSide.templateBody)
    return true
  }

  func returnAllTemplates() {
    for template in Self.inOrder(templatesOut) { set(template, to: .approved) }
    for template in Self.inOrder(templatesEdited) { edit(template, MetaSide.templateBody) }
    templatesOut = []
    templatesEdited = []
  }

  private func someTemplate(_ draw: inout Choices) -> TemplateName {
    TemplateName(
      account: draw.one(of: [Company.account, Company.otherAccount]).rawValue,
      name: draw.one(of: PlainTexts.approved.sorted()))
  }

  private static func inOrder(_ templates: Set<TemplateName>) -> [TemplateName] {
    templates.sorted { ($0.account, $0.name) < ($1.account, $1.name) }
  }

  /// Two words of one second could be the same bytes, and nobody could tell them apart.
  private func mayTell(_ topic: TemplateTopic) -> Bool { templateTimes[topic] != now.seconds }

  private func set(_ template: TemplateName, to status: MessageTemplate.Status) {
    templateTimes[.init(template: template)] = now.seconds
    meta.change(template: template.name, language: "es", of: template.account, to: status, at: now)
  }

  private func edit(_ template: TemplateName, _ body: String) {
    templateTimes[.init(template: template, isText: true)] = now.seconds
    meta.edit(template: template.name, language: "es", of: template.account, body: body, at: now)
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
    for (topic, saidAt, _) in Self.words(in: updates) {
      templatesOffered[topic] = max(templatesOffered[topic] ?? saidAt, saidAt)
    }
  }

  mutating func hear(_ updates: [WebhookUpdate], at now: Timestamp) {
    for (topic, saidAt, event) in Self.words(in: updates) {
      let last = templates[topic]
      if let last, last.saidAt > saidAt { continue }
      let isClear = last.map { $0.saidAt < saidAt || $0.event == event } ?? true
      templates[topic] = TemplateWord(saidAt: saidAt, event: isClear ? event : nil, heardAt: now)
    }
  }

  private static func words(in updates: [WebhookUpdate]) -> [(TemplateTopic, Int64, String)] {
    updates.compactMap { update in
      guard let saidAt = update.entryTime, let name = update.value["message_template_name"]?.text else { return nil }
      let template = TemplateName(account: update.accountID, name: name)
      switch update.field {
      case "message_template_status_update":
        return update.value["event"]?.text.map { (TemplateTopic(template: template), saidAt, $0) }
      case "message_template_components_update":
        let isOurs = update.value["message_template_element"]?.text == MetaSide.templateBody
        return (TemplateTopic(template: template, isText: true), saidAt, isOurs ? "MENDED" : "EDITED")
      case _: return nil
      }
    }
  }
}
