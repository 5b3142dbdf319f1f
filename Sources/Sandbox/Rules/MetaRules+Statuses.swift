import BusinessTime

extension MetaRules {
  /// Puts the webhook of one status on its way, as often as the message's plan says.
  mutating func tell(_ status: DeliveryStatus, of place: Int, stamp: Timestamp, at moment: Timestamp) {
    let message = accepted[place]
    guard let number = numbers[message.numberID] else { return }
    let person = message.person.map { directory.people[$0] }
    let userID = person?.userID ?? message.unknownUserID
    let element = JSON.object(present: [
      ("id", .string(message.id)),
      ("status", .string(status.rawValue)),
      ("timestamp", .string(String(stamp.seconds))),
      ("recipient_id", person?.hidesPhone == true ? nil : .string(optional: person?.waID)),
      ("recipient_user_id", status == .failed && message.wentToPhone ? nil : .string(optional: userID)),
      ("biz_opaque_callback_data", message.plan.echoesCallbackData ? .string(optional: message.callbackData) : nil),
      ("pricing", status == .sent ? pricing(of: message, at: stamp) : nil),
      ("errors", status == .failed ? message.plan.failure.map { [$0.statusElement] } : nil),
    ])
    let contacts = status == .failed ? nil : person.map { JSON.array([Self.contact(of: $0, withName: false)]) }
    let value = Self.value(of: number, [("contacts", contacts), ("statuses", [element])])
    for _ in 0..<message.plan.copies {
      webhooks.add(WebhookUpdate(accountID: number.accountID, field: "messages", value: value), at: moment)
    }
  }

  /// What Meta charges, as the `sent` status says it: service messages are free up to the month's number.
  private mutating func pricing(of message: AcceptedMessage, at moment: Timestamp) -> JSON {
    var isFree = false
    if message.category == "service" {
      let key = ServiceCountKey(numberID: message.numberID, month: moment.monthNumber)
      serviceCounts[key, default: 0] += 1
      isFree = serviceCounts[key, default: 0] <= settings.freeServiceMessages
    }
    return [
      "billable": .bool(!isFree),
      "pricing_model": "PMP",
      "type": isFree ? "free_customer_service" : "regular",
      "category": .string(message.category),
    ]
  }

  /// The `value` of a change about one number; absent parts are left out.
  static func value(of number: BusinessNumber, _ parts: [(String, JSON?)]) -> JSON {
    let metadata: JSON = [
      "display_phone_number": .string(number.digits), "phone_number_id": .string(number.id),
    ]
    return .object(present: [("messaging_product", "whatsapp"), ("metadata", metadata)] + parts)
  }

  /// An element of `contacts`.
  static func contact(of person: Person, withName: Bool = true) -> JSON {
    .object(present: [
      ("profile", withName ? ["name": .string(person.name)] : nil),
      ("wa_id", person.hidesPhone ? nil : .string(person.waID)),
      ("user_id", .string(person.userID)),
    ])
  }
}
