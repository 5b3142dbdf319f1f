import BusinessTime
import Rulebook
import Testing

@Suite("holidays that move, come and go")
struct HolidayRuleTests {
  @Test("the ten countries are known, by their lower-case codes")
  func countries() {
    #expect(HolidayCalendar.countries == ["ar", "br", "cl", "co", "ec", "es", "mx", "pe", "us", "uy"])
    #expect(HolidayCalendar.days(country: "xx", year: 2026).isEmpty)
  }

  @Test(
    "a law's change holds from its year on",
    arguments: [
      // Mexico's transfer of power moved from 1 December to 1 October, every six years.
      ("mx", "2018-12-01", true), ("mx", "2024-10-01", true), ("mx", "2024-12-01", false), ("mx", "2030-10-01", true),
      ("mx", "2027-10-01", false),
      // Brazil made 20 November national in 2024.
      ("br", "2023-11-20", false), ("br", "2024-11-20", true),
      // Peru added three battles and the air force.
      ("pe", "2021-08-06", false), ("pe", "2022-08-06", true), ("pe", "2023-06-07", false), ("pe", "2024-06-07", true),
      // Colombia's nineteenth.
      ("co", "2025-07-14", false), ("co", "2026-07-13", true), ("co", "2029-07-09", true),
      // Uruguay inaugurates every five years.
      ("uy", "2020-03-01", true), ("uy", "2026-03-01", false), ("uy", "2030-03-01", true),
      ("us", "2020-06-19", false), ("us", "2021-06-19", true),
    ])
  func validity(country: String, day: String, isHoliday: Bool) throws {
    let date = try #require(CivilDate(iso: day))
    let days = HolidayCalendar.days(country: country, year: date.year)
    #expect(days.contains { $0.date == date } == isHoliday)
  }

  @Test(
    "movable days go where the law sends them from each weekday",
    arguments: [
      // Chile, 29 June: Tuesday, Wednesday, Thursday back to Monday, Friday on to Monday, Saturday stays.
      ("cl", "San Pedro y San Pablo", "2027-06-28"), ("cl", "San Pedro y San Pablo", "2022-06-27"),
      ("cl", "San Pedro y San Pablo", "2023-06-26"), ("cl", "San Pedro y San Pablo", "2029-07-02"),
      ("cl", "San Pedro y San Pablo", "2024-06-29"),
      // Chile, 31 October: Tuesday to the Friday before, Wednesday to the Friday after.
      ("cl", "Día de las Iglesias Evangélicas y Protestantes", "2023-10-27"),
      ("cl", "Día de las Iglesias Evangélicas y Protestantes", "2029-11-02"),
      // Chile's extra days: 18 September on a Saturday, Tuesday or Wednesday; New Year on a Sunday.
      ("cl", "Feriado adicional de Fiestas Patrias", "2021-09-17"),
      ("cl", "Feriado adicional de Fiestas Patrias", "2018-09-17"),
      ("cl", "Feriado adicional de Fiestas Patrias", "2024-09-20"),
      ("cl", "Feriado adicional de Año Nuevo", "2023-01-02"),
      // The solstice in Chile.
      ("cl", "Día Nacional de los Pueblos Indígenas", "2021-06-21"),
      ("cl", "Día Nacional de los Pueblos Indígenas", "2024-06-20"),
      // Ecuador's pair of November: Friday and Saturday, Saturday and Sunday, Wednesday and Thursday.
      ("ec", "Independencia de Cuenca", "2018-11-01"), ("ec", "Día de los Difuntos", "2019-11-01"),
      ("ec", "Independencia de Cuenca", "2019-11-04"), ("ec", "Día de los Difuntos", "2022-11-04"),
      ("ec", "Independencia de Cuenca", "2022-11-03"),
      // New Year of 2022, a Saturday, was taken on the last day of 2021.
      ("ec", "Año Nuevo", "2021-12-31"),
    ])
  func moves(country: String, name: String, day: String) throws {
    let date = try #require(CivilDate(iso: day))
    let days = HolidayCalendar.days(country: country, year: date.year)
    #expect(days.contains { $0.date == date && $0.name == name })
  }

  @Test(
    "Easter is where the Church's tables put it, exceptions included",
    arguments: [
      // The earliest and latest possible, and years in which the plain reckoning is a week off.
      (1818, "1818-03-20"), (1943, "1943-04-23"), (2038, "2038-04-23"), (1954, "1954-04-16"), (1981, "1981-04-17"),
      (2000, "2000-04-21"), (2024, "2024-03-29"), (2025, "2025-04-18"), (2049, "2049-04-16"), (2076, "2076-04-17"),
    ])
  func easter(year: Int, goodFriday: String) throws {
    let date = try #require(CivilDate(iso: goodFriday))
    let days = HolidayCalendar.days(country: "br", year: year)
    #expect(days.contains { $0.date == date && $0.name == "Paixão de Cristo" })
  }

  @Test("two names on one day are both kept, and joined for the calendar")
  func sharedDay() throws {
    // In 2025 Colombia's Sacred Heart and Saints Peter and Paul met on 30 June.
    let date = try #require(CivilDate(iso: "2025-06-30"))
    let days = HolidayCalendar.days(country: "co", year: 2025).filter { $0.date == date }
    #expect(days.map(\.name) == ["Sagrado Corazón de Jesús", "San Pedro y San Pablo"])
    let named = HolidayCalendar.named(country: "co", years: 2025...2025)
    #expect(named[date] == "Sagrado Corazón de Jesús / San Pedro y San Pablo")
    #expect(named.count == 17)
  }
}
