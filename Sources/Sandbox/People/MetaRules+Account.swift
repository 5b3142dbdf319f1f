package import BusinessTime

extension MetaRules {
  /// Any event of an account, such as `account_update` or `account_alerts`; these entries carry their own time.
  package mutating func accountEvent(_ field: String, accountID: String, value: JSON, at now: Timestamp) {
    webhooks.add(
      WebhookUpdate(accountID: accountID, field: field, value: value, entryTime: now.seconds), at: now)
  }

  /// Meta changes a template's status and says so; sends feel it at once. Nothing happens when there is none.
  package mutating func change(
    template name: String, language: String, of accountID: String, to status: MessageTemplate.Status,
    at now: Timestamp
  ) {
    let key = TemplateKey(accountID: accountID, name: name, language: language)
    guard let before = templates[key] else { return }
    templates[key]?.status = status
    let event =
      status == .approved && [.paused, .disabled].contains(before.status) ? "REINSTATED" : status.rawValue
    let value: JSON = [
      "event": .string(event),
      "message_template_id": .int(Self.syntheticID(of: key)),
      "message_template_name": .string(name),
      "message_template_language": .string(language),
      "message_template_category": .string(before.category.rawValue),
      "reason": status == .rejected ? "INVALID_FORMAT" : "NONE",
    ]
    accountEvent("message_template_status_update", accountID: accountID, value: value, at: now)
  }

  /// Somebody edits a template's text in the account, and Meta says so; sends are held against it at once. Nothing
  /// happens when there is none.
  package mutating func edit(
    template name: String, language: String, of accountID: String, body: String, at now: Timestamp
  ) {
    let key = TemplateKey(accountID: accountID, name: name, language: language)
    guard templates[key] != nil else { return }
    templates[key]?.body = body
    let value: JSON = [
      "message_template_id": .int(Self.syntheticID(of: key)),
      "message_template_name": .string(name),
      "message_template_language": .string(language),
      "message_template_element": .string(body),
    ]
    accountEvent("message_template_components_update", accountID: accountID, value: value, at: now)
  }

  /// Meta gives the number more room, and says so after the upgrade.
  package mutating func upgradeThroughput(numberID: String, at now: Timestamp) {
    guard let number = numbers[numberID] else { return }
    change(number: numberID) { $0.throughput = BusinessNumber.upgradedThroughput }
    let value: JSON = [
      "display_phone_number": .string(number.digits), "event": "THROUGHPUT_UPGRADE",
      "max_daily_conversations_per_business": "TIER_UNLIMITED",
    ]
    accountEvent("phone_number_quality_update", accountID: number.accountID, value: value, at: now)
  }

  /// A number of 15 digits that stays the same for the same template.
  private static func syntheticID(of key: TemplateKey) -> Int64 {
    let digest = SHA256.digest(Array("\(key.accountID)/\(key.name)/\(key.language)".utf8))
    return digest.prefix(6).reduce(Int64(1)) { $0 << 8 | Int64($1) }
  }
}
