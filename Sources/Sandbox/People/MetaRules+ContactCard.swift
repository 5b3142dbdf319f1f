package import BusinessTime

extension MetaRules {
  /// Somebody taps the last request for their contact card that their phone shows: the card comes as a message that
  /// answers it. The id of that message; nil when the phone shows no request of that number.
  @discardableResult
  package mutating func sharesContact(from address: String, to numberID: String, at now: Timestamp) -> String? {
    guard let place = directory.place(of: address) else { return nil }
    let request = accepted.last { message in
      message.asksForContact && message.person == place && message.numberID == numberID
        && message.statuses.contains { $0.status == .delivered }
    }
    guard let request else { return nil }
    let person = directory.people[place]
    let card: JSON = [
      "name": ["formatted_name": .string(person.name), "first_name": .string(person.name)],
      "phones": [["phone": .string("+" + person.waID), "wa_id": .string(person.waID), "type": "CELL"]],
    ]
    var message = InboundMessage(.other(type: "contacts", object: [card]), answers: request.id)
    message.origin = "contact_request"
    return writes(message, from: address, to: numberID, at: now)
  }
}
