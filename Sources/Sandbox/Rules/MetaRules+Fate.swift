import BusinessTime

extension MetaRules {
  /// Why an accepted message is going to fail all the same; nil when it gets through.
  func fate(
    of body: SendBody, _ shown: Shown, _ number: BusinessNumber, _ place: Int?, at now: Timestamp
  ) -> GraphError? {
    guard let place else { return .code(131_026, "The message cannot be delivered.") }
    let person = directory.people[place]
    if person.reach == .notOnWhatsApp || person.blockedNumbers.contains(number.id) {
      return .code(131_026, "The message cannot be delivered.")
    }
    if shown.category == MessageTemplate.Category.marketing.charged, !person.wantsMarketing {
      return .code(131_050, "The recipient does not want marketing messages.")
    }
    if case .reaction(let target, _) = body.content {
      guard let sentAt = sentAt(of: target, numberID: number.id), !Self.isTooOld(sentAt, at: now) else {
        return .code(131_009, "The message to react to is unknown or older than 30 days.")
      }
    }
    return nil
  }
}
