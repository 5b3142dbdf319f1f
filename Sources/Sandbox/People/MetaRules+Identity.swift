package import BusinessTime

extension MetaRules {
  /// In which words Meta says that somebody goes by another number and id (whatsapp §2, §3).
  package enum IdentityNews: Sendable, CaseIterable {
    /// `user_id_update`: the former id and the new one.
    case update
    /// A `system` message from the former number, with the new number and id.
    case system
    case both
  }

  /// Somebody changes their number, and Meta gives them another business-scoped id: every number of ours that they
  /// have a thread with is told. Whoever hides their phone is told of by `user_id_update` alone, and without it.
  ///
  /// The new id, and those of the `system` messages with their numbers; nil when nobody is known there, or the new digits are somebody's.
  package mutating func changesNumber(
    of address: String, to digits: String, news: IdentityNews, at now: Timestamp
  ) -> (userID: String, messages: [(id: String, numberID: String)])? {
    guard let place = directory.place(of: address) else { return nil }
    let former = directory.people[place]
    numberChanges += 1
    let userID = "\(former.userID.prefix(3))\(String(digits.reversed()))\(4300 + numberChanges)"
    guard directory.move(place, to: digits, userID: userID) else { return nil }
    let person = directory.people[place]
    var messages: [(id: String, numberID: String)] = []
    let known = numbers.keys.sorted().filter { threads[ThreadKey(numberID: $0, person: place)] != nil }
    for number in known.compactMap({ numbers[$0] }) {
      // The pair's rate is one of two numbers.
      threads[ThreadKey(numberID: number.id, person: place)]?.limit = PairLimit()
      if news != .system || person.hidesPhone { tellUpdate(of: former.userID, to: person, on: number, at: now) }
      if news != .update, !person.hidesPhone {
        messages.append((tellBySystem(of: former, to: person, on: number, at: now), number.id))
      }
    }
    return (userID, messages)
  }

  private mutating func tellUpdate(
    of former: String, to person: Person, on number: BusinessNumber, at now: Timestamp
  ) {
    let update = JSON.object(present: [
      ("wa_id", person.hidesPhone ? nil : .string(person.waID)),
      ("detail", "The user's identifier changed"),
      ("user_id", ["previous": .string(former), "current": .string(person.userID)]),
      ("timestamp", .string(String(now.seconds))),
    ])
    let value = Self.value(of: number, [("contacts", [Self.contact(of: person)]), ("user_id_update", [update])])
    webhooks.add(WebhookUpdate(accountID: number.accountID, field: "user_id_update", value: value), at: now)
  }

  /// Such a message comes without `contacts`. Its id.
  private mutating func tellBySystem(
    of former: Person, to person: Person, on number: BusinessNumber, at now: Timestamp
  ) -> String {
    let id = messageID(digits: former.waID, isOurs: false)
    receives(id, from: person.waID, at: number.id, sentAt: now)
    let message: JSON = [
      "from": .string(former.waID), "from_user_id": .string(former.userID), "id": .string(id),
      "timestamp": .string(String(now.seconds)), "type": "system",
      "system": [
        "body": "The user changed their number", "type": "user_changed_number", "wa_id": .string(person.waID),
        "user_id": .string(person.userID),
      ],
    ]
    webhooks.add(
      WebhookUpdate(
        accountID: number.accountID, field: "messages", value: Self.value(of: number, [("messages", [message])])),
      at: now)
    return id
  }
}
