extension HolidayCalendar {
  /// Ley 12.590, art. 18 (paid days without work) and, at each change of president, 1 March. On the other feriados
  /// people work as usual.
  static let uruguay: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo"),
    .fixed(3, 1, "Transmisión del mando presidencial").since(1985).every(5),
    .fixed(5, 1, "Día de los Trabajadores"),
    .fixed(7, 18, "Jura de la Constitución"),
    .fixed(8, 25, "Declaratoria de la Independencia"),
    .fixed(12, 25, "Día de la Familia"),
  ]
}
