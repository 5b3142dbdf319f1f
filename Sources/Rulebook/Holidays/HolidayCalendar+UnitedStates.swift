import BusinessTime

extension HolidayCalendar {
  /// Federal holidays (5 U.S.C. 6103). A fixed day on a weekend is off itself, and so is the Friday before or the
  /// Monday after on which it is observed.
  static let unitedStates: [HolidayRule] =
    fixedFederalDays + fixedFederalDays.map(observed) + [
      .nth(3, .monday, month: 1, "Natalicio de Martin Luther King Jr."),
      .nth(3, .monday, month: 2, "Natalicio de Washington"),
      .nth(5, .monday, month: 5, "Día de los Caídos"),
      .nth(1, .monday, month: 9, "Día del Trabajo"),
      .nth(2, .monday, month: 10, "Día de la Raza"),
      .nth(4, .thursday, month: 11, "Día de Acción de Gracias"),
    ]

  private static let fixedFederalDays: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo"),
    .fixed(6, 19, "Día Nacional de la Independencia Juneteenth").since(2021),
    .fixed(7, 4, "Día de la Independencia"),
    .fixed(11, 11, "Día de los Veteranos"),
    .fixed(12, 25, "Navidad"),
  ]

  private static func observed(_ rule: HolidayRule) -> HolidayRule {
    HolidayRule(
      name: "\(rule.name) (trasladado)", day: rule.day, moves: [.saturday: -1, .sunday: 1],
      onlyOn: [.saturday, .sunday], years: rule.years)
  }
}
