extension HolidayCalendar {
  /// Real Decreto 2001/1983, art. 45: the days of the whole country, Epiphany among them because every community keeps
  /// it. Holy Thursday, and Mondays given for Sundays, are each community's own and not listed.
  static let spain: [HolidayRule] = [
    .fixed(1, 1, "Año Nuevo"),
    .fixed(1, 6, "Epifanía del Señor"),
    .easter(-2, "Viernes Santo"),
    .fixed(5, 1, "Fiesta del Trabajo"),
    .fixed(8, 15, "Asunción de la Virgen"),
    .fixed(10, 12, "Fiesta Nacional de España"),
    .fixed(11, 1, "Todos los Santos"),
    .fixed(12, 6, "Día de la Constitución"),
    .fixed(12, 8, "Inmaculada Concepción"),
    .fixed(12, 25, "Natividad del Señor"),
  ]
}
