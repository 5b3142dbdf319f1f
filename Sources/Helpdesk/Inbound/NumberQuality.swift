/// How many customers a business may write to first within 24 hours: a tier of Meta's by name, or a count.
package enum DailyLimit: Sendable, Equatable {
  case tier(String)
  case customers(Int)
}

/// A number's limits changed (field `phone_number_quality_update`).
package struct NumberQuality: Sendable, Equatable {
  package var event: MetaWord<Event>
  /// The whole business's since February 2026, before that the number's.
  package var dailyLimit: DailyLimit?
  /// Before; absent since February 2026.
  package var oldLimit: DailyLimit?
  /// Digits only.
  package var displayPhone: String?

  package enum Event: String, Sendable {
    case onboarding = "ONBOARDING"
    case throughputUpgrade = "THROUGHPUT_UPGRADE"
  }

  package init(
    event: MetaWord<Event>, dailyLimit: DailyLimit? = nil, oldLimit: DailyLimit? = nil, displayPhone: String? = nil
  ) {
    self.event = event
    self.dailyLimit = dailyLimit
    self.oldLimit = oldLimit
    self.displayPhone = displayPhone
  }
}
