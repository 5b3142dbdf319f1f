package import BusinessTime

extension Timestamp {
  /// The month in UTC in which a service message is counted, as months since year 0.
  ///
  /// Meta counts free messages by calendar month; in whose zone is not documented, so UTC stands in.
  var monthNumber: Int {
    let date = CivilDateTime(localSecond: seconds).date
    return date.year * 12 + date.month - 1
  }

  /// The instant as the `Date` header writes it.
  package var httpDate: String {
    let moment = CivilDateTime(localSecond: seconds)
    let clock = [moment.hour, moment.minute, moment.second].map(Self.twoDigits).joined(separator: ":")
    let day = Self.days[moment.weekday] ?? ""
    let month = Self.months[moment.date.month - 1]
    return
      "\(day), \(Self.twoDigits(moment.date.day)) \(month) \(moment.date.year) \(clock) GMT"
  }

  private static let days: [Weekday: String] = [
    .monday: "Mon", .tuesday: "Tue", .wednesday: "Wed", .thursday: "Thu", .friday: "Fri", .saturday: "Sat",
    .sunday: "Sun",
  ]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
