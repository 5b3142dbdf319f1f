package import BusinessTime

/// What Meta says a message costs (`pricing` of a status): once for each message, beside `sent` or a later status.
package struct Pricing: Sendable, Equatable, Codable {
  /// `service`, `utility`, `marketing`, …
  package var category: String
  /// `regular`, `free_customer_service` (within the month's free ones), `free_entry_point`, …
  package var type: String

  package init(category: String, type: String) {
    self.category = category
    self.type = type
  }
}

/// The messages of a number that Meta counted in one month of UTC, by what they cost.
///
/// Service messages are free up to a thousand a number and month, and cost as much as utility ones beyond (since
/// 2026-10-01); which of them were free Meta says itself.
package struct MonthlyCount: Sendable, Equatable, Codable {
  /// Months since the year 0.
  package let month: Int64
  /// By `category/type`.
  package private(set) var messages: [String: Int] = [:]
  /// Our people were told that the budget is spent.
  package internal(set) var isTold = false

  init(month: Int64) { self.month = month }

  /// Replies and acknowledgements inside the window, free or not.
  package var services: Int {
    messages.reduce(0) { $0 + ($1.key.hasPrefix("service/") ? $1.value : 0) }
  }

  mutating func count(_ pricing: Pricing) { messages["\(pricing.category)/\(pricing.type)", default: 0] += 1 }

  package static func month(of time: Timestamp) -> Int64 {
    let date = CivilDateTime(localSecond: time.seconds).date
    return Int64(date.year) * 12 + Int64(date.month) - 1
  }
}

extension Line {
  /// The current month and the one before, whose last statuses are still to come.
  private static let monthsKept = 2

  /// One message more. A month that is over for longer is not counted any more.
  mutating func count(_ pricing: Pricing, at time: Timestamp) {
    let month = MonthlyCount.month(of: time)
    var kept = months ?? []
    if let place = kept.firstIndex(where: { $0.month == month }) {
      kept[place].count(pricing)
    } else if kept.allSatisfy({ $0.month < month }) || kept.count < Self.monthsKept {
      var fresh = MonthlyCount(month: month)
      fresh.count(pricing)
      kept.append(fresh)
    }
    months = Array(kept.sorted { $0.month < $1.month }.suffix(Self.monthsKept))
  }

  package func count(in time: Timestamp) -> MonthlyCount? {
    months?.first { $0.month == MonthlyCount.month(of: time) }
  }

  mutating func isTold(at time: Timestamp) {
    guard let place = months?.firstIndex(where: { $0.month == MonthlyCount.month(of: time) }) else { return }
    months?[place].isTold = true
  }
}

/// How a number stands to the month's budget of service messages.
package enum BudgetState: Sendable, Equatable {
  case unspent
  /// `isTold`: our people know.
  case spent(count: Int, isTold: Bool)
}
