import BusinessTime
import Gateway
import Helpdesk
import Sandbox

/// Webhooks that the stand-in for Meta would not send by itself, written field by field.
extension World {
  func writesToGroup(_ draw: inout Choices) -> Bool {
    let id = "wamid.GROUP\(asked)"
    asked += 1
    let person = customer(&draw)
    let message: JSON = [
      "from": .string(person), "from_user_id": .string(meta.person(person)?.userID ?? ""), "id": .string(id),
      "group_id": "grupo1", "timestamp": .string(String(now.seconds)), "type": "text",
      "text": ["body": "TEXTOZQ a todos"],
    ]
    ledger.truths[id] = .note
    return raw("messages", on: Company.always, [("messages", [message])])
  }

  func agentEchoes(_ draw: inout Choices) -> Bool {
    let id = "wamid.AGENT\(asked)"
    asked += 1
    let person = customer(&draw)
    let echo: JSON = [
      "id": .string(id), "timestamp": .string(String(now.seconds)),
      "message": [
        "to": .string(person), "to_user_id": .string(meta.person(person)?.userID ?? ""), "type": "text",
        "text": ["body": "TEXTOZQ del agente"],
      ],
    ]
    ledger.truths[id] = .automatic(after: nil)
    return raw("standby", on: Company.always, [("standby", ["message_echoes": [echo]])])
  }

  func handsOver(_ draw: inout Choices) -> Bool {
    ledger.handOvers.insert(now.seconds)
    // Two in one second would be the same bytes, and nobody could tell them apart.
    asked += 1
    let value: JSON = [
      "messaging_product": "whatsapp", "request_id": .int(Int64(asked)),
      "recipient": ["display_phone_number": "525555551201", "phone_number_id": .string(Company.always.rawValue)],
      "sender": ["phone_number": .string(customer(&draw))],
      "timestamp": .string(String(now.seconds)), "type": "control_passed",
      "control_passed": ["previous_owner_app_role": "meta_business_agent", "new_owner_role": "escalation"],
    ]
    meta.webhooks.add(
      WebhookUpdate(accountID: Company.account.rawValue, field: "messaging_handovers", value: value), at: now)
    return true
  }

  /// Meta says of one of its messages what nothing else in this world would make it say: failed after sent,
  /// delivered after failed, sent after all.
  func straysStatus(_ draw: inout Choices) -> Bool {
    let latest = Array(meta.accepted.suffix(20))
    guard !latest.isEmpty else { return false }
    // What the gateway gave up waiting for is the rarer case.
    let doubted = latest.filter { message in
      message.callbackData.flatMap { life.store.tables.outbox[OutboxID($0)] }?.state == .unconfirmed
    }
    let message = draw.one(of: doubted.isEmpty ? latest : doubted)
    let status = draw.one(of: ["sent", "failed", "delivered", "read"])
    let recipient = message.input.contains(".") ? "recipient_user_id" : "recipient_id"
    var members: [JSON.Member] = [
      .init("id", .string(message.id)), .init("status", .string(status)),
      .init("timestamp", .string(String(now.seconds))), .init(recipient, .string(message.input)),
    ]
    if status == "failed" { members.append(.init("errors", [["code": 131_026, "title": "Message undeliverable"]])) }
    if draw.oneIn(2), let callback = message.callbackData {
      members.append(.init("biz_opaque_callback_data", .string(callback)))
    }
    return raw("messages", on: NumberID(message.numberID), [("statuses", [.object(members)])])
  }

  func accountUpdate(_ draw: inout Choices) -> Bool {
    asked += 1
    let value: JSON = ["event": "ACCOUNT_UPDATE", "number": .int(Int64(asked))]
    meta.webhooks.add(
      WebhookUpdate(
        accountID: Company.account.rawValue, field: draw.one(of: ["account_update", "security", "future_field"]),
        value: value, entryTime: now.seconds), at: now)
    return true
  }

  func unreadableItem() -> Bool {
    asked += 1
    return raw(
      "messages", on: Company.always,
      [("messages", [["type": "text", "text": ["body": .string("TEXTOZQ sin id \(asked)")]]])])
  }

  private func raw(_ field: String, on number: NumberID, _ parts: [(String, JSON)]) -> Bool {
    let value = JSON.object(
      [
        .init("messaging_product", "whatsapp"),
        .init("metadata", ["display_phone_number": "525555551201", "phone_number_id": .string(number.rawValue)]),
      ] + parts.map { JSON.Member($0.0, $0.1) })
    meta.webhooks.add(
      WebhookUpdate(accountID: Company.account.rawValue, field: field, value: value), at: now)
    return true
  }
}
