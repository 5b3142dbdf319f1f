import BusinessTime

/// What is journalled with its bytes and asks nothing of anybody (whatsapp §2).
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

  mutating func take(_ news: AccountNews, of item: WebhookItem) throws -> Answer { .done }

  mutating func take(_ news: GroupNews, of item: WebhookItem) throws -> Answer { .done }

  mutating func take(_ error: AccountError, of item: WebhookItem) throws -> Answer { .done }
}
