import BusinessTime
import Foundation
import Testing

@Suite("dates")
struct CivilDateTests {
  @Test("every day from 1890 to 2110 is Foundation's day, with its weekday, there and back")
  func againstFoundation() throws {
    for day in -29_220...51_134 {
      let parts = CivilCalendar.components(ofDay: day)
      let date = CivilDate(dayNumber: Int64(day))
      try #require((date.year, date.month, date.day) == (parts.year!, parts.month!, parts.day!))
      try #require(date.dayNumber == Int64(day))
      try #require(date.weekday.rawValue == (parts.weekday! + 5) % 7)
    }
  }

  @Test(
    "days that do not exist cannot be held",
    arguments: ["2027-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00"])
  func impossible(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test(
    "only YYYY-MM-DD is a date",
    arguments: ["", "2026-1-2", "26-01-02", "2026/01/02", "2026-01-02 ", " 2026-01-02", "2026-01-0２", "+026-01-02"])
  func malformed(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test("leap days exist in leap years", arguments: ["2028-02-29", "2000-02-29"])
  func leap(text: String) throws {
    #expect(try #require(CivilDate(iso: text)).description == text)
  }

  @Test("dates travel as text, and are ordered as days")
  func codable() throws {
    let dates = [date("2026-12-31"), date("2027-01-01")]
    #expect(String(decoding: try JSONEncoder().encode(dates), as: UTF8.self) == #"["2026-12-31","2027-01-01"]"#)
    #expect(try JSONDecoder().decode([CivilDate].self, from: Data(#"["2026-12-31","2027-01-01"]"#.utf8)) == dates)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([CivilDate].self, from: Data(#"["2026-02-30"]"#.utf8))
    }
    #expect(dates[0] < dates[1])
    #expect(dates[0].adding(days: 1) == dates[1])
    #expect(dates[1].adding(days: -366) == date("2025-12-31"))
  }
}
