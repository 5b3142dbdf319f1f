extension MetaRules {
  /// What the health call says of a number: the fields asked for, or the few that come unasked.
  func health(of number: BusinessNumber, fields: String?) -> JSON {
    let accountCanSend = state(ofAccount: number.accountID).refusal == nil
    let numberCanSend = number.isRegistered ? number.canSend : "BLOCKED"
    let healthStatus: JSON = [
      "can_send_message": accountCanSend ? .string(numberCanSend) : "BLOCKED",
      "entities": [
        [
          "entity_type": "PHONE_NUMBER", "id": .string(number.id), "can_send_message": .string(numberCanSend),
        ],
        [
          "entity_type": "WABA", "id": .string(number.accountID),
          "can_send_message": accountCanSend ? "AVAILABLE" : "BLOCKED",
        ],
      ],
    ]
    let known: [(String, JSON?)] = [
      ("verified_name", .string(number.verifiedName)),
      ("display_phone_number", .string(number.display)),
      ("quality_rating", .string(number.quality)),
      ("name_status", "APPROVED"),
      ("status", number.isRegistered ? "CONNECTED" : "DISCONNECTED"),
      ("throughput", ["level": number.throughput > BusinessNumber.usualThroughput ? "HIGH" : "STANDARD"]),
      ("platform_type", "CLOUD_API"),
      ("account_mode", "LIVE"),
      ("health_status", healthStatus),
    ]
    let unasked = "verified_name,display_phone_number,quality_rating"
    let asked = Set((fields ?? unasked).split(separator: ",").map(String.init))
    return .object(present: known.filter { asked.contains($0.0) } + [("id", .string(number.id))])
  }

  /// One page of an account's templates, by name and language; `after` is the place from which to go on.
  func templateList(_ accountID: String, _ token: String, _ query: [String: String]) throws(GraphError) -> GraphReply {
    guard numbers.values.contains(where: { $0.accountID == accountID && $0.isVisible(to: token) }) else {
      throw .code(100, "Object with that id does not exist", subcode: 33)
    }
    let all = templates.filter { $0.key.accountID == accountID }.values
      .sorted { ($0.name, $0.language) < ($1.name, $1.language) }
    let start = min(max(query["after"].flatMap { Int($0) } ?? 0, 0), all.count)
    let limit = min(max(query["limit"].flatMap { Int($0) } ?? Self.usualPage, 1), Self.largestPage)
    let end = min(start + limit, all.count)
    let cursors: JSON = ["before": .string(String(start)), "after": .string(String(end))]
    let next = "https://graph.facebook.com/\(accountID)/message_templates?limit=\(limit)&after=\(end)"
    return .json([
      "data": .array(all[start..<end].enumerated().map { Self.listed($1, id: start + $0) }),
      "paging": .object(present: [("cursors", cursors), ("next", end < all.count ? .string(next) : nil)]),
    ])
  }

  /// How many templates a page has when nobody asks.
  private static let usualPage = 25
  /// The most that a page gives.
  private static let largestPage = 1000

  private static func listed(_ template: MessageTemplate, id: Int) -> JSON {
    let isNamed = TemplatePiece.parameters(of: template.body).contains { Int($0) == nil }
    var components: [JSON] = []
    if let header = template.header {
      components.append(["type": "HEADER", "format": "TEXT", "text": .string(header)])
    }
    components.append(["type": "BODY", "text": .string(template.body)])
    if let footer = template.footer { components.append(["type": "FOOTER", "text": .string(footer)]) }
    if !template.buttons.isEmpty {
      components.append(["type": "BUTTONS", "buttons": .array(template.buttons.map(\.listed))])
    }
    return [
      "name": .string(template.name),
      "parameter_format": isNamed ? "NAMED" : "POSITIONAL",
      "components": .array(components),
      "language": .string(template.language),
      "status": .string(template.status.rawValue),
      "category": .string(template.category.rawValue),
      "quality_score": ["score": "GREEN"],
      "id": .string(String(id + 1)),
    ]
  }
}
