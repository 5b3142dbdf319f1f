import BusinessTime

/// What is about no message (whatsapp §2): journalled with its bytes, and told by mail if somebody has to know of it.
extension Desk {
  /// Kept: what it silences is not what this gateway sends.
  mutating func take(_ preference: MarketingPreference, of item: WebhookItem) throws -> Answer { .done }

  /// Whoever has no name gets the one that the business saved; a name of their own stays, and removal takes none.
  mutating func take(_ change: AddressBookChange, of item: WebhookItem) throws -> Answer {
    guard change.action == .known(.add), let name = change.fullName, var contact = try holder(of: change.person),
      contact.name == nil
    else { return .done }
    contact.name = name
    try tables.save(contact)
    return .done
  }

  /// The past opens nothing, and nobody waits in it.
  mutating func take(_ past: HistoryItem, of item: WebhookItem) throws -> Answer { .done }

  mutating func take(_ news: AccountNews, of item: WebhookItem) throws -> Answer {
    if case .templateComponents(let template, let needs?) = news.fact, let account = item.account {
      // Meta's clock may be ahead of ours.
      let time = min(news.timestamp ?? item.receivedAt, item.receivedAt)
      try take(needs, of: template, for: account, at: time)
      return .done
    }
    guard let account = item.account, let alarm = AccountAlarm(news.fact) else { return .done }
    if alarm.endsTrouble {
      for number in numbers(of: account) { try tryAtOnce(number) }
    }
    try mail(alarm, of: account, at: news.timestamp ?? item.receivedAt)
    return .done
  }

  mutating func take(_ news: GroupNews, of item: WebhookItem) throws -> Answer { .done }

  /// Meta repeats such errors; one is told of an hour.
  mutating func take(_ error: AccountError, of item: WebhookItem) throws -> Answer {
    guard let account = item.account else { return .done }
    let hour = item.receivedAt.seconds / 3600 * 3600
    try mail(AccountAlarm(error), of: account, at: Timestamp(seconds: hour))
    return .done
  }
}
