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
  /// Meta has about a dozen categories and four types; what it may yet invent is counted together.
  private static let mostKinds = 64
  private static let otherKind = "other/other"

  /// Months since the year 0.
  package let month: Int64
  /// By `category/type`.
  package private(set) var messages: [String: Int] = [:]
  /// When our people were last to be told that the budget is spent.
  package fileprivate(set) var toldAt: Timestamp?
  /// One of them was.
  package fileprivate(set) var isTold = false

  fileprivate init(month: Int64) { self.month = month }

  /// Replies and acknowledgements inside the window, free or not.
  package var services: Int {
    messages.reduce(0) { $0 + ($1.key.hasPrefix("service/") ? $1.value : 0) }
  }

  fileprivate mutating func count(_ pricing: Pricing) {
    let kind = "\(pricing.category)/\(pricing.type)"
    let isKnown = messages[kind] != nil || messages.count < Self.mostKinds
    messages[isKnown ? kind : Self.otherKind, default: 0] += 1
  }

  package static func month(of time: Timestamp) -> Int64 {
    let date = CivilDateTime(localSecond: time.seconds).date
    return Int64(date.year) * 12 + Int64(date.month) - 1
  }
}

extension Line {
  /// The newest month and the one before, whose last statuses are still to come.
  private static let monthsKept = 2
  /// Nobody could be told: the next case that is left without an answer tells again, but not each of a flood.
  private static let tellAgainSeconds: Int64 = 3600

  /// One message more, at a time that is no later than now. A month that has two after it is not counted any more.
  mutating func count(_ pricing: Pricing, at time: Timestamp) {
    let month = MonthlyCount.month(of: time)
    var kept = months ?? []
    if !kept.contains(where: { $0.month == month }) { kept.append(MonthlyCount(month: month)) }
    for place in kept.indices where kept[place].month == month { kept[place].count(pricing) }
    months = Array(kept.sorted { $0.month < $1.month }.suffix(Self.monthsKept))
  }

  package func count(in time: Timestamp) -> MonthlyCount? {
    months?.first { $0.month == MonthlyCount.month(of: time) }
  }

  /// How the month stands to what the rules allow.
  func budget(of most: Int, at now: Timestamp) -> BudgetState {
    guard let count = count(in: now), count.services >= most else { return .unspent }
    let isBeingTold = count.toldAt.map { now < $0.adding(seconds: Self.tellAgainSeconds) } ?? false
    // While nothing goes out nobody can be told: a later case tells.
    return .spent(count: count.services, most: most, isTold: count.isTold || isBeingTold || breaker != .closed)
  }

  mutating func tells(at now: Timestamp) { change(in: now) { $0.toldAt = now } }

  /// Meta took the notice that was decided then.
  mutating func isTold(of time: Timestamp) { change(in: time) { $0.isTold = true } }

  private mutating func change(in time: Timestamp, _ body: (inout MonthlyCount) -> Void) {
    guard let place = months?.firstIndex(where: { $0.month == MonthlyCount.month(of: time) }) else { return }
    body(&months![place])
  }
}

/// How a number stands to the month's budget of service messages.
package enum BudgetState: Sendable, Equatable {
  case unspent
  /// `isTold`: our people know, or are being told.
  case spent(count: Int, most: Int, isTold: Bool)
}
