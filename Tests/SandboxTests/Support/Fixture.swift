import BusinessTime
import Sandbox

/// Names and numbers of the tests; nobody has them.
enum Fixture {
  static let number = "100000000000001"
  static let otherNumber = "100000000000003"
  static let account = "200000000000002"
  static let token = "token-of-the-tests"
  static let otherToken = "token-of-the-other"
  static let ana = "5215555501111"
  static let anaUserID = "MX.7301"
  static let luis = "5215555502222"
  /// Monday 2026-11-23 15:00:00 UTC.
  static let noon = Timestamp(seconds: 1_795_446_000)

  static func rules(_ settings: MetaSettings = MetaSettings()) -> MetaRules {
    var rules = MetaRules(settings: settings, seed: 7)
    rules.add(
      BusinessNumber(
        id: number, accountID: account, display: "+52 55 5550 0100", verifiedName: "Soporte",
        accessTokens: [token]))
    rules.add(
      BusinessNumber(
        id: otherNumber, accountID: account, display: "+52 55 5550 0200", verifiedName: "Ventas",
        accessTokens: [otherToken]))
    var ana = Person(waID: ana, name: "Ana Ríos", userID: anaUserID)
    ana.aliases = ["525555501111"]
    rules.add(ana)
    rules.add(Person(waID: luis, name: "Luis Gil", userID: "MX.7302"))
    return rules
  }

  /// Rules in which Ana has just written, so that free form may go to her for 24 hours.
  static func openRules(_ settings: MetaSettings = MetaSettings()) -> MetaRules {
    var rules = rules(settings)
    rules.writes(InboundMessage(.text("Hola")), from: ana, to: number, at: noon)
    while let post = rules.webhooks.take(at: noon, settings.webhooks) {
      rules.webhooks.settle(post, status: 200, at: noon, settings.webhooks)
    }
    return rules
  }

  static func after(_ milliseconds: Int64) -> Timestamp { noon.adding(milliseconds: milliseconds) }

  static func text(_ text: String = "Recibido", to: String = "+" + ana, callbackData: String? = nil) -> JSON {
    var body: JSON = [
      "messaging_product": "whatsapp", "recipient_type": "individual", "to": .string(to), "type": "text",
      "text": ["body": .string(text)],
    ]
    if let callbackData { body = body.with("biz_opaque_callback_data", .string(callbackData)) }
    return body
  }

  static func template(
    _ name: String, language: String = "es_MX", to: String = "+" + ana, parameters: [JSON]? = nil
  ) -> JSON {
    var template: JSON = ["name": .string(name), "language": ["code": .string(language)]]
    if let parameters {
      template = template.with("components", [["type": "body", "parameters": .array(parameters)]])
    }
    return ["messaging_product": "whatsapp", "to": .string(to), "type": "template", "template": template]
  }

  static func parameter(_ text: String, name: String? = nil) -> JSON {
    let plain: JSON = ["type": "text", "text": .string(text)]
    return name.map { plain.with("parameter_name", .string($0)) } ?? plain
  }

  static func send(_ body: JSON, number: String = number, token: String? = token) -> GraphRequest {
    GraphRequest(
      method: "POST", path: "/v26.0/\(number)/messages", authorization: token.map { "Bearer \($0)" },
      body: body.bytes())
  }
}

extension JSON {
  /// The same object with that member replaced or added.
  func with(_ name: String, _ value: JSON) -> JSON {
    .object((members ?? []).filter { $0.name != name } + [Member(name, value)])
  }

  /// The same object without that member.
  func without(_ name: String) -> JSON { .object((members ?? []).filter { $0.name != name }) }
}
