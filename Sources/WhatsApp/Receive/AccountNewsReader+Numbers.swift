import Helpdesk

/// What is said about a business's numbers and how much they may send.
extension AccountNewsReader {
  var displayPhone: String? { value["display_phone_number"]?.phone }

  /// The limit was the number's until February 2026, and its property was called so.
  var capability: AccountNews.Fact? {
    let limit = value["max_daily_conversations_per_business"] ?? value["max_daily_conversation_per_phone"]
    let most = value["max_phone_numbers_per_business"] ?? value["max_phone_numbers_per_waba"]
    let (daily, numbers) = (limit.flatMap(Self.dailyLimit), most?.amount.flatMap { Int(exactly: $0) })
    return daily == nil && numbers == nil ? nil : .capability(dailyLimit: daily, mostNumbers: numbers)
  }

  var numberQuality: AccountNews.Fact? {
    value.word("event").map { event in
      let limit = value["max_daily_conversations_per_business"] ?? value["current_limit"]
      return .numberQuality(
        NumberQuality(
          event: event, dailyLimit: limit.flatMap(Self.dailyLimit),
          oldLimit: value["old_limit"].flatMap(Self.dailyLimit), displayPhone: displayPhone))
    }
  }

  var numberName: AccountNews.Fact? {
    value.word("decision").map {
      .numberName($0, reason: value.label("rejection_reason"), displayPhone: displayPhone)
    }
  }

  /// A count may come as text, too.
  private static func dailyLimit(_ limit: JSONValue) -> DailyLimit? {
    if let count = limit.amount { return Int(exactly: count).map { .customers($0) } }
    return limit.label.map { .tier($0) }
  }
}
