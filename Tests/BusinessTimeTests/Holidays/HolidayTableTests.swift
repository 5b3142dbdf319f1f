import BusinessTime
import Rulebook
import Testing

@Suite("national holidays against the published calendars")
struct HolidayTableTests {
  /// One country's year: months and days off, as its government printed or its law says.
  struct PublishedYear: CustomTestStringConvertible, Sendable {
    let country: String
    let year: Int
    let days: String

    init(_ country: String, _ year: Int, _ days: String) {
      self.country = country
      self.year = year
      self.days = days
    }

    var testDescription: String { "\(country) \(year)" }
  }

  @Test("each country's days off are exactly those of its calendar", arguments: published)
  func days(expected: PublishedYear) {
    let days = HolidayCalendar.days(country: expected.country, year: expected.year)
    let dates = Set(days.map { String($0.date.description.dropFirst(5)) }).sorted()
    #expect(dates == expected.days.split(separator: " ").map(String.init))
  }

  static let published: [PublishedYear] = [
    PublishedYear(
      "ar", 2025, "01-01 03-03 03-04 03-24 04-02 04-18 05-01 05-25 06-16 06-20 07-09 08-17 10-10 11-24 12-08 12-25"),
    PublishedYear(
      "ar", 2026, "01-01 02-16 02-17 03-24 04-02 04-03 05-01 05-25 06-15 06-20 07-09 08-17 10-12 11-23 12-08 12-25"),
    PublishedYear(
      "ar", 2027, "01-01 02-08 02-09 03-24 03-26 04-02 05-01 05-25 06-20 06-21 07-09 08-16 10-11 11-20 12-08 12-25"),
    PublishedYear("br", 2025, "01-01 04-18 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25"),
    PublishedYear("br", 2026, "01-01 04-03 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25"),
    PublishedYear("br", 2027, "01-01 03-26 04-21 05-01 09-07 10-12 11-02 11-15 11-20 12-25"),
    PublishedYear(
      "cl", 2025, "01-01 04-18 04-19 05-01 05-21 06-20 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 12-25"),
    PublishedYear(
      "cl", 2026, "01-01 04-03 04-04 05-01 05-21 06-21 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 12-25"),
    PublishedYear(
      "cl", 2027,
      "01-01 03-26 03-27 05-01 05-21 06-21 06-28 07-16 08-15 09-17 09-18 09-19 10-11 10-31 11-01 12-08 12-25"),
    PublishedYear(
      "co", 2025,
      "01-01 01-06 03-24 04-17 04-18 05-01 06-02 06-23 06-30 07-20 08-07 08-18 10-13 11-03 11-17 12-08 12-25"),
    PublishedYear(
      "co", 2026,
      "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 "
        + "07-13 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25"
    ),
    PublishedYear(
      "co", 2027,
      "01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 "
        + "07-12 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25"
    ),
    PublishedYear("ec", 2025, "01-01 03-03 03-04 04-18 05-02 05-23 08-11 10-10 11-03 11-04 12-25"),
    PublishedYear("ec", 2026, "01-01 02-16 02-17 04-03 05-01 05-25 08-10 10-09 11-02 11-03 12-25"),
    PublishedYear("ec", 2027, "01-01 02-08 02-09 03-26 04-30 05-24 08-09 10-08 11-01 11-02 12-24 12-31"),
    PublishedYear("es", 2025, "01-01 01-06 04-18 05-01 08-15 10-12 11-01 12-06 12-08 12-25"),
    PublishedYear("es", 2026, "01-01 01-06 04-03 05-01 08-15 10-12 11-01 12-06 12-08 12-25"),
    PublishedYear("es", 2027, "01-01 01-06 03-26 05-01 08-15 10-12 11-01 12-06 12-08 12-25"),
    PublishedYear("mx", 2025, "01-01 02-03 03-17 05-01 09-16 11-17 12-25"),
    PublishedYear("mx", 2026, "01-01 02-02 03-16 05-01 09-16 11-16 12-25"),
    PublishedYear("mx", 2027, "01-01 02-01 03-15 05-01 09-16 11-15 12-25"),
    PublishedYear(
      "pe", 2025, "01-01 04-17 04-18 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25"),
    PublishedYear(
      "pe", 2026, "01-01 04-02 04-03 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25"),
    PublishedYear(
      "pe", 2027, "01-01 03-25 03-26 05-01 06-07 06-29 07-23 07-28 07-29 08-06 08-30 10-08 11-01 12-08 12-09 12-25"),
    PublishedYear("us", 2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
    PublishedYear("us", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25"),
    PublishedYear(
      "us", 2027, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"),
    PublishedYear("uy", 2025, "01-01 03-01 05-01 07-18 08-25 12-25"),
    PublishedYear("uy", 2026, "01-01 05-01 07-18 08-25 12-25"),
    PublishedYear("uy", 2027, "01-01 05-01 07-18 08-25 12-25"),
  ]
}
