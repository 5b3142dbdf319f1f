package import BusinessTime

extension MetaRules {
  /// Somebody stops or resumes what a business advertises, in the chat with one of its numbers; the news of it follows
  /// (whatsapp §2). Nothing happens when either is unknown.
  package mutating func prefers(
    marketing wanted: Bool, person address: String, numberID: String, at now: Timestamp
  ) {
    guard let number = numbers[numberID], let place = directory.place(of: address) else { return }
    directory.change(place) { $0.wantsMarketing = wanted }
    let person = directory.people[place]
    let preference = JSON.object(present: [
      ("wa_id", person.hidesPhone ? nil : .string(person.waID)),
      ("user_id", .string(person.userID)),
      ("detail", wanted ? "The user wants marketing messages again" : "The user wants no marketing messages"),
      ("category", "marketing_messages"),
      ("value", wanted ? "resume" : "stop"),
      ("timestamp", .int(now.seconds)),
    ])
    let value = Self.value(
      of: number, [("contacts", [Self.contact(of: person)]), ("user_preferences", [preference])])
    webhooks.add(WebhookUpdate(accountID: number.accountID, field: "user_preferences", value: value), at: now)
  }
}
