import BusinessTime

extension HolidayCalendar {
  /// Ley 51 de 1983 ("Ley Emiliani"): most days move to the following Monday, and the three after Easter always do.
  /// Ley 2578 de 2026 added 9 July.
  static let colombia: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo"),
    .fixed(1, 6, "Día de los Reyes Magos", moves: toNextMonday),
    .fixed(3, 19, "Día de San José", moves: toNextMonday),
    .easter(-3, "Jueves Santo"),
    .easter(-2, "Viernes Santo"),
    .fixed(5, 1, "Día del Trabajo"),
    .easter(43, "Ascensión del Señor"),
    .easter(64, "Corpus Christi"),
    .easter(71, "Sagrado Corazón de Jesús"),
    .fixed(6, 29, "San Pedro y San Pablo", moves: toNextMonday),
    .fixed(7, 9, "Nuestra Señora del Rosario de Chiquinquirá", moves: toNextMonday).since(2026),
    .fixed(7, 20, "Día de la Independencia"),
    .fixed(8, 7, "Batalla de Boyacá"),
    .fixed(8, 15, "Asunción de la Virgen", moves: toNextMonday),
    .fixed(10, 12, "Día de la Diversidad Étnica y Cultural", moves: toNextMonday),
    .fixed(11, 1, "Día de Todos los Santos", moves: toNextMonday),
    .fixed(11, 11, "Independencia de Cartagena", moves: toNextMonday),
    .fixed(12, 8, "Inmaculada Concepción"),
    .fixed(12, 25, "Navidad"),
  ]

  private static let toNextMonday: [Weekday: Int] = [
    .tuesday: 6, .wednesday: 5, .thursday: 4, .friday: 3, .saturday: 2, .sunday: 1,
  ]
}
