extension MetaRules {
  /// What a phone shows of a message, and as what it is charged.
  struct Shown {
    var kind: String
    var templateName: String?
    var text: String
    var category: String
  }

  /// The content as the phone will show it; a template's has to agree with its definition.
  func shown(_ body: SendBody, of number: BusinessNumber) throws(GraphError) -> Shown {
    switch body.content {
    case .freeForm(let kind, let text): return Shown(kind: kind, text: text, category: "service")
    case .reaction(_, let emoji): return Shown(kind: AcceptedMessage.reaction, text: emoji, category: "service")
    case .contactRequest(let text): return Shown(kind: "interactive", text: text, category: "service")
    case .template(let name, let language, let components):
      let key = TemplateKey(accountID: number.accountID, name: name, language: language)
      guard let template = templates[key] else {
        throw .code(132_001, "The account has no template of that name in that language.")
      }
      if case .userID = body.address, template.category == .authentication {
        throw .code(131_062, "An authentication template cannot go to a business-scoped user id.")
      }
      let text = try TemplateFilling(template: template, components: components).rendered()
      return Shown(kind: "template", templateName: name, text: text, category: template.category.charged)
    }
  }
}

extension MessageTemplate.Category {
  /// How `pricing` names it.
  var charged: String { rawValue.lowercased() }
}

extension SendBody {
  /// The message asks for somebody's contact card.
  var asksForContact: Bool {
    if case .contactRequest = content { true } else { false }
  }
}
