package import BusinessTime

extension MetaRules {
  /// Somebody writes to a number: the window opens by their timestamp, and the webhook is on its way.
  ///
  /// The id is returned; nil when the number is not one of ours. A stranger's digits make a new person.
  @discardableResult
  package mutating func writes(
    _ message: InboundMessage, from address: String, to numberID: String, at now: Timestamp
  ) -> String? {
    guard let number = numbers[numberID] else { return nil }
    let place = directory.place(of: address) ?? directory.placeOrStranger(digits: address)
    let person = directory.people[place]
    let sentAt = message.sentAt ?? now
    let id = message.id ?? messageID(digits: person.waID, isOurs: false)
    if opensWindow(message) {
      threads[ThreadKey(numberID: numberID, person: place), default: Thread()].userSpoke(at: sentAt)
    }
    keep(id, ChatMessage(numberID: numberID, person: place, sentAt: sentAt, isReceived: true))
    let mediaID = String(random.next() % 1_000_000_000_000_000)
    let element = JSON.object(present: [
      ("context", context(of: message, number)),
      ("from", person.hidesPhone ? nil : .string(person.waID)),
      ("from_user_id", .string(person.userID)),
      ("id", .string(id)),
      ("timestamp", .string(String(sentAt.seconds))),
      ("errors", message.errors),
      ("type", .string(message.type)),
      ("origin", message.origin.map { .string($0) }),
      (message.type, message.object(mediaID: mediaID)),
      ("referral", message.referral),
    ])
    let value = Self.value(of: number, [("contacts", [Self.contact(of: person)]), ("messages", [element])])
    let field = message.isStandby ? "standby" : "messages"
    webhooks.add(WebhookUpdate(accountID: number.accountID, field: field, value: value), at: now)
    return id
  }

  /// Somebody calls a number, which opens the window too.
  package mutating func calls(from address: String, to numberID: String, at now: Timestamp) {
    guard let number = numbers[numberID], let place = directory.place(of: address) else { return }
    let person = directory.people[place]
    threads[ThreadKey(numberID: numberID, person: place), default: Thread()].userSpoke(at: now)
    let call = JSON.object(present: [
      ("id", .string("wacid." + String(random.next(), radix: 36))),
      ("from", person.hidesPhone ? nil : .string(person.waID)),
      ("from_user_id", .string(person.userID)),
      ("to", .string(number.digits)),
      ("event", "connect"),
      ("timestamp", .string(String(now.seconds))),
    ])
    let value = Self.value(of: number, [("contacts", [Self.contact(of: person)]), ("calls", [call])])
    webhooks.add(WebhookUpdate(accountID: number.accountID, field: "calls", value: value), at: now)
  }

  /// Somebody of the business answers from the phone app: the echo of a coexistence number. Its id is returned.
  @discardableResult
  package mutating func echoes(
    _ text: String, from numberID: String, to address: String, at now: Timestamp, writtenAt: Timestamp? = nil
  ) -> String? {
    guard let number = numbers[numberID] else { return nil }
    let place = directory.place(of: address) ?? directory.placeOrStranger(digits: address)
    let person = directory.people[place]
    let id = messageID(digits: person.waID, isOurs: true)
    let moment = writtenAt ?? now
    keep(id, ChatMessage(numberID: numberID, person: place, sentAt: moment, isReceived: false))
    show(
      PhoneEntry(at: moment, from: number.display, messageID: id, kind: "text", templateName: nil, text: text),
      to: place)
    let echo = JSON.object(present: [
      ("from", .string(number.digits)),
      ("to", person.hidesPhone ? nil : .string(person.waID)),
      ("to_user_id", .string(person.userID)),
      ("id", .string(id)),
      ("timestamp", .string(String(moment.seconds))),
      ("type", "text"),
      ("text", ["body": .string(text)]),
    ])
    let value = Self.value(of: number, [("contacts", [Self.contact(of: person)]), ("message_echoes", [echo])])
    webhooks.add(WebhookUpdate(accountID: number.accountID, field: "smb_message_echoes", value: value), at: now)
    return id
  }

  private func opensWindow(_ message: InboundMessage) -> Bool {
    switch message.content {
    case .reaction: settings.reactionOpensWindow
    case .other(let type, _): type != "system"
    case .text, .media, .sticker, .location, .button, .buttonReply, .listReply, .unsupported: true
    }
  }

  private func context(of message: InboundMessage, _ number: BusinessNumber) -> JSON? {
    if message.isForwarded { return ["forwarded": true] }
    return message.answers.map { ["from": .string(number.digits), "id": .string($0)] }
  }
}
