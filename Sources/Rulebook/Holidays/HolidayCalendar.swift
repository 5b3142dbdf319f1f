package import BusinessTime

/// Public holidays by country, movable days computed: the lists that a calendar's `holidays:` names.
///
/// What the law lays down for the whole country and for private employers. Not included, and to be written under
/// `dates`: regional and local days, single days by decree (bridges, elections, censuses), and days on which work is
/// usual. Complete from `firstCompleteYear`; earlier years hold what today's laws say of them.
package enum HolidayCalendar {
  /// The days off of a country in a year in order of date; two names may share a day. Empty for an unknown country.
  ///
  /// A day moved across New Year belongs to the year it is moved to.
  package static func days(country: String, year: Int) -> [(date: CivilDate, name: String)] {
    guard let rules = rulesByCountry[country] else { return [] }
    let candidates = (year - 1...year + 1).flatMap { candidate in
      rules.compactMap { rule in rule.date(in: candidate).map { (date: $0, name: rule.name) } }
    }
    return candidates.filter { $0.date.year == year }.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
  }

  /// The days off of several years by date, as `WorkCalendar` takes them; names that share a day are joined.
  package static func named(country: String, years: ClosedRange<Int> = bookedYears) -> [CivilDate: String] {
    var names: [CivilDate: String] = [:]
    for day in years.flatMap({ days(country: country, year: $0) }) {
      names[day.date] = names[day.date].map { "\($0) / \(day.name)" } ?? day.name
    }
    return names
  }

  /// Two-letter codes (ISO 3166-1, lower case) in alphabetical order.
  package static let countries: [String] = rulesByCountry.keys.sorted()

  /// From here on the lists are complete; they are tested against the published calendars of 2025 to 2027.
  package static let firstCompleteYear = 2025

  /// The years a calendar is given: past ones for reports, and beyond the 40 years in which a deadline is looked for.
  package static let bookedYears = 2015...2080

  private static let rulesByCountry: [String: [HolidayRule]] = [
    "ar": argentina, "br": brazil, "cl": chile, "co": colombia, "ec": ecuador, "es": spain, "mx": mexico, "pe": peru,
    "us": unitedStates, "uy": uruguay,
  ]
}
