import BusinessTime
import Helpdesk

/// Reads the value of one field about an account: what it says, or nil where that cannot be made out (whatsapp §2).
struct AccountNewsReader {
  /// An account has a few at once.
  private static let maximumRestrictions = 16
  /// One chat leads to one or two.
  private static let maximumEvents = 16

  let value: JSONValue

  /// Nil for every other field, too.
  func fact(of field: String) -> AccountNews.Fact? {
    switch field {
    case "account_update": update
    case "account_alerts": alert
    case "account_review_update": value.word("decision").map { .review($0) }
    case "account_settings_update": settings
    case "business_capability_update": capability
    case "phone_number_quality_update": numberQuality
    case "phone_number_name_update": numberName
    case "security": value.word("event").map { .security($0, displayPhone: displayPhone) }
    case "message_template_quality_update": templateQuality
    case "message_template_components_update": templateName.map { .templateComponents($0, TemplateNeeds(value)) }
    case "template_category_update": templateCategory
    case "business_username_update", "business_username_updates":
      value.word("status").map { .username($0, displayPhone: displayPhone) }
    case "flows": value.word("event").map { .flow($0, flowID: value["flow_id"]?.identifier) }
    case "payment_configuration_update": payment
    case "partner_solutions":
      value.label("event").map { .partnerSolution(event: $0, solutionID: value["solution_id"]?.identifier) }
    case "automatic_events": automaticEvents
    case _: nil
    }
  }

  private var update: AccountNews.Fact? {
    guard let event: MetaWord<AccountUpdate.Event> = value.word("event") else { return nil }
    return .update(
      AccountUpdate(
        event: event, violation: value["violation_info"]?.label("violation_type"), restrictions: restrictions,
        ban: ban, disconnection: disconnection))
  }

  private var restrictions: [AccountUpdate.Restriction] {
    guard let list = value["restriction_info"] else { return [] }
    let all = list.oneOrMany.lazy.compactMap { element in
      element.label("restriction_type").map {
        AccountUpdate.Restriction(type: $0, expiresAt: element["expiration"]?.timestamp)
      }
    }
    return Array(all.prefix(Self.maximumRestrictions))
  }

  /// Meta has written the state as a text and as a list of one.
  private var ban: AccountUpdate.Ban? {
    guard let info = value["ban_info"],
      let state = info["waba_ban_state"]?.oneOrMany.first(where: { $0.label != nil })?.label
    else { return nil }
    return AccountUpdate.Ban(state: MetaWord(state), date: info.figure("waba_ban_date"))
  }

  /// The reason and who wanted it, or a plain text.
  private var disconnection: String? {
    guard let info = value["disconnection_info"] else { return nil }
    if let text = info.fact { return text }
    let parts = [info.label("reason"), info.label("initiated_by")].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The properties have been seen in `alert_info` and beside it.
  private var alert: AccountNews.Fact? {
    let info = value["alert_info"] ?? value
    return info.label("alert_type").map { type in
      .alert(
        AccountAlert(
          type: type, severity: info.word("alert_severity"), status: info.label("alert_status"),
          entityType: value.label("entity_type"), entityID: value["entity_id"]?.identifier,
          description: info["alert_description"]?.excerpt))
    }
  }

  private var settings: AccountNews.Fact? {
    let number = value["phone_number_settings"]?["phone_number_id"]?.identifier.map { NumberID($0) }
    let type = value.label("type")
    return type == nil && number == nil ? nil : .settings(type: type, number: number)
  }

  private var payment: AccountNews.Fact? {
    let (name, status) = (value.fact("configuration_name"), value.label("status"))
    return name == nil && status == nil ? nil : .payment(configuration: name, status: status)
  }

  private var automaticEvents: AccountNews.Fact? {
    guard let list = value["automatic_events"] else { return nil }
    let names = Array(list.oneOrMany.lazy.compactMap { $0.label("event_name") }.prefix(Self.maximumEvents))
    return names.isEmpty ? nil : .automatic(events: names)
  }
}
