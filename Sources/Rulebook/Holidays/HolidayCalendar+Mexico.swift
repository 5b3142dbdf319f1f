import BusinessTime

extension HolidayCalendar {
  /// Ley Federal del Trabajo, art. 74; Mondays since 2006, the transfer of power on 1 October since 2024.
  ///
  /// Election days, which the same article names, are Sundays set law by law and not listed.
  static let mexico: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo"),
    .nth(1, .monday, month: 2, "Día de la Constitución"),
    .nth(3, .monday, month: 3, "Natalicio de Benito Juárez"),
    .fixed(5, 1, "Día del Trabajo"),
    .fixed(9, 16, "Día de la Independencia"),
    .fixed(10, 1, "Transmisión del Poder Ejecutivo Federal").since(2024).every(6),
    .nth(3, .monday, month: 11, "Día de la Revolución"),
    .fixed(12, 1, "Transmisión del Poder Ejecutivo Federal").since(1994).until(2018).every(6),
    .fixed(12, 25, "Navidad"),
  ]
}
