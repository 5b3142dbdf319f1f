import BusinessTime

extension HolidayCalendar {
  /// Código del Trabajo, art. 65, as changed in December 2016: Tuesday moves back to Monday, Wednesday and Thursday
  /// on to Friday, Saturday back and Sunday on; New Year and Christmas leave only weekends. 2 and 3 November, which
  /// stand side by side, have moves of their own so that they never fall together.
  static let ecuador: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo", moves: offTheWeekend),
    .easter(-48, "Carnaval"),
    .easter(-47, "Carnaval"),
    .easter(-2, "Viernes Santo"),
    .fixed(5, 1, "Día del Trabajo", moves: toTheWeekend),
    .fixed(5, 24, "Batalla de Pichincha", moves: toTheWeekend),
    .fixed(8, 10, "Primer Grito de Independencia", moves: toTheWeekend),
    .fixed(10, 9, "Independencia de Guayaquil", moves: toTheWeekend),
    .fixed(11, 2, "Día de los Difuntos", moves: [.wednesday: 2, .saturday: -1, .sunday: 2]),
    .fixed(11, 3, "Independencia de Cuenca", moves: [.wednesday: -2, .saturday: -2, .sunday: 1]),
    .fixed(12, 25, "Navidad", moves: offTheWeekend),
  ]

  private static let offTheWeekend: [Weekday: Int] = [.saturday: -1, .sunday: 1]
  private static let toTheWeekend: [Weekday: Int] = [
    .tuesday: -1, .wednesday: 2, .thursday: 1, .saturday: -1, .sunday: 1,
  ]
}
