import BusinessTime

/// Easter Sunday of the Gregorian calendar, by the Church's tables and not by the sky.
enum Easter {
  /// The Sunday after the ecclesiastical full moon of spring; nil outside the years that `CivilDate` can hold.
  static func sunday(in year: Int) -> CivilDate? {
    let golden = year % 19
    let century = year / 100
    let skippedLeapDays = century - century / 4
    let moonCorrection = (8 * century + 13) / 25
    var moonAge = (19 * golden + skippedLeapDays - moonCorrection + 15) % 30
    if moonAge == 29 || (moonAge == 28 && golden > 10) { moonAge -= 1 }
    // The full moon is so many days after 21 March; Easter is the first Sunday after it.
    let fullMoon = CivilDate(year: year, month: 3, day: 21)?.adding(days: moonAge)
    return fullMoon.map { $0.adding(days: 7 - ($0.weekday.rawValue + 1) % 7) }
  }
}
