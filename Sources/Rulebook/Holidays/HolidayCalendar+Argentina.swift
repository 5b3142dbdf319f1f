import BusinessTime

extension HolidayCalendar {
  /// Ley 27.399. Movable days go from Tuesday and Wednesday to the Monday before, from Thursday and Friday to the
  /// Monday after.
  ///
  /// Since Decreto 614/2025 the government *may* also move a movable day that falls on a weekend; it has done so once,
  /// for October 2025. Bridge days ("no laborables") are not holidays.
  static let argentina: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo"),
    .easter(-48, "Carnaval"),
    .easter(-47, "Carnaval"),
    .fixed(3, 24, "Día Nacional de la Memoria por la Verdad y la Justicia"),
    .fixed(4, 2, "Día del Veterano y de los Caídos en la Guerra de Malvinas"),
    .easter(-2, "Viernes Santo"),
    .fixed(5, 1, "Día del Trabajador"),
    .fixed(5, 25, "Día de la Revolución de Mayo"),
    .fixed(6, 17, "Paso a la Inmortalidad del General Güemes", moves: toNearMonday),
    .fixed(6, 20, "Paso a la Inmortalidad del General Belgrano"),
    .fixed(7, 9, "Día de la Independencia"),
    .fixed(8, 17, "Paso a la Inmortalidad del General San Martín", moves: toNearMonday),
    .fixed(10, 12, "Día del Respeto a la Diversidad Cultural", moves: toNearMonday).except(2025),
    .fixed(10, 10, "Día del Respeto a la Diversidad Cultural").since(2025).until(2025),
    .fixed(11, 20, "Día de la Soberanía Nacional", moves: toNearMonday),
    .fixed(12, 8, "Inmaculada Concepción de María"),
    .fixed(12, 25, "Navidad"),
  ]

  private static let toNearMonday: [Weekday: Int] = [.tuesday: -1, .wednesday: -2, .thursday: 4, .friday: 3]
}
